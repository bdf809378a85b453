import { relativeWords } from '../../../shared/inspector/time-words.ts';
import type { HeldToken, TokenEnd } from '../../../shared/model/held-token.ts';
import { tokenTitles } from '../run/token-words.ts';

/** What a token is, in two words; an exchanged one says what it was issued as. */
export function kindWords({ kind, issuedTokenType }: HeldToken): string {
  const last = issuedTokenType?.split(':').at(-1);
  return last === undefined || last === '' || last === kind ? tokenTitles[kind] : last;
}

/** Who it is about: the subject, or the client where nobody signed in. */
export function subjectWords({ subject, clientId }: HeldToken): string {
  return subject ?? (clientId === '' ? 'subject unknown' : clientId);
}

/** Whether the time has come at which it was to expire. `now`: epoch milliseconds. */
export function isExpired({ expiresAt }: HeldToken, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}

/** `in 4 minutes`, `2 hours ago`, or that nobody said. `now`: epoch milliseconds. */
export function expiryWords({ expiresAt }: HeldToken, now: number): string {
  return expiresAt === null ? 'no expiry known' : relativeWords(expiresAt / 1_000, now / 1_000);
}

/** What a server said of a token that is over. */
export const endWords: Record<TokenEnd['how'], string> = { revoked: 'revoked', inactive: 'not active' };

/** How long a token is good, or why it is not any more. `now`: epoch milliseconds. */
export function standingWords(token: HeldToken, now: number): string {
  if (token.end !== null) return endWords[token.end.how];
  return isExpired(token, now) ? `expired ${expiryWords(token, now)}` : expiryWords(token, now);
}

/** Whether it may still be taken, as far as is known. `now`: epoch milliseconds. */
export function isOver(token: HeldToken, now: number): boolean {
  return token.end !== null || isExpired(token, now);
}
