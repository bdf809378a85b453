import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const { env, platform } = process;

/** Absolute places where an installer, not the PATH, puts the browser. */
function installedPlaces(): string[] {
  switch (platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
        ['/Applications', join(env.HOME ?? '', 'Applications')].map((folder) => join(folder, `${name}.app/Contents/MacOS/${name}`)),
      );
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => ['Google/Chrome', 'Chromium', 'Microsoft/Edge'].map((name) => join(folder, name, 'Application')))
        .flatMap((folder) => [join(folder, 'chrome.exe'), join(folder, 'msedge.exe')]);
    default:
      return ['/snap/bin/chromium', '/opt/google/chrome/chrome'];
  }
}

function onPath(): string[] {
  // Without a window there is a quarter less to compute in the shell that Chromium builds for this.
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
  ];
  return (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, platform === 'win32' ? `${name}.exe` : name)));
}

/** Path of a Chromium-based browser for the browser tests, or null. `GRANTBENCH_CHROMIUM` wins; then Playwright's own, then the system's. */
export function findChromium(): string | null {
  const candidates = [env.GRANTBENCH_CHROMIUM ?? '', chromium.executablePath(), ...onPath(), ...installedPlaces()];
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null;
}

/** Launch flags: as root the sandbox of Chromium cannot work; the others keep it from looking for Google's hosts. */
export function chromiumArguments(): string[] {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run'];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}
