import { rfc, type SpecLink } from '../model/spec-link.ts';
import type { ReadClaim } from '../model/token-reading.ts';
import { type ClaimMeaning, fixed } from './claim-meaning.ts';
import { ianaClaims } from './iana-claims.ts';
import { ianaHeaders } from './iana-headers.ts';
import { issuerClaims } from './issuer-claims.ts';
import { registeredClaims } from './registered-claims.ts';
import { registeredHeaders } from './registered-headers.ts';

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

/**
 * Explains every member of a header or claims set, in its order: one sentence, empty for a name nobody
 * registered, and where it is defined. Times are said in this machine's time zone, without any locale API,
 * so that the words are the same in every host.
 *
 * @param now epoch milliseconds
 * @see https://www.iana.org/assignments/jwt/jwt.xhtml
 * @see https://www.iana.org/assignments/jose/jose.xhtml
 */
export function explainMembers(kind: 'header' | 'claims', object: Record<string, unknown>, now: number): ReadClaim[] {
  const table = kind === 'header' ? headers : claims;
  return Object.keys(object).map((name) => {
    const value = object[name];
    const member = table.get(name);
    if (member !== undefined) return { name, value, meaning: member.say(value, now / 1000), spec: member.spec };
    const own = kind === 'claims' ? issuerClaims.get(name) : undefined;
    return own === undefined
      ? { name, value, meaning: '', spec: null }
      : { name, value, meaning: own.meaning, spec: null, specificTo: own.product };
  });
}
