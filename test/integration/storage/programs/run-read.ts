/** Opens history and prints, for every step, what it says and how many runs it lists. Arguments: folder, steps. */
import { createSecretStore } from '../../../../node/keychain/keytar-secret-store.ts';
import { createRunStore } from '../../../../node/runs/run-store.ts';
import { AppError } from '../../../../shared/errors.ts';
import { runQuery } from '../../../../shared/model/run.ts';
import { makeRun } from '../make-run.ts';

const [folder = '', ...steps] = process.argv.slice(2);
const impatient = steps.includes('impatient');
const secrets = createSecretStore(impatient ? { timeoutMs: 3_000 } : {});
const { useMemory: keepInMemory } = secrets;
const store = createRunStore({ folder, secrets, ...(impatient && { answerWithinMs: 1_500 }) });

async function total(): Promise<unknown> {
  try {
    return (await store.list(runQuery.parse({}))).total;
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown);
  }
}

const said: unknown[] = [];
for (const step of ['', ...steps.filter((name) => name !== 'impatient')]) {
  if (step === 'memory') keepInMemory();
  if (step === 'wipe') await store.wipe();
  if (step === 'put') await store.put(makeRun());
  const started = performance.now();
  const problem = (await store.problem())?.code ?? null;
  said.push([performance.now() - started < 2_500 || !impatient ? problem : 'too late', await total()]);
}
console.log(JSON.stringify(said));
await store.close();
