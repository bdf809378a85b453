import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CanaryScanner } from './find-canaries.ts';

/** Every file below a folder, with all its bytes. */
export function filesBelow(folder: string): { name: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { name: relative(folder, path), bytes: readFileSync(path) };
    });
}

/** What the scanner sees in the files, one line each, names of the files included. */
export function sightingsInFiles(scanner: CanaryScanner, folder: string): string[] {
  return filesBelow(folder).flatMap(({ name, bytes }) =>
    [...scanner.find(name), ...scanner.find(bytes)].map((found) => `${name}: ${found.kind} (${found.spelling}): ${found.context}`),
  );
}
