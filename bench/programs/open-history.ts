/** A process that opens a history, as a host does when it starts, and says how long each act took. Argument: the folder. */
import { createRunStore } from '../../node/runs/run-store.ts';
import { runQuery } from '../../shared/model/run.ts';
import { benchSecrets } from '../bench-store.ts';
import { median } from '../timing.ts';

const [, , folder = ''] = process.argv;
const start = performance.now();
const store = createRunStore({ folder, secrets: benchSecrets() });
const problem = await store.problem();
if (problem !== null) throw new Error(problem.message);
const opened = performance.now() - start;

async function search(query: object): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = performance.now();
    const { total } = await store.list(runQuery.parse(query));
    times.push(performance.now() - before);
    if (total === 0) throw new Error(`nothing was found for ${JSON.stringify(query)}`);
  }
  return median(times);
}

const first = await search({});
const id = (await store.list(runQuery.parse({ offset: 50_000, limit: 1 }))).runs[0]?.id ?? '';
const searches = {
  'text in few': await search({ text: 'Profile 49 of the billing' }),
  'text in many': await search({ text: 'identity' }),
  'text and outcome': await search({ text: 'as-7', outcome: 'failed' }),
  'far down the list': await search({ offset: 99_000 }),
};
const before = performance.now();
await store.get(id);
const read = performance.now() - before;
await store.close();
console.log(JSON.stringify({ opened, first, searches, read }));
