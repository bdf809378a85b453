import { dataFolder } from '../node/data-folder.ts';
import { readPresetFiles } from '../node/preset-files.ts';
import type { PresetFiles } from '../shared/ports.ts';
import { builtInPresets } from '../shared/servers/built-in-presets.ts';
import { joinPresets } from '../shared/servers/join-presets.ts';

/** The built-in presets and the user's own. @param folder `--data-dir` @throws AppError `STORE_FAILED` */
export async function knownPresets(folder: string | undefined): Promise<PresetFiles> {
  const { presets, problems } = await readPresetFiles(dataFolder(folder));
  return { presets: joinPresets(builtInPresets, presets), problems };
}
