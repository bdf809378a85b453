import { closeSync, openSync } from 'node:fs';

/**
 * Makes an empty file for its owner alone where there is none; SQLite would make it readable for
 * everybody. One that exists is not opened, not even to look: on POSIX systems closing any handle of
 * a file drops every lock this process holds on it, SQLite's included.
 */
export function ensurePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'ax', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
