/**
 * Makes sure that the machine has what tests and measurements need beyond npm packages: a Chromium and, on Linux,
 * a Secret Service with its library. Installs on Debian as root, after printing the command;
 * elsewhere says exactly what to install and ends with exit code 1.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from './find-chromium.ts';

interface Need {
  readonly what: string;
  /** The first that this Debian has is installed. */
  readonly debianPackages: readonly string[];
  readonly elsewhere: string;
  present(): boolean;
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function hasLibrary(file: string): boolean {
  const folders = ['/lib', '/usr/lib', '/usr/lib64', '/lib64', '/usr/local/lib'];
  const nested = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.includes('-linux-'))
        .map((name) => join(folder, name)),
    );
  return [...folders, ...nested].some((folder) => existsSync(join(folder, file)));
}

const browser: Need = {
  what: 'a Chromium, Chrome or Edge',
  debianPackages: ['chromium-headless-shell', 'chromium'],
  elsewhere: 'install Google Chrome or Chromium, or run: npx playwright install chromium',
  present: () => findChromium() !== null,
};

const secretService: Need[] = [
  {
    what: 'libsecret',
    debianPackages: ['libsecret-1-0'],
    elsewhere: 'install libsecret (package libsecret-1-0 or libsecret)',
    present: () => hasLibrary('libsecret-1.so.0'),
  },
  {
    what: 'gnome-keyring-daemon',
    debianPackages: ['gnome-keyring'],
    elsewhere: 'install gnome-keyring',
    present: () => onPath('gnome-keyring-daemon'),
  },
  { what: 'dbus-run-session', debianPackages: ['dbus'], elsewhere: 'install dbus', present: () => onPath('dbus-run-session') },
];

const needs = process.platform === 'linux' ? [browser, ...secretService] : [browser];
const missing = needs.filter((need) => !need.present());

/** Prints a command, runs it, and says whether it went well. */
function run(command: string, args: string[]): boolean {
  console.log(`$ ${[command, ...args].join(' ')}`);
  const result = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return result.status === 0;
}

/** Whether this system's package lists hold a package. */
const isKnown = (name: string) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;

if (missing.length > 0) {
  console.log(`Tests and measurements need ${missing.map((need) => need.what).join(', ')}.`);
  if (onPath('apt-get') && process.getuid?.() === 0) {
    run('apt-get', ['update', '-q']);
    run('apt-get', [
      'install',
      '-y',
      '-q',
      '--no-install-recommends',
      ...missing.flatMap((need) => need.debianPackages.find(isKnown) ?? []),
    ]);
  }
  const still = missing.filter((need) => !need.present());
  for (const need of still) console.error(`Missing: ${need.what}. Please ${need.elsewhere}.`);
  if (still.length > 0) process.exit(1);
}
