import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NoKeychain, withBenchStore } from './bench-store.ts';
import { buildPrograms } from './build-program.ts';
import { informs, milliseconds, notMeasured, type Row } from './row.ts';
import { seedRuns } from './seed-runs.ts';
import { median } from './timing.ts';
import { withInstantServer } from './token-endpoints.ts';
import { workbenchClient } from './workbench-client.ts';

const RUNS = 100_000;
const PROCESSES = 5;
const OPEN_AIM_MS = 200;
const SEARCH_AIM_MS = 50;

interface Report {
  readonly opened: number;
  readonly first: number;
  readonly searches: Readonly<Record<string, number>>;
  readonly read: number;
}

const programs = ['bench/programs/open-history.ts', 'node/runs/run-store-worker.ts', 'node/keychain/keychain-process.ts'] as const;

async function report(program: string, folder: string): Promise<Report> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, folder]);
  return JSON.parse(stdout) as Report;
}

function rowsOf(reports: readonly Report[], size: number): Row[] {
  const opened = median(reports.map((one) => one.opened));
  const searches = Object.keys(reports[0]?.searches ?? {}).map((name) => {
    const took = median(reports.map((one) => one.searches[name] ?? Number.NaN));
    const aim = `under ${SEARCH_AIM_MS} ms`;
    return { what: `search ${RUNS} runs, ${name}`, measured: milliseconds(took), ratio: '', aim, met: took < SEARCH_AIM_MS };
  });
  return [
    {
      what: `open ${RUNS} runs, keychain and thread included`,
      measured: `${milliseconds(opened)} (${Math.round(size / 1_000_000)} MB)`,
      ratio: '',
      aim: `under ${OPEN_AIM_MS} ms`,
      met: opened < OPEN_AIM_MS,
    },
    ...searches,
    informs('first page', milliseconds(median(reports.map((one) => one.first)))),
    informs('read and unseal one run', milliseconds(median(reports.map((one) => one.read)))),
  ];
}

/** Opening a history of 100,000 real runs and searching it, each time in a fresh process. */
export async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'grantbench-bench-'));
  try {
    return await withBenchStore(folder, async (store) => {
      const original = await withInstantServer(async (endpoint) => {
        const client = workbenchClient(endpoint);
        try {
          return await client.run();
        } finally {
          await client.close();
        }
      });
      await seedRuns(store, folder, original, RUNS);
      const program = await buildPrograms(programs);
      const reports: Report[] = [];
      for (let round = 0; round < PROCESSES; round += 1) reports.push(await report(program, folder));
      return rowsOf(reports, statSync(join(folder, 'history.sqlite')).size);
    });
  } catch (thrown) {
    if (!(thrown instanceof NoKeychain)) throw thrown;
    return [notMeasured(`open and search ${RUNS} runs`, thrown.message)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
