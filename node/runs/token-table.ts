import type { KeyObject } from 'node:crypto';
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { AppError } from '../../shared/errors.ts';
import type { HeldToken, HeldTokenRecord, TokenQuery } from '../../shared/model/held-token.ts';
import type { OpenedTokens } from './run-messages.ts';
import { seal, unseal } from './seal-record.ts';
import { asksAboutSealed, selectionOf, selectOpened } from './token-query.ts';

/** The columns stored readable, and the member each one holds: these and no others. They are bound to both seals. */
const clearColumns = [
  ['id', 'id'],
  ['run_id', 'runId'],
  ['profile_id', 'profileId'],
  ['kind', 'kind'],
  ['obtained_at', 'obtainedAt'],
  ['expires_at', 'expiresAt'],
  ['family_id', 'familyId'],
] as const satisfies readonly (readonly [column: string, member: keyof HeldToken])[];

const columnNames = clearColumns.map(([column]) => column).join(', ');
const columnsOf = (token: HeldToken): (string | number | null)[] => clearColumns.map(([, member]) => token[member]);
const columnsOfRow = (row: Readonly<Record<string, SQLOutputValue>>) => clearColumns.map(([column]) => row[column]);

/** The key that seals, and its name. */
export interface TokenKey {
  readonly id: string;
  readonly secret: KeyObject;
}

/**
 * A token is sealed twice: its card, small, for lists that must open thousands; and all of it with its value,
 * opened for the one that was asked for.
 */
export interface SealedToken {
  readonly columns: readonly SQLInputValue[];
  readonly card: Buffer;
  readonly whole: Buffer;
}

export function sealToken({ id, secret }: TokenKey, record: HeldTokenRecord): SealedToken {
  const columns = columnsOf(record.token);
  return {
    columns,
    card: seal(secret, ['token card', id, ...columns], record.token),
    whole: seal(secret, ['token', id, ...columns], record),
  };
}

/** To be called inside a transaction. */
export function insertTokens(database: DatabaseSync, tokens: readonly SealedToken[]): void {
  const places = clearColumns.map(() => '?').join(', ');
  const insert = database.prepare(`INSERT INTO token (${columnNames}, card) VALUES (${places}, ?)`);
  const insertWhole = database.prepare('INSERT INTO token_record (number, sealed) VALUES (?, ?)');
  for (const { columns, card, whole } of tokens) {
    insertWhole.run(insert.run(...columns, card).lastInsertRowid, whole);
  }
}

/** Cards by the columns they are bound to: a card never changes, so one that was opened stays good as long as its key. */
export type OpenedCards = Map<string, HeldToken>;

export function listTokens(
  database: DatabaseSync,
  key: TokenKey,
  opened: OpenedCards,
  { query, now }: { readonly query: TokenQuery; readonly now: number },
): OpenedTokens {
  const { where, values, orderBy, orderValues } = selectionOf(query, now);
  const inMemory = asksAboutSealed(query);
  const { limit, offset } = query;
  const select = `SELECT ${columnNames}, card FROM token WHERE ${where} ORDER BY ${orderBy} LIMIT ? OFFSET ?`;
  const rows = database.prepare(select).all(...values, ...orderValues, inMemory ? -1 : limit, inMemory ? 0 : offset);
  const cards = rows.map((row) => openCard(row, key, opened)).filter((card) => card !== null);
  const damaged = rows.length - cards.length;
  if (!inMemory) {
    const total = database.prepare(`SELECT count(*) AS total FROM token WHERE ${where}`).get(...values)?.total;
    return { tokens: cards, total: Number(total) - damaged, damaged };
  }
  const found = selectOpened(cards, query);
  return { tokens: found.slice(offset, offset + limit), total: found.length, damaged };
}

/** Null for a card that was changed outside Grantbench, or is damaged. */
function openCard(row: Readonly<Record<string, SQLOutputValue>>, key: TokenKey, opened: OpenedCards): HeldToken | null {
  const columns = columnsOfRow(row);
  const name = JSON.stringify(columns);
  const known = opened.get(name);
  if (known !== undefined) return known;
  try {
    if (!(row.card instanceof Uint8Array)) return null;
    // What was sealed under the key is what went in; its schema was checked then.
    const card = unseal(key.secret, ['token card', key.id, ...columns], row.card) as HeldToken;
    opened.set(name, card);
    return card;
  } catch {
    return null;
  }
}

/** @returns the record, not yet checked against the schema. @throws AppError `STORE_NOT_FOUND`, `STORE_DAMAGED` */
export function readHeldToken(database: DatabaseSync, key: TokenKey, id: string): unknown {
  const row = database.prepare(`SELECT ${columnNames}, sealed FROM token LEFT JOIN token_record USING (number) WHERE id = ?`).get(id);
  if (row === undefined) {
    throw new AppError('STORE_NOT_FOUND', {
      message: 'This token is not held any more.',
      hint: 'It was deleted, or let go after the time you set; run its grant again.',
    });
  }
  try {
    if (!(row.sealed instanceof Uint8Array)) throw new Error('there is no sealed token');
    return unseal(key.secret, ['token', key.id, ...columnsOfRow(row)], row.sealed);
  } catch (cause) {
    throw new AppError('STORE_DAMAGED', {
      message: 'This token was changed outside Grantbench, or is damaged.',
      hint: 'It cannot be used; delete it.',
      cause,
    });
  }
}

/** To be called inside a transaction. */
export function deleteTokens(database: DatabaseSync, by: 'id' | 'run_id' | 'profile_id', ids: readonly string[]): void {
  const statement = database.prepare(`DELETE FROM token WHERE ${by} = ?`);
  for (const id of ids) statement.run(id);
}

/** Tokens a run brings at most: access, ID and refresh token. */
const TOKENS_OF_A_RUN = 3;

/**
 * Lets go of tokens that are of no use since `before` (epoch milliseconds): they expired earlier, or, where
 * nobody knows their expiry, were obtained earlier. And of the oldest, where there are more than so many runs
 * could have brought. To be called inside a transaction.
 */
export function pruneTokens(database: DatabaseSync, before: number, keepRuns: number): void {
  database.prepare('DELETE FROM token WHERE coalesce(expires_at, obtained_at) < ? AND obtained_at < ?').run(before, before);
  const beyond = 'SELECT number FROM token ORDER BY obtained_at DESC, number DESC LIMIT -1 OFFSET ?';
  database.prepare(`DELETE FROM token WHERE number IN (${beyond})`).run(TOKENS_OF_A_RUN * keepRuns);
}
