/** Opens history and prints what it says and how many runs it lists. Arguments: folder, then `memory`, `wipe` or nothing. */
import { createSecretStore } from '../../../../node/keychain/keytar-secret-store.ts';
import { createRunStore } from '../../../../node/runs/run-store.ts';
import { AppError } from '../../../../shared/errors.ts';
import { runQuery } from '../../../../shared/model/run.ts';
import { makeRun } from '../make-run.ts';

const [folder = '', ...steps] = process.argv.slice(2);
const secrets = createSecretStore();
const { useMemory: keepInMemory } = secrets;
const store = createRunStore({ folder, secrets });

async function total(): Promise<unknown> {
  try {
    return (await store.list(runQuery.parse({}))).total;
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown);
  }
}

const said: unknown[] = [];
for (const step of ['', ...steps]) {
  if (step === 'memory') keepInMemory();
  if (step === 'wipe') await store.wipe();
  if (step === 'put') await store.put(makeRun());
  said.push([(await store.problem())?.code ?? null, await total()]);
}
console.log(JSON.stringify(said));
await store.close();
