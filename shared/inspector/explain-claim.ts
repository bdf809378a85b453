import { rfc, type SpecLink } from '../model/spec-link.ts';
import type { ReadClaim } from '../model/token-reading.ts';
import { type ClaimMeaning, fixed } from './claim-meaning.ts';
import { ianaClaims } from './iana-claims.ts';
import { ianaHeaders } from './iana-headers.ts';
import { issuerClaims } from './issuer-claims.ts';
import { registeredClaims } from './registered-claims.ts';
import { registeredHeaders } from './registered-headers.ts';

/** What a member means here, and where that is written. */
export interface Explanation {
  /** One sentence; empty for a name nobody registered. */
  readonly meaning: string;
  readonly spec: SpecLink | null;
}

const unregistered: Explanation = { meaning: '', spec: null };

/** What a registry calls a document, as a link to it. */
function sourceLink(source: string, section: string, registry: string): SpecLink {
  const number = /^RFC (\d+)$/.exec(source)?.[1];
  return number === undefined ? { rfc: source, section, url: registry } : rfc(Number(number), section);
}

type Registered = readonly (readonly [name: string, meaning: string, source: string, section: string])[];

/** Every name of a registry, and sentences of our own in place of the registry's where there are some. */
function withRegistry(own: ReadonlyMap<string, ClaimMeaning>, registered: Registered, registry: string): ReadonlyMap<string, ClaimMeaning> {
  const named = registered.map(
    ([name, meaning, source, section]) => [name, fixed(sourceLink(source, section, registry), meaning)] as const,
  );
  return new Map([...named, ...own]);
}

const headers = withRegistry(registeredHeaders, ianaHeaders, 'https://www.iana.org/assignments/jose/jose.xhtml');
const claims = withRegistry(registeredClaims, ianaClaims, 'https://www.iana.org/assignments/jwt/jwt.xhtml');

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
  return explain(claims, name, value, now);
}

/**
 * Explains a member of a JOSE header.
 *
 * @param now epoch milliseconds
 * @see https://www.iana.org/assignments/jose/jose.xhtml
 */
export function explainHeader(name: string, value: unknown, now: number): Explanation {
  return explain(headers, name, value, now);
}

/** Explains every member of a header or claims set, in its order. */
export function explainMembers(kind: 'header' | 'claims', object: Record<string, unknown>, now: number): ReadClaim[] {
  const table = kind === 'header' ? headers : claims;
  return Object.keys(object).map((name) => {
    const value = object[name];
    const { meaning, spec } = explain(table, name, value, now);
    const own = spec === null && kind === 'claims' ? issuerClaims.get(name) : undefined;
    return own === undefined ? { name, value, meaning, spec } : { name, value, meaning: own.meaning, spec, specificTo: own.product };
  });
}
