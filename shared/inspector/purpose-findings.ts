import { rfc } from '../model/spec-link.ts';
import type { Finding, TokenPurpose } from '../model/token-reading.ts';
import { durationWords } from './time-words.ts';
import { finding } from './token-findings.ts';
import type { Purpose, SeenPurpose } from './token-purpose.ts';

type Members = Readonly<Record<string, unknown>>;

/** Claims about a person that an API rarely needs and every log of it keeps. */
const personal = [
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'email',
  'phone_number',
  'address',
  'birthdate',
  'gender',
  'picture',
  'ipaddr',
  'unique_name',
  'upn',
];

/** Header members by which a verifier finds the key. */
const keyNames = ['kid', 'jwk', 'x5c', 'x5t', 'x5t#S256', 'x5u'];

/** `an access token`, `a DPoP proof`. */
function withArticle(title: string): string {
  return `${/^(?:[aeio]|SD-)/i.test(title) ? 'an' : 'a'} ${title}`;
}

/** What no server may leave out, whatever kind of access token it makes. */
const always = ['iss', 'aud'];

function missing({ title, needs, spec }: Purpose, claims: Members, by: TokenPurpose['by']): Finding[] {
  const findings: Finding[] = [];
  for (const need of needs) {
    const names = typeof need === 'string' ? [need] : need;
    // A missing exp is said by the time findings already, in words of their own.
    if (need === 'exp' || names.some((name) => claims[name] !== undefined)) continue;
    const message = `${names.join(' or ')} is missing, which ${withArticle(title)} must have.`;
    // What only looks like such a token may be meant to follow another rule.
    const severity = by === 'typ' || names.some((name) => always.includes(name)) ? 'warning' : 'info';
    findings.push(finding(`${names.join('_or_')}_missing`, severity, message, spec));
  }
  return findings;
}

function headerFindingsOf({ title, needsHeader = [], needsType, keyElsewhere = false, types, spec }: Purpose, header: Members): Finding[] {
  const findings: Finding[] = [];
  for (const name of needsHeader) {
    if (header[name] === undefined) {
      findings.push(
        finding(`header_${name}_missing`, 'warning', `The header lacks ${name}, which names the key of ${withArticle(title)}.`, spec),
      );
    }
  }
  if (needsType && types.length > 0 && header.typ === undefined) {
    const message = `The type (typ) is missing: ${types[0]} keeps other kinds of token from passing for ${withArticle(title)}.`;
    findings.push(finding('typ_missing', 'warning', message, spec));
  } else if (needsType && typeof header.typ === 'string' && header.typ.toLowerCase() === 'jwt') {
    const message = `The type (typ) says no more than JWT; ${types[0]} keeps other kinds of token from passing for ${withArticle(title)}.`;
    findings.push(finding('typ_general', 'info', message, spec));
  }
  const { alg } = header;
  const asymmetric = !keyElsewhere && typeof alg === 'string' && alg !== 'none' && !alg.startsWith('HS');
  if (asymmetric && !keyNames.some((name) => header[name] !== undefined)) {
    const message = 'Nothing names the key (kid is missing): a verifier has to try all keys of the issuer, also after a change of keys.';
    findings.push(finding('kid_missing', 'info', message, rfc(7515, '4.1.4')));
  }
  return findings;
}

function lifetimeFinding({ title, longest }: Purpose, { iat, nbf, exp }: Members): Finding[] {
  const from = typeof iat === 'number' ? iat : nbf;
  if (longest === null || typeof exp !== 'number' || typeof from !== 'number' || exp - from <= longest) return [];
  const message = `It lives for ${durationWords(exp - from)}: once stolen, so long it can be used. More than ${durationWords(longest)} is long for ${withArticle(title)}.`;
  return [finding('lifetime_long', 'warning', message, rfc(6819, '5.1.5.3'))];
}

/** Personal data an access token carries to every API, proxy and log on its way. */
function personalDataFinding({ id }: Purpose, claims: Members): Finding[] {
  if (id !== 'access_token') return [];
  const found = personal.filter((name) => claims[name] !== undefined);
  if (found.length === 0) return [];
  const message = `It carries personal data (${found.join(', ')}) to every API, and to whoever reads its logs.`;
  return [finding('personal_data', 'warning', message, rfc(9068, '6'))];
}

/**
 * What a token of this purpose lacks, has too much of, or should not say.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.11
 */
export function purposeFindings({ purpose, by }: SeenPurpose, header: Members, claims: Members): Finding[] {
  const findings = [...headerFindingsOf(purpose, header), ...missing(purpose, claims, by)];
  for (const [name, why] of purpose.refuses ?? []) {
    if (claims[name] !== undefined) {
      findings.push(
        finding(
          `${name}_unexpected`,
          'warning',
          `It has ${name}, which ${withArticle(purpose.title)} must not have: ${why}.`,
          purpose.spec,
        ),
      );
    }
  }
  findings.push(...lifetimeFinding(purpose, claims), ...personalDataFinding(purpose, claims));
  return findings;
}

function originOf(value: unknown): string | null {
  return typeof value === 'string' && URL.canParse(value) ? new URL(value).origin : null;
}

/**
 * Keys that the token itself brings along, or points to: whoever forges a token chooses them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.10
 */
export function keySourceFindings(header: Members, claims: Members): Finding[] {
  const findings: Finding[] = [];
  for (const name of ['jku', 'x5u'] as const) {
    const value = header[name];
    if (value === undefined) continue;
    const [origin, issuer] = [originOf(value), originOf(claims.iss)];
    if (origin !== null && origin === issuer) continue;
    const message =
      origin === null
        ? `${name} is no address: nobody can fetch a key from there.`
        : `${name} points to ${origin}, ${issuer === null ? 'and no issuer vouches for it' : `and the issuer is ${issuer}`}: a verifier that fetches it takes the key of whoever wrote the token.`;
    findings.push(finding(`${name}_elsewhere`, 'warning', message, rfc(8725, '3.10')));
  }
  return findings;
}
