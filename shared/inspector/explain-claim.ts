import type { SpecLink } from '../model/spec-link.ts';
import type { ReadClaim } from '../model/token-reading.ts';
import type { ClaimMeaning } from './claim-meaning.ts';
import { registeredClaims } from './registered-claims.ts';
import { registeredHeaders } from './registered-headers.ts';

/** What a member means here, and where that is written. */
export interface Explanation {
  /** One sentence; empty for a name nobody registered. */
  readonly meaning: string;
  readonly spec: SpecLink | null;
}

const unregistered: Explanation = { meaning: '', spec: null };

function explain(table: ReadonlyMap<string, ClaimMeaning>, name: string, value: unknown, now: number): Explanation {
  const member = table.get(name);
  return member === undefined ? unregistered : { meaning: member.say(value, now / 1000), spec: member.spec };
}

/**
 * Explains a claim of a JSON Web Token. Times are said in this machine's time zone, without any
 * locale API, so that the words are the same in every host.
 *
 * @param now epoch milliseconds
 * @see https://www.iana.org/assignments/jwt/jwt.xhtml
 */
export function explainClaim(name: string, value: unknown, now: number): Explanation {
  return explain(registeredClaims, name, value, now);
}

/**
 * Explains a member of a JOSE header.
 *
 * @param now epoch milliseconds
 * @see https://www.iana.org/assignments/jose/jose.xhtml
 */
export function explainHeader(name: string, value: unknown, now: number): Explanation {
  return explain(registeredHeaders, name, value, now);
}

/** Explains every member of a header or claims set, in its order. */
export function explainMembers(kind: 'header' | 'claims', object: Record<string, unknown>, now: number): ReadClaim[] {
  const table = kind === 'header' ? registeredHeaders : registeredClaims;
  return Object.keys(object).map((name) => {
    const value = object[name];
    const { meaning, spec } = explain(table, name, value, now);
    return { name, value, meaning, spec };
  });
}
