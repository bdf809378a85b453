import type { HeldToken, TokenOrder, TokenQuery } from '../../shared/model/held-token.ts';

/** What of a query the readable columns can answer. */
export interface TokenSelection {
  /** Text after WHERE. */
  readonly where: string;
  /** Text after ORDER BY. */
  readonly orderBy: string;
  readonly values: readonly (string | number)[];
  /** Values of the order, which stand behind those of the conditions. */
  readonly orderValues: readonly number[];
}

/** The family that was active last, what is newest in it; tokens of one run as they are read: access, ID, refresh. */
const byFamily = `(SELECT max(obtained_at) FROM token AS relative WHERE relative.family_id = token.family_id) DESC,
  family_id, obtained_at DESC, run_id, kind, number`;

/** What expires soonest comes first, then what nobody knows of, then what has expired, the latest first. */
const byExpiry = `CASE WHEN expires_at IS NULL THEN 1 WHEN expires_at > ? THEN 0 ELSE 2 END,
  CASE WHEN expires_at > ? THEN expires_at ELSE -expires_at END, obtained_at DESC, number`;

function orderOf(order: TokenOrder): string {
  switch (order) {
    case 'expiry':
      return byExpiry;
    case 'kind':
      return 'kind, obtained_at DESC, number';
    case 'family':
    case 'profile':
    case 'subject':
    case 'scope':
      return byFamily;
  }
}

/** @param now epoch milliseconds */
export function selectionOf({ profileId, kind, familyId, expired, ended, order }: TokenQuery, now: number): TokenSelection {
  const parts: { sql: string; values: (string | number)[] }[] = [];
  if (profileId !== undefined) parts.push({ sql: 'profile_id = ?', values: [profileId] });
  if (kind !== undefined) parts.push({ sql: 'kind = ?', values: [kind] });
  if (familyId !== undefined) parts.push({ sql: 'family_id = ?', values: [familyId] });
  if (expired === true) parts.push({ sql: 'expires_at <= ?', values: [now] });
  if (expired === false) parts.push({ sql: '(expires_at IS NULL OR expires_at > ?)', values: [now] });
  if (ended !== undefined) parts.push({ sql: `ended IS ${ended ? 'NOT ' : ''}NULL`, values: [] });
  return {
    where: parts.map(({ sql }) => sql).join(' AND ') || 'TRUE',
    orderBy: orderOf(order),
    values: parts.flatMap(({ values }) => values),
    orderValues: order === 'expiry' ? [now, now] : [],
  };
}

/** Whether every token has to be opened to answer: what is asked about is sealed. */
export function asksAboutSealed({ text, order }: TokenQuery): boolean {
  return (text ?? '').trim() !== '' || order === 'profile' || order === 'subject' || order === 'scope';
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A card that was opened, with what a text search looks at, made once. */
export interface SearchableCard {
  readonly token: HeldToken;
  readonly searched: string;
}

/** Members a text search looks at, in small letters. */
export function searchedText({ profileName, subject, clientId, scope, host }: HeldToken): string {
  return `${profileName}\n${subject ?? ''}\n${clientId}\n${scope}\n${host}`.toLowerCase();
}

/** What is sealed of the conditions and the order. @param cards in the order of the columns, which decides between equals */
export function selectOpened<C extends SearchableCard>(cards: readonly C[], { text, order }: TokenQuery): readonly C[] {
  const wanted = (text ?? '').trim().toLowerCase();
  const found = wanted === '' ? cards : cards.filter(({ searched }) => searched.includes(wanted));
  switch (order) {
    case 'profile':
      return sortedBy(found, ({ token }) => token.profileName);
    case 'subject':
      return sortedBy(found, ({ token }) => token.subject ?? '');
    case 'scope':
      return sortedBy(found, ({ token }) => token.scope);
    case 'family':
    case 'expiry':
    case 'kind':
      return found;
  }
}

/** By a text; those that have none come last. */
function sortedBy<C extends SearchableCard>(cards: readonly C[], textOf: (card: C) => string): readonly C[] {
  return cards.toSorted((one, other) => {
    const [first, second] = [textOf(one), textOf(other)];
    if (first === '' || second === '') return Number(first === '') - Number(second === '');
    return collator.compare(first, second);
  });
}
