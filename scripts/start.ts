/**
 * `npm start`: the desktop workbench if this machine can show it, else the same workbench in the
 * user's own browser, with one line that says why.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronFolder, electronProgram } from './electron-runtime.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const DOWNLOAD_LIMIT_MS = 120_000;

/** Lets Electron's own installer fetch the runtime. @returns why it could not, or null. */
function fetchElectron(): string | null {
  console.log('Fetching the Electron runtime (once) …');
  const run = spawnSync(process.execPath, [join(electronFolder, 'install.js')], { encoding: 'utf8', timeout: DOWNLOAD_LIMIT_MS });
  if (run.status === 0) return null;
  const reason = run.stderr
    .split('\n')
    .map((line) => line.trim())
    .find((line) => /error|ENOTFOUND|ECONN|EAI_AGAIN/i.test(line));
  return reason ?? 'the download did not finish';
}

/** Why the desktop cannot be shown here, or null. */
function desktopObstacle(): string | null {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  if (electronProgram() !== null) return null;
  const failure = fetchElectron();
  return failure === null ? null : `the Electron runtime cannot be had (${failure})`;
}

function run(program: string, args: readonly string[]): void {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

if (!existsSync(join(root, 'dist/host/grantbench.js'))) {
  const built = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

const obstacle = desktopObstacle();
const program = electronProgram();
const rest = process.argv.slice(2);
if (obstacle === null && program !== null) {
  // Chromium refuses to run its sandbox as root; on other accounts it stays on.
  run(program, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), join(root, 'dist/host/main.js'), ...rest]);
} else {
  console.log(`No desktop window: ${obstacle ?? 'the Electron runtime is missing'}. The same workbench opens in your browser.`);
  run(process.execPath, [join(root, 'dist/host/grantbench.js'), 'serve', ...rest]);
}
