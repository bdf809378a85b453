import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/errors.ts';
import { CAPTURES_KEPT, CAPTURES_PINNED, type CaptureRecord, type CaptureSummary } from '../../shared/model/capture.ts';
import { type SealKey, seal, unseal } from './seal-record.ts';

/**
 * Captured requests, which outlive the listener. Readable are the time and whether the user keeps one;
 * the line of the list (`card`) is sealed apart from the whole, so that a list opens little.
 */
export const captureSchema = `
  CREATE TABLE capture (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    captured_at REAL NOT NULL,
    pinned INTEGER NOT NULL,
    size INTEGER NOT NULL,
    card BLOB NOT NULL
  ) STRICT;
  CREATE TABLE capture_record (number INTEGER PRIMARY KEY REFERENCES capture ON DELETE CASCADE, sealed BLOB NOT NULL) STRICT;
`;

/** Sealed bytes of captured requests that are kept; requests of the largest kind reach it before their number does. */
const LARGEST_TOTAL = 256 * 1024 * 1024;

const cardContext = (key: SealKey, id: string, at: number) => ['capture card', key.id, id, at];
const recordContext = (key: SealKey, id: string, at: number) => ['capture', key.id, id, at];

/** A captured request as it is stored. */
export interface SealedCapture {
  readonly summary: CaptureSummary;
  readonly card: Buffer;
  readonly sealed: Buffer;
}

export function sealCapture(key: SealKey, record: CaptureRecord): SealedCapture {
  const { summary } = record.view;
  const { id, at } = summary;
  return {
    summary,
    card: seal(key.secret, cardContext(key, id, at), summary),
    sealed: seal(key.secret, recordContext(key, id, at), record),
  };
}

/** Adds requests and lets go of the oldest beyond the limits. To be called in a transaction. */
export function insertCaptures(database: DatabaseSync, captures: readonly SealedCapture[]): void {
  const capture = database.prepare('INSERT INTO capture (id, captured_at, pinned, size, card) VALUES (?, ?, ?, ?, ?)');
  const record = database.prepare('INSERT INTO capture_record (number, sealed) VALUES (?, ?)');
  for (const { summary, card, sealed } of captures) {
    const { lastInsertRowid } = capture.run(summary.id, summary.at, Number(summary.pinned), sealed.length, card);
    record.run(lastInsertRowid, sealed);
  }
  const beyond = `
    SELECT number FROM (
      SELECT number, row_number() OVER newest AS place, sum(size) OVER newest AS total FROM capture WHERE pinned = 0
      WINDOW newest AS (ORDER BY number DESC)
    ) WHERE place > ? OR total > ?`;
  database.prepare(`DELETE FROM capture WHERE number IN (${beyond})`).run(CAPTURES_KEPT, LARGEST_TOTAL);
}

/** The lines of the list, newest first. Those that somebody else has changed cannot be opened and are left out. */
export function listCaptures(database: DatabaseSync, key: SealKey): CaptureSummary[] {
  const rows = database.prepare('SELECT id, captured_at, pinned, card FROM capture ORDER BY number DESC').all();
  return rows.flatMap(({ id, captured_at: at, pinned, card }) => {
    try {
      const summary = unseal(key.secret, cardContext(key, String(id), Number(at)), card as Uint8Array) as CaptureSummary;
      return [{ ...summary, pinned: pinned === 1 }];
    } catch {
      return [];
    }
  });
}

/** @throws AppError `STORE_NOT_FOUND`, `STORE_DAMAGED` */
export function readCapture(database: DatabaseSync, key: SealKey, id: string): unknown {
  const row = database.prepare('SELECT captured_at, pinned, sealed FROM capture JOIN capture_record USING (number) WHERE id = ?').get(id);
  if (row === undefined) throw new AppError('STORE_NOT_FOUND', { message: 'There is no such captured request.' });
  try {
    const record = unseal(key.secret, recordContext(key, id, Number(row.captured_at)), row.sealed as Uint8Array) as CaptureRecord;
    return { ...record, view: { ...record.view, summary: { ...record.view.summary, pinned: row.pinned === 1 } } };
  } catch (cause) {
    throw new AppError('STORE_DAMAGED', {
      message: 'This captured request was changed outside Grantbench, or is damaged.',
      hint: 'It cannot be shown; delete it.',
      cause,
    });
  }
}

/** @throws AppError `INPUT_TOO_LARGE` where too many would be kept */
export function pinCaptures(database: DatabaseSync, ids: readonly string[], pinned: boolean): void {
  const statement = database.prepare('UPDATE capture SET pinned = ? WHERE id = ?');
  for (const id of ids) statement.run(Number(pinned), id);
  const { kept } = database.prepare('SELECT count(*) AS kept FROM capture WHERE pinned = 1').get() ?? {};
  if (pinned && Number(kept) > CAPTURES_PINNED) {
    throw new AppError('INPUT_TOO_LARGE', {
      message: `No more than ${CAPTURES_PINNED} captured requests can be kept.`,
      hint: 'Export what you want to keep for good, and delete it here.',
    });
  }
}

export function deleteCaptures(database: DatabaseSync, ids: readonly string[]): void {
  const statement = database.prepare('DELETE FROM capture WHERE id = ?');
  for (const id of ids) statement.run(id);
}
