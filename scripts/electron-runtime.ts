import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the `electron` package. */
export const electronFolder = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/** Path of the Electron program, or null when its runtime is not on this machine. Downloads nothing. */
export function electronProgram(): string | null {
  const pathFile = join(electronFolder, 'path.txt');
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!existsSync(pathFile) && override === undefined) return null;
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const program = join(override ?? join(electronFolder, 'dist'), name);
  return existsSync(program) ? program : null;
}
