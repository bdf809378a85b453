/** Puts runs and prints the id of each once it is acknowledged. Arguments: folder, how many (0: until killed). */
import { randomUUID } from 'node:crypto';
import { createSecretStore } from '../../../../node/keychain/keytar-secret-store.ts';
import { createRunStore } from '../../../../node/runs/run-store.ts';
import { makeRun } from '../make-run.ts';

const [folder = '', count = '0'] = process.argv.slice(2);
const store = createRunStore({ folder, secrets: createSecretStore() });
for (let done = 0; count === '0' || done < Number(count); done += 1) {
  const id = randomUUID();
  await store.put(makeRun({ id, startedAt: Date.now() }));
  process.stdout.write(`${id}\n`);
}
// Ends by itself: neither the thread nor the keychain process may keep a program alive.
