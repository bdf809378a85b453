import type { DatabaseSync } from 'node:sqlite';
import type { HeldTokenRecord } from '../../shared/model/held-token.ts';
import { clearColumns, columnNames } from './run-columns.ts';
import type { UnheldRuns } from './run-messages.ts';
import { deleteTokens, insertTokens, type SealedToken } from './token-table.ts';

/** Number of the last run whose tokens are yet to be held; null where there is none. */
function lastUnheld(database: DatabaseSync): number | null {
  const value = database.prepare("SELECT value FROM meta WHERE name = 'unheld'").get()?.value;
  return value instanceof Uint8Array ? Number(Buffer.from(value).toString('utf8')) : null;
}

/**
 * Runs of a version that did not hold tokens apart, from the newest on.
 *
 * @param openRecord throws for one that was changed outside Grantbench
 */
export function unheldRuns(
  database: DatabaseSync,
  limit: number,
  openRecord: (columns: readonly unknown[], sealed: Uint8Array) => unknown,
): UnheldRuns | null {
  const last = lastUnheld(database);
  if (last === null) return null;
  const select = `SELECT number, ${columnNames}, sealed FROM run JOIN record USING (number) WHERE number <= ? ORDER BY number DESC LIMIT ?`;
  const rows = database.prepare(select).all(last, limit);
  const records = rows.flatMap((row) => {
    try {
      const columns = clearColumns.map(([column]) => row[column]);
      return [openRecord(columns, row.sealed as Uint8Array)];
    } catch {
      return [];
    }
  });
  return { records, next: rows.length < limit ? 0 : Number(rows.at(-1)?.number) - 1 };
}

/** Holds the tokens of such runs, and remembers where to go on. To be called inside a transaction. */
export function holdTokens(database: DatabaseSync, tokens: readonly (SealedToken & Pick<HeldTokenRecord, 'token'>)[], next: number): void {
  const known = database.prepare('SELECT 1 FROM run WHERE id = ?');
  // A run may have been deleted meanwhile, and another process may have held its tokens already.
  const wanted = tokens.filter(({ token }) => known.get(token.runId) !== undefined);
  for (const { token } of wanted) deleteTokens(database, 'run_id', [token.runId]);
  insertTokens(database, wanted);
  if (next === 0) database.prepare("DELETE FROM meta WHERE name = 'unheld'").run();
  else database.prepare("UPDATE meta SET value = ? WHERE name = 'unheld'").run(Buffer.from(String(next)));
}
