/** A process that opens a history, as a host does when it starts, and says how long each act took. Argument: the folder. */
import { createRunStore, type SealedRunStore } from '../../node/runs/run-store.ts';
import { runQuery } from '../../shared/model/run.ts';
import { benchSecrets } from '../bench-store.ts';
import { median, timed } from '../timing.ts';

const [, , folder = ''] = process.argv;

async function opening(store: SealedRunStore): Promise<void> {
  const problem = await store.problem();
  if (problem !== null) throw new Error(problem.message);
}

async function search(store: SealedRunStore, query: object): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    let found = 0;
    times.push(
      await timed(async () => {
        found = (await store.list(runQuery.parse(query))).total;
      }),
    );
    if (found === 0) throw new Error(`nothing was found for ${JSON.stringify(query)}`);
  }
  return median(times);
}

const start = performance.now();
const store = createRunStore({ folder, secrets: benchSecrets() });
try {
  await opening(store);
  const opened = performance.now() - start;
  const first = await search(store, {});
  const id = (await store.list(runQuery.parse({ offset: 50_000, limit: 1 }))).runs[0]?.id ?? '';
  const searches = {
    'text in few': await search(store, { text: 'Profile 49 of the billing' }),
    'text in many': await search(store, { text: 'identity' }),
    'text and outcome': await search(store, { text: 'as-7', outcome: 'failed' }),
    'far down the list': await search(store, { offset: 99_000 }),
  };
  const read = await timed(() => store.get(id));
  console.log(JSON.stringify({ opened, first, searches, read }));
} catch (thrown) {
  // In one line: Node would print the line it was thrown in, and a bundle has only one.
  console.error(thrown instanceof Error ? thrown.message : String(thrown));
  process.exitCode = 1;
} finally {
  await store.close();
}
