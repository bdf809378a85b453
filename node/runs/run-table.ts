import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { AppError } from '../../shared/errors.ts';
import type { RunPage, RunQuery, RunRecord } from '../../shared/model/run.ts';
import { boundColumns, clearColumns, columnNames, columnValues, summaryOfRow } from './run-columns.ts';
import { conditionOf } from './run-query.ts';
import { type SealKey, seal, unseal } from './seal-record.ts';

/** A run as it is stored. */
export interface SealedRun {
  readonly id: string;
  readonly columns: readonly SQLInputValue[];
  readonly sealed: Buffer;
}

const recordContext = (keyId: string, columns: readonly unknown[]) => ['run', keyId, ...boundColumns(columns)];

export function sealRun({ id, secret }: SealKey, record: RunRecord): SealedRun {
  const { summary } = record.view;
  const columns = columnValues(summary);
  return { id: summary.id, columns, sealed: seal(secret, recordContext(id, columns), record) };
}

/** @returns the record, not yet checked against the schema. @throws Error where columns or record were changed outside Grantbench */
export function unsealRun({ id, secret }: SealKey, columns: readonly unknown[], sealed: Uint8Array): unknown {
  return unseal(secret, recordContext(id, columns), sealed);
}

/** Writes runs in the place of what was stored of them. To be called inside a transaction. */
export function insertRuns(database: DatabaseSync, runs: Iterable<SealedRun>): void {
  const forget = database.prepare('DELETE FROM run WHERE id = ?');
  const insert = database.prepare(`INSERT INTO run (${columnNames}) VALUES (${clearColumns.map(() => '?').join(', ')})`);
  const insertRecord = database.prepare('INSERT INTO record (number, sealed) VALUES (?, ?)');
  for (const { id, columns, sealed } of runs) {
    forget.run(id);
    insertRecord.run(insert.run(...columns).lastInsertRowid, sealed);
  }
}

export function listRuns(database: DatabaseSync, query: RunQuery): RunPage {
  const { sql, values } = conditionOf(query);
  const page = `SELECT number FROM run WHERE ${sql} ORDER BY started_at DESC, number DESC LIMIT ? OFFSET ?`;
  const select = `SELECT number, ${columnNames} FROM (${page}) JOIN run USING (number) ORDER BY started_at DESC, number DESC`;
  const rows = database.prepare(select).all(...values, query.limit, query.offset);
  const runs = rows.map(summaryOfRow);
  const seen = query.offset + runs.length;
  const last = rows.at(-1);
  if (last !== undefined && runs.length === query.limit) {
    // Counting goes on where the page ends: together they look at each run once.
    const rest = `SELECT count(*) AS total FROM run WHERE ${sql} AND (started_at, number) < (?, ?)`;
    const behind = database.prepare(rest).get(...values, last.started_at as number, last.number as number);
    return { runs, total: seen + Number(behind?.total) };
  }
  if (last !== undefined || query.offset === 0) return { runs, total: seen };
  return { runs, total: Number(database.prepare(`SELECT count(*) AS total FROM run WHERE ${sql}`).get(...values)?.total) };
}

/** @returns the record, not yet checked against the schema. @throws AppError `STORE_NOT_FOUND`, `STORE_DAMAGED` */
export function readRun(database: DatabaseSync, key: SealKey, id: string): unknown {
  const row = database.prepare(`SELECT ${columnNames}, sealed FROM run LEFT JOIN record USING (number) WHERE id = ?`).get(id);
  if (row === undefined) throw new AppError('STORE_NOT_FOUND');
  try {
    if (!(row.sealed instanceof Uint8Array)) throw new Error('there is no sealed record');
    return unsealRun(
      key,
      clearColumns.map(([column]) => row[column]),
      row.sealed,
    );
  } catch (cause) {
    throw new AppError('STORE_DAMAGED', {
      message: 'This run was changed outside Grantbench, or is damaged.',
      hint: 'It cannot be shown; delete it.',
      cause,
    });
  }
}
