import { type CauseRule, strength } from '../cause.ts';
import { answeredWith } from '../readings.ts';

/** A server that asks for patience (RFC 6585 §4). */
export const rateLimited: CauseRule = {
  id: 'rate_limited',
  title: 'Too many requests (429)',
  find(facts) {
    const { last } = facts;
    if (last?.response?.status !== 429 || facts.error === null) return null;
    const after = last.response.headers.get('retry-after');
    return {
      weight: strength.proven,
      message: 'The server limits how often it may be asked.',
      evidence: `${answeredWith(last, last.response)} Retry-After: ${after ?? 'not said'}.`,
      fix:
        after === null ? 'Wait a while, then run again.' : /^\d+$/.test(after) ? `Run again in ${after} s.` : `Run again after ${after}.`,
    };
  },
};
