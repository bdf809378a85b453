import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { AppError } from '../../shared/errors.ts';
import {
  type HeldToken,
  type HeldTokenRecord,
  type TokenEnd,
  type TokenQuery,
  type TokenWord,
  tokenEnd,
} from '../../shared/model/held-token.ts';
import type { OpenedTokens } from './run-messages.ts';
import { type SealKey, seal, unseal } from './seal-record.ts';
import { cardReader, type OpenedCards, rowColumns, type TokenRow } from './token-cards.ts';
import { cardContext, clearColumns, columnNames, wholeContext } from './token-columns.ts';
import { asksAboutSealed, selectionOf, selectOpened } from './token-query.ts';

const columnsOf = (token: HeldToken): (string | number | null)[] => clearColumns.map(([, member]) => token[member]);
const columnsOfRow = (row: TokenRow) => clearColumns.map(([column]) => row[column]);

/**
 * A token is sealed twice: its card, small, for lists that must open thousands; and all of it with its value,
 * opened for the one that was asked for.
 */
export interface SealedToken {
  readonly columns: readonly SQLInputValue[];
  readonly card: Buffer;
  readonly whole: Buffer;
}

export function sealToken(key: SealKey, record: HeldTokenRecord): SealedToken {
  const columns = columnsOf(record.token);
  return {
    columns,
    card: seal(key.secret, cardContext(key, columns), record.token, 'plain'),
    whole: seal(key.secret, wholeContext(key, columns), record),
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

export function listTokens(
  database: DatabaseSync,
  key: SealKey,
  opened: OpenedCards,
  { query, now }: { readonly query: TokenQuery; readonly now: number },
): OpenedTokens {
  const reader = cardReader(database, key, opened);
  const { where, values, orderBy, orderValues } = selectionOf(query, now);
  const { limit, offset } = query;
  const shown = (rows: readonly TokenRow[]) => {
    const tokens = rows.flatMap((row) => {
      const card = reader.ofRow(row);
      return card === null ? [] : [{ ...card.token, end: endOf(row) }];
    });
    return { tokens, damaged: rows.length - tokens.length };
  };
  if (asksAboutSealed(query)) {
    const numbers = database.prepare(`SELECT number FROM token WHERE ${where} ORDER BY ${orderBy}`).all(...values, ...orderValues);
    const cards = numbers.map(({ number }) => reader.ofNumber(Number(number))).filter((card) => card !== null);
    const found = selectOpened(cards, query);
    const rows = found.slice(offset, offset + limit).map(({ number }) => reader.row(number));
    const page = shown(rows.filter((row) => row !== undefined));
    const damaged = numbers.length - cards.length + page.damaged;
    return { ...page, total: found.length - page.damaged, damaged };
  }
  const select = `SELECT ${rowColumns} FROM token WHERE ${where} ORDER BY ${orderBy} LIMIT ? OFFSET ?`;
  const page = shown(database.prepare(select).all(...values, ...orderValues, limit, offset));
  const total = database.prepare(`SELECT count(*) AS total FROM token WHERE ${where}`).get(...values)?.total;
  return { ...page, total: Number(total) - page.damaged };
}

/** A word nobody has is none: the column is in no seal. */
function endOf({ ended, ended_at: at }: TokenRow): TokenEnd | null {
  return tokenEnd.safeParse({ how: ended, at }).data ?? null;
}

/** @returns the record, not yet checked against the schema. @throws AppError `STORE_NOT_FOUND`, `STORE_DAMAGED` */
export function readHeldToken(database: DatabaseSync, key: SealKey, id: string): unknown {
  const row = database
    .prepare(`SELECT ${columnNames}, ended, ended_at, sealed FROM token LEFT JOIN token_record USING (number) WHERE id = ?`)
    .get(id);
  if (row === undefined) {
    throw new AppError('STORE_NOT_FOUND', {
      message: 'This token is not held any more.',
      hint: 'It was deleted, or let go after the time you set; run its grant again.',
    });
  }
  try {
    if (!(row.sealed instanceof Uint8Array)) throw new Error('there is no sealed token');
    const record = unseal(key.secret, wholeContext(key, columnsOfRow(row)), row.sealed) as HeldTokenRecord;
    return { ...record, token: { ...record.token, end: endOf(row) } };
  } catch (cause) {
    throw new AppError('STORE_DAMAGED', {
      message: 'This token was changed outside Grantbench, or is damaged.',
      hint: 'It cannot be used; delete it.',
      cause,
    });
  }
}

/**
 * Ids of the held tokens a server's word is about: all that have the value. Only the family it is of is opened, where
 * that is known. `active` is the newest word, and takes back what was noted before; `inactive` says less than
 * `revoked`. Takes its time where the family is not known: not to be called inside a transaction.
 */
export function tokensMeant(database: DatabaseSync, key: SealKey, { value, familyId, said }: TokenWord): string[] {
  const conditions = [
    ...(familyId === null ? [] : ['family_id = ?']),
    ...(said === 'active' ? ['ended IS NOT NULL'] : said === 'inactive' ? ['ended IS NULL'] : []),
  ];
  const where = conditions.join(' AND ') || 'TRUE';
  const select = database.prepare(`SELECT ${columnNames}, sealed FROM token JOIN token_record USING (number) WHERE ${where}`);
  const meant: string[] = [];
  for (const row of select.iterate(...(familyId === null ? [] : [familyId]))) {
    if (tokenValue(row, key) === value) meant.push(String(row.id));
  }
  return meant;
}

/** Notes what a server said of these tokens. To be called inside a transaction. */
export function noteTokens(database: DatabaseSync, ids: readonly string[], { said, at }: TokenWord): void {
  const update = database.prepare('UPDATE token SET ended = ?, ended_at = ? WHERE id = ?');
  for (const id of ids) update.run(said === 'active' ? null : said, said === 'active' ? null : at, id);
}

/** Undefined for a token that was changed outside Grantbench. */
function tokenValue(row: TokenRow, key: SealKey): string | undefined {
  try {
    return (unseal(key.secret, wholeContext(key, columnsOfRow(row)), row.sealed as Uint8Array) as HeldTokenRecord).value;
  } catch {
    return undefined;
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
