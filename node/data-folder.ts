import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { storeError } from './store-error.ts';

/** The product's name, as it stands in the folder's path on every system. */
const PRODUCT = 'Grantbench';

/** Where this system keeps the data of programs: what Electron calls `appData`. */
function applicationData(): string {
  const { env, platform } = process;
  switch (platform) {
    case 'win32':
      return env.APPDATA || join(homedir(), 'AppData', 'Roaming');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    default:
      return env.XDG_CONFIG_HOME || join(homedir(), '.config');
  }
}

/**
 * Absolute folder of workspace, history and log, made for its owner alone where it is not there yet.
 * It is the folder Electron would choose for a product of our name, so that every host shares one.
 *
 * @param override the user's own choice (`--data-dir`), relative to the current folder
 * @throws AppError `STORE_FAILED` when it cannot be made
 */
export function dataFolder(override?: string): string {
  const folder = override ? resolve(override) : join(applicationData(), PRODUCT);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw storeError(error);
  }
  return folder;
}
