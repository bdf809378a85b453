/**
 * `npm run bench [name…]`: measures Grantbench beside what it is compared with, in one run on one
 * machine, and prints what came out, as ratios, with the aim of each. A missed aim is no failure of
 * this program; it ends with 1 when something could not be measured.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { withPrivateKeychain } from '../scripts/private-keychain.ts';
import { type Row, reasonOf, tableOf } from './row.ts';

interface Measurement {
  readonly title: string;
  readonly load: () => Promise<{ measure(): Promise<Row[]> }>;
}

const measurements: Readonly<Record<string, Measurement>> = {
  requests: { title: '(a) client credentials through the workbench', load: () => import('./request-tokens.ts') },
  command: { title: '(b) the command line', load: () => import('./command-line.ts') },
  inspect: { title: '(c) reading tokens', load: () => import('./inspect-tokens.ts') },
  history: { title: '(d) history', load: () => import('./open-history.ts') },
  screen: { title: '(e) the first screen', load: () => import('./first-screen.ts') },
  inspector: { title: '(f) the inspector', load: () => import('./inspector-screen.ts') },
  redirect: { title: '(g) from the redirect to the token request', load: () => import('./redirect-to-token.ts') },
};

async function measureAll(names: readonly string[]): Promise<void> {
  const [cpu] = cpus();
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}`);
  const [load = 0] = loadavg();
  if (load > cpus().length / 2)
    console.log(`Other programs keep this machine busy (load ${load.toFixed(1)}): times come out too long, ratios less so.`);
  let missed = 0;
  for (const [name, { title, load }] of Object.entries(measurements)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${title}`);
    try {
      const rows = await (await load()).measure();
      missed += rows.filter(({ met }) => met === false).length;
      if (rows.some(({ met }) => met === 'not measured')) process.exitCode = 1;
      console.log(tableOf(rows));
    } catch (thrown) {
      process.exitCode = 1;
      console.log(`could not be measured: ${reasonOf(thrown)}`);
    }
  }
  console.log(`\n${missed === 0 ? 'Every aim that was measured is met.' : `${missed} ${missed === 1 ? 'aim is' : 'aims are'} missed.`}`);
}

/** Finds or installs what the measurements need of this machine, as the tests do. @returns whether it is all there */
async function prepared(): Promise<boolean> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../scripts/prepare-machine.ts', import.meta.url))], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

/** Runs this program once more inside a keychain of its own, so that the one of the person at this machine stays untouched. */
async function inPrivateKeychain(names: readonly string[]): Promise<void> {
  await withPrivateKeychain(async ({ env }) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...names], { env, stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number | null];
    process.exitCode = code ?? 1;
  });
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in measurements));
if (unknown.length > 0) {
  console.error(`There is no measurement ${unknown.join(', ')}; there are ${Object.keys(measurements).join(', ')}.`);
  process.exitCode = 2;
} else if (process.env.GRANTBENCH_PRIVATE_KEYCHAIN === undefined && !(await prepared())) {
  process.exitCode = 1;
} else if (process.platform === 'linux' && process.env.GRANTBENCH_PRIVATE_KEYCHAIN === undefined) {
  await inPrivateKeychain(names);
} else {
  await measureAll(names);
}
