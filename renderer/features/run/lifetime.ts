import { relativeWords } from '../../../shared/inspector/time-words.ts';
import { clockWords, spanWords } from './time-words.ts';

/** What the bar under a token shows. */
export interface Lifetime {
  readonly state: 'running' | 'expired' | 'not_yet_valid';
  /** Part of the life that has passed, 0 to 1. */
  readonly passed: number;
  /** Left end: `issued 14:02:11`; empty where nobody said when. */
  readonly issued: string;
  /** Right end: `56 min of 1 h left · expires 15:02:11`. */
  readonly left: string;
}

/**
 * Where a token stands in its life. Null where it has no known end.
 *
 * @param issuedAt epoch seconds
 * @param expiresAt epoch seconds
 * @param now epoch milliseconds
 */
export function lifetime(issuedAt: number | null, expiresAt: number | null, now: number): Lifetime | null {
  if (expiresAt === null || !Number.isFinite(expiresAt)) return null;
  const end = expiresAt * 1_000;
  const start = issuedAt !== null && Number.isFinite(issuedAt) && issuedAt < expiresAt ? issuedAt * 1_000 : null;
  const issued = start === null ? '' : `issued ${clockWords(start, now)}`;
  if (now >= end)
    return { state: 'expired', passed: 1, issued, left: `expired ${relativeWords(expiresAt, now / 1_000)} · ${clockWords(end, now)}` };
  const remaining = spanWords(Math.ceil((end - now) / 1_000));
  const expires = `expires ${clockWords(end, now)}`;
  if (start === null) return { state: 'running', passed: 0, issued, left: `${remaining} left · ${expires}` };
  const passed = Math.min(1, Math.max(0, (now - start) / (end - start)));
  const left = `${remaining} of ${spanWords((end - start) / 1_000)} left · ${expires}`;
  return { state: now < start ? 'not_yet_valid' : 'running', passed, issued, left };
}
