import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import type { AppErrorData } from '../shared/model/app-error.ts';
import type { ServerPreset } from '../shared/model/server-preset.ts';
import type { PresetFiles } from '../shared/ports.ts';
import { readPreset } from '../shared/servers/read-preset.ts';
import { storeError } from './store-error.ts';

/** Bytes a preset may have. */
const LARGEST = 262_144;

/**
 * Reads the presets in the folder `presets` of the data folder, in the order of their names. One that is
 * broken hides no other.
 *
 * @throws AppError `STORE_FAILED` where the folder is there and cannot be read
 */
export async function readPresetFiles(dataFolder: string): Promise<PresetFiles> {
  const folder = join(dataFolder, 'presets');
  const presets: ServerPreset[] = [];
  const problems: AppErrorData[] = [];
  for (const file of await filesIn(folder)) {
    try {
      const path = join(folder, file);
      if ((await stat(path)).size > LARGEST) {
        throw new AppError('INPUT_TOO_LARGE', { message: `The preset ${file} is larger than ${LARGEST} bytes.` });
      }
      presets.push(readPreset(await readFile(path, 'utf8'), file));
    } catch (thrown) {
      problems.push(storeError(thrown).toData());
    }
  }
  return { presets, problems };
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw storeError(error);
  }
}
