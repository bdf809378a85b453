import { AppError } from '../shared/errors.ts';

/** SQLite's primary result codes that mean something of their own to us. @see https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Primary code of an error that node:sqlite threw, or null for any other error. */
function sqliteCode(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !('errcode' in thrown) || typeof thrown.errcode !== 'number') return null;
  return thrown.errcode & 0xff;
}

/** Whether another holder stands in the way, so that waiting may help. */
export function isBusy(thrown: unknown): boolean {
  const code = sqliteCode(thrown);
  return code === SQLITE_BUSY || code === SQLITE_LOCKED;
}

/** Whether the file itself is broken, or is no database at all. */
export function isDamaged(thrown: unknown): boolean {
  const code = sqliteCode(thrown);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/** Turns what the file system or SQLite threw into one of the `STORE_*` errors. */
export function storeError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isBusy(thrown)) return new AppError('STORE_BUSY', { cause: thrown });
  if (isDamaged(thrown))
    return new AppError('STORE_DAMAGED', {
      hint: 'Try again: Grantbench looks through the file and keeps it aside if it is broken.',
      cause: thrown,
    });
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('STORE_FAILED', { message: `The store could not be read or written: ${reason}.`, cause: thrown });
}
