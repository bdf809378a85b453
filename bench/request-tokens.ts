import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareUndici, type Client, oauth4webapiAlone } from './bare-clients.ts';
import { NoKeychain, withBenchStore } from './bench-store.ts';
import { informs, milliseconds, notMeasured, type Row, times } from './row.ts';
import { sideBySide } from './timing.ts';
import { type TokenEndpoint, withInstantServer, withPlayground } from './token-endpoints.ts';
import { workbenchClient } from './workbench-client.ts';

/** How many requests one after the other, and in how many rounds. */
const batches = [
  { count: 1, rounds: 51 },
  { count: 100, rounds: 7 },
  { count: 1_000, rounds: 3 },
] as const;
const WARM_UP = 100;
const AIM = 1.3;

function repeat(count: number, client: Client): Client {
  return async () => {
    for (let index = 0; index < count; index += 1) await client();
  };
}

/** `keep` is what becomes of each run besides; the aim is about making it. */
async function compare(endpoint: TokenEndpoint, aim: boolean, keep: ((record: unknown) => Promise<void>) | null): Promise<Row[]> {
  const undici = bareUndici(endpoint);
  const oauth4webapi = oauth4webapiAlone(endpoint);
  const ours = workbenchClient(endpoint);
  const workbench = keep === null ? ours.run : async () => keep(await ours.run());
  const rows: Row[] = [];
  try {
    for (const client of [undici.send, oauth4webapi, workbench]) await repeat(WARM_UP, client)();
    for (const { count, rounds } of batches) {
      const results = await sideBySide(
        { undici: repeat(count, undici.send), oauth4webapi: repeat(count, oauth4webapi), workbench: repeat(count, workbench) },
        keep === null ? rounds : Math.min(rounds, 7),
      );
      const ratio = results.workbench / results.oauth4webapi;
      const what = `${count} ${count === 1 ? 'request' : 'requests'}, ${endpoint.name}${keep === null ? '' : ', run stored'}`;
      const measured = milliseconds(results.workbench);
      const compared = `${times(ratio)} oauth4webapi (${milliseconds(results.oauth4webapi)}), ${times(results.workbench / results.undici)} bare undici (${milliseconds(results.undici)})`;
      rows.push(aim ? { what, measured, ratio: compared, aim: `within ${AIM}×`, met: ratio <= AIM } : informs(what, measured, compared));
    }
  } finally {
    await Promise.all([undici.close(), ours.close()]);
  }
  return rows;
}

async function stored(endpoint: TokenEndpoint): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'grantbench-bench-'));
  try {
    return await withBenchStore(folder, ({ store }) =>
      compare(endpoint, false, (record) => store.put(record as Parameters<typeof store.put>[0])),
    );
  } catch (thrown) {
    if (!(thrown instanceof NoKeychain)) throw thrown;
    return [notMeasured('requests, run stored', thrown.message)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Client credentials requests through the workbench, against the same request by `oauth4webapi` alone
 * and by bare undici: at a real authorization server, and at one that answers at once, where nothing
 * hides what the client itself takes.
 */
export async function measure(): Promise<Row[]> {
  return [
    ...(await withPlayground((endpoint) => compare(endpoint, true, null))),
    ...(await withPlayground(stored)),
    ...(await withInstantServer((endpoint) => compare(endpoint, false, null))),
  ];
}
