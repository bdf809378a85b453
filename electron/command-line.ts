import { resolve } from 'node:path';

/** The value of `--data-dir <dir>` or `--data-dir=<dir>` among the program's arguments, absolute; null without one. */
export function dataFolderArgument(args: readonly string[]): string | null {
  for (const [index, argument] of args.entries()) {
    if (argument.startsWith('--data-dir=')) return resolve(argument.slice('--data-dir='.length));
    const next = args[index + 1];
    if (argument === '--data-dir' && next !== undefined && !next.startsWith('--')) return resolve(next);
  }
  return null;
}
