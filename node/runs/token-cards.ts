import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { HeldToken } from '../../shared/model/held-token.ts';
import { type SealKey, unseal } from './seal-record.ts';
import { cardContext, clearColumns, columnNames } from './token-columns.ts';
import { type SearchableCard, searchedText } from './token-query.ts';

/** A row of the list: its number, the readable columns, what a server said of the token; where it was read too, the card. */
export type TokenRow = Readonly<Record<string, SQLOutputValue>>;

interface OpenedCard extends SearchableCard {
  readonly number: number;
  /** The columns it is bound to. */
  readonly columns: string;
}

/**
 * Cards that were opened, by the number of their row. A card never changes, so one that was opened stays good as
 * long as its key: nothing of it is on the disk in clear, and a search still need not open thousands anew.
 */
export type OpenedCards = Map<number, OpenedCard>;

/** What of a row is read for a list. */
export const rowColumns = `number, ${columnNames}, ended, ended_at`;

/** Cards opened between two looks at what else the thread is asked: a few milliseconds. */
const AT_ONCE = 100;

/** Reads cards; those that were changed outside Grantbench, or are damaged, come out as null. */
export interface CardReader {
  /** Of a row that was read just now: held against its columns. */
  ofRow(row: TokenRow): OpenedCard | null;
  /** As it was opened, whatever the columns say since: to look for it, not to show it. */
  ofNumber(number: number): OpenedCard | null;
  /** The row, to show what was found. */
  row(number: number): TokenRow | undefined;
}

export function cardReader(database: DatabaseSync, key: SealKey, opened: OpenedCards): CardReader {
  const selectCard = database.prepare('SELECT card FROM token WHERE number = ?');
  const selectRow = database.prepare(`SELECT ${rowColumns} FROM token WHERE number = ?`);
  const selectWithCard = database.prepare(`SELECT ${rowColumns}, card FROM token WHERE number = ?`);
  const row = (number: number) => selectRow.get(number);
  function ofRow(found: TokenRow): OpenedCard | null {
    const number = Number(found.number);
    const values = clearColumns.map(([column]) => found[column] ?? null);
    const columns = values.join('\n');
    const known = opened.get(number);
    if (known?.columns === columns) return known;
    try {
      const sealed = found.card ?? selectCard.get(number)?.card;
      if (!(sealed instanceof Uint8Array)) return null;
      // What was sealed under the key is what went in; its schema was checked then.
      const token = unseal(key.secret, cardContext(key, values), sealed) as HeldToken;
      const card = { number, token, searched: searchedText(token), columns };
      opened.set(number, card);
      return card;
    } catch {
      return null;
    }
  }
  return {
    ofRow,
    row,
    ofNumber(number) {
      const known = opened.get(number);
      if (known !== undefined) return known;
      const found = selectWithCard.get(number);
      return found === undefined ? null : ofRow(found);
    },
  };
}

/**
 * Opens all cards in the background, the newest first, so that the first search finds them open. Other questions
 * are answered between.
 *
 * @param current what it is to go on with; null ends it: the key was forgotten, or the file closed
 */
export function openCardsAhead(
  current: () => { readonly database: DatabaseSync; readonly key: SealKey } | null,
  opened: OpenedCards,
): void {
  let before = Number.MAX_SAFE_INTEGER;
  const step = () => {
    const now = current();
    if (now === null) return;
    try {
      const reader = cardReader(now.database, now.key, opened);
      const select = `SELECT number, ${columnNames}, card FROM token WHERE number < ? ORDER BY number DESC LIMIT ?`;
      const rows = now.database.prepare(select).all(before, AT_ONCE);
      for (const row of rows) reader.ofRow(row);
      if (rows.length < AT_ONCE) return;
      before = Number(rows.at(-1)?.number);
      setImmediate(step);
    } catch {
      // The next list meets the same trouble, and says so.
    }
  };
  setImmediate(step);
}
