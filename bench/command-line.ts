import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { informs, milliseconds, notMeasured, type Row } from './row.ts';
import { sideBySide } from './timing.ts';
import { type TokenEndpoint, withPlayground } from './token-endpoints.ts';

const ROUNDS = 21;
const AIM_MS = 150;

const built = fileURLToPath(new URL('../dist/host/grantbench.js', import.meta.url));
const bareNode = fileURLToPath(new URL('./programs/bare-request.mjs', import.meta.url));
const run = promisify(execFile);

function programs(
  { url, clientId, clientSecret, scope }: TokenEndpoint,
  home: string,
): Record<'grantbench' | 'node' | 'curl', () => Promise<unknown>> {
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, 'config'), APPDATA: join(home, 'config') };
  const client = ['--client-id', clientId, '--client-secret', clientSecret, '--scope', scope];
  const ours = [built, 'token', '--grant-type', 'client_credentials', '--token-endpoint', url, ...client, '--json'];
  const curl = [
    '-s',
    '-f',
    '-u',
    `${clientId}:${clientSecret}`,
    '-d',
    'grant_type=client_credentials',
    '--data-urlencode',
    `scope=${scope}`,
    url,
  ];
  return {
    grantbench: () => run(process.execPath, ours, { env }),
    node: () => run(process.execPath, [bareNode, url, clientId, clientSecret, scope]),
    curl: () => run('curl', curl),
  };
}

/** `grantbench token` as a process, the built file, against Node and curl making the same request. */
export async function measure(): Promise<Row[]> {
  const what = 'grantbench token as a process';
  if (!existsSync(built)) return [notMeasured(what, 'dist/host/grantbench.js is not built (npm run build)')];
  const hasCurl = spawnSync('curl', ['--version']).status === 0;
  const home = mkdtempSync(join(tmpdir(), 'grantbench-bench-'));
  try {
    return await withPlayground(async (endpoint) => {
      const { grantbench, node, curl } = programs(endpoint, home);
      // Once before it counts: the first start fills the compile cache.
      await grantbench();
      const contenders: Record<string, () => unknown> = { grantbench, node, ...(hasCurl && { curl }) };
      const { grantbench: ours = Number.NaN, node: bare = Number.NaN, curl: curls } = await sideBySide(contenders, ROUNDS);
      const more = ours - bare;
      const besides = curls === undefined ? '' : `, +${milliseconds(ours - curls)} on curl (${milliseconds(curls)})`;
      return [
        {
          what,
          measured: milliseconds(ours),
          ratio: `+${milliseconds(more)} on bare Node (${milliseconds(bare)})${besides}`,
          aim: `within ${AIM_MS} ms of bare Node`,
          met: more <= AIM_MS,
        },
        ...(hasCurl ? [] : [informs('curl', 'not on this machine')]),
      ];
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
