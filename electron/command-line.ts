import { resolve } from 'node:path';
import { OWN_SCHEME } from '../shared/model/redirect-place.ts';

/**
 * The value of `--data-dir <dir>` or `--data-dir=<dir>` among the program's arguments, absolute; null without one. What stands
 * behind an address of our scheme is not looked at: a page made that address, and the system may have torn it apart.
 */
export function dataFolderArgument(args: readonly string[]): string | null {
  for (const [index, argument] of args.entries()) {
    if (argument.startsWith(`${OWN_SCHEME}:`)) return null;
    if (argument.startsWith('--data-dir=')) return resolve(argument.slice('--data-dir='.length));
    const next = args[index + 1];
    if (argument === '--data-dir' && next !== undefined && !next.startsWith('--')) return resolve(next);
  }
  return null;
}
