/**
 * `npm run test:desktop`: the page objects of the browser suite against the real desktop program,
 * in a private keychain. Needs the Electron runtime and, on Linux, a display; says so where it has
 * to skip, since a suite that ran nothing must not look like one that passed.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { electronProgram } from './electron-runtime.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function skip(reason: string): never {
  console.log(`SKIPPED: the desktop suite did not run: ${reason}.`);
  process.exit(0);
}

if (electronProgram() === null) skip('the Electron runtime is not installed (npx install-electron fetches it)');
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) skip('there is no display (try xvfb-run)');

const run = spawnSync(
  process.execPath,
  [
    'scripts/private-keychain.ts',
    '--',
    process.execPath,
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config',
    'playwright.desktop.config.ts',
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = run.status ?? 1;
