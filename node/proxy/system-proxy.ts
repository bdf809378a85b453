import { execFile } from 'node:child_process';
import { AppError } from '../../shared/errors.ts';
import { type Environment, environmentProxy } from './environment-proxy.ts';
import { readGsettings } from './gnome-settings.ts';
import { readScutil } from './macos-settings.ts';
import { noSystemProxy, type SystemProxySettings, systemProxyFor } from './system-settings.ts';
import { readRegistry, windowsProxyKey } from './windows-settings.ts';

/** The proxy the operating system names for a target: an address, or null for none. */
export type SystemProxy = (target: URL) => Promise<string | null>;

/** How long settings once read hold: a run asks for every request, a user changes them rarely. */
const freshMs = 5_000;

/**
 * Reads the system's settings with the system's own tool. On a Linux without GNOME's, the environment is what there is.
 * Scripts (PAC) are not run; the desktop asks Chromium instead, which runs them.
 */
export function readSystemProxy(environment: Environment, platform: NodeJS.Platform = process.platform): SystemProxy {
  let known: { settings: Promise<SystemProxySettings | null>; until: number } | null = null;
  return async (target) => {
    if (known === null || performance.now() > known.until) {
      known = { settings: readSettings(platform), until: performance.now() + freshMs };
    }
    const settings = await known.settings;
    return settings === null ? environmentProxy(target, environment) : systemProxyFor(target, settings);
  };
}

async function readSettings(platform: NodeJS.Platform): Promise<SystemProxySettings | null> {
  switch (platform) {
    case 'darwin':
      return readScutil(await run('/usr/sbin/scutil', ['--proxy']));
    case 'win32':
      return readRegistry(await run('reg', ['query', windowsProxyKey]));
    default: {
      const printed = await run('gsettings', ['list-recursively', 'org.gnome.system.proxy']).catch(() => null);
      if (printed === null) return null;
      const settings = readGsettings(printed);
      return settings === noSystemProxy ? null : settings;
    }
  }
}

function run(program: string, parameters: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, [...parameters], { timeout: 5_000, windowsHide: true }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(new AppError('NET_PROXY', { message: `The proxy settings of this system cannot be read (${program}).`, cause: error }));
    });
  });
}
