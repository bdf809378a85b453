import { rfc } from '../model/spec-link.ts';
import type { Finding, ReadDisclosure, TokenReading } from '../model/token-reading.ts';
import { digestOf, MAX_DISCLOSURES, placeDisclosures, takeDisclosure } from './disclosures.ts';
import { explainMembers } from './explain-members.ts';
import { type ReadTokenOptions, readToken } from './read-token.ts';
import { blankReading, type ReadingError, readingError } from './reading-parts.ts';
import { finding } from './token-findings.ts';
import { bareType } from './token-purpose.ts';

/** An SD-JWT taken apart at its tildes. */
export interface SdJwtParts {
  /** The JWT the issuer signed. */
  readonly jwt: string;
  readonly disclosures: readonly string[];
  /** Null where nobody proves to be its holder. */
  readonly keyBinding: string | null;
}

const issuerJwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/;

/**
 * Takes an SD-JWT apart; null where the text is none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9901#section-4
 */
export function divideSdJwt(text: string): SdJwtParts | null {
  const first = text.indexOf('~');
  if (first === -1 || !text.startsWith('ey')) return null;
  const jwt = text.slice(0, first);
  if (!issuerJwt.test(jwt)) return null;
  const parts = text.slice(first + 1).split('~');
  const last = parts.pop() ?? '';
  return { jwt, disclosures: parts, keyBinding: last === '' ? null : last };
}

/** Everything a KB-JWT vouches for: the SD-JWT up to its last tilde. */
function presentedText({ jwt, disclosures }: SdJwtParts): string {
  return [jwt, ...disclosures, ''].join('~');
}

const spec = rfc(9901, '7.1');

function refused(message: string): Finding {
  return finding('sd_jwt_refused', 'error', `A verifier must refuse it: ${message}`, spec);
}

interface Disclosed {
  readonly selective: NonNullable<TokenReading['selective']>;
  readonly payload: TokenReading['payload'];
  readonly claims: TokenReading['claims'];
  readonly findings: readonly Finding[];
}

/**
 * Matches disclosures with the digests an issuer signed.
 *
 * @param payload what the issuer signed
 * @param now epoch milliseconds
 */
export async function disclose(payload: Record<string, unknown>, texts: readonly string[], now: number): Promise<Disclosed> {
  const hash = payload._sd_alg ?? 'sha-256';
  const findings: Finding[] = [];
  const known = new Map<string, Omit<ReadDisclosure, 'path'>>();
  for (const [index, text] of texts.entries()) {
    const which = `disclosure ${index + 1}`;
    const taken = takeDisclosure(text);
    if (typeof taken === 'string') {
      findings.push(refused(`${which} is broken, ${taken}`));
      continue;
    }
    const digest = await digestOf(text, hash);
    if (digest === null) {
      findings.push(refused(`its digests are made with ${JSON.stringify(hash)}, which is not known here.`));
      break;
    }
    if (known.has(digest)) findings.push(refused(`${which} is there twice.`));
    known.set(digest, { ...taken, digest });
  }
  const placed = placeDisclosures(payload, known);
  for (const fault of placed.faults) findings.push(refused(fault));
  const disclosures = [...known.values()].map((one) => ({ ...one, path: placed.paths.get(one.digest) ?? null }));
  for (const { path, name, digest } of disclosures) {
    if (path !== null) continue;
    findings.push(
      refused(`the disclosure of ${name === null ? 'an element' : `“${name}”`} matches nothing the issuer signed (${digest}).`),
    );
  }
  if (placed.undisclosed > 0) {
    const message = `${placed.undisclosed} ${placed.undisclosed === 1 ? 'digest has' : 'digests have'} no disclosure: claims that are kept back, or decoys that hide their number.`;
    findings.push(finding('undisclosed', 'info', message, rfc(9901, '4.2.5')));
  }
  return {
    selective: { hash: String(hash), disclosures, undisclosed: placed.undisclosed },
    payload: placed.claims,
    claims: explainMembers('claims', placed.claims, now),
    findings,
  };
}

/** A fault of the holder's proof, as a place in the whole. */
function bindingFault(error: ReadingError, start: number): ReadingError {
  return { ...error, part: `key binding JWT, ${error.part ?? 'whole'}`, position: start + (error.position ?? 0) };
}

/** What the proof of the holder says, held against what it is a proof for. */
async function keyBindingFindings(binding: TokenReading, presented: string, payload: Record<string, unknown>): Promise<Finding[]> {
  const findings: Finding[] = [];
  const section = rfc(9901, '7.3');
  const { typ } = binding.header ?? {};
  if (typeof typ !== 'string' || bareType(typ) !== 'kb+jwt')
    findings.push(finding('kb_typ', 'error', 'The type (typ) of the key binding JWT is not kb+jwt.', section));
  const expected = await digestOf(presented, payload._sd_alg ?? 'sha-256');
  const { sd_hash } = binding.payload ?? {};
  if (expected !== null && sd_hash !== undefined && sd_hash !== expected)
    findings.push(
      finding(
        'sd_hash_mismatch',
        'error',
        'The proof of the holder is for another presentation: its sd_hash is not that of this one.',
        section,
      ),
    );
  const { cnf } = payload;
  if (typeof cnf !== 'object' || cnf === null)
    findings.push(
      finding('cnf_missing', 'error', 'The issuer names no key of a holder (cnf), so the key binding JWT proves nothing.', section),
    );
  return findings;
}

/**
 * Reads an SD-JWT or SD-JWT VC: what the issuer signed, what the holder discloses of it, and who presents it.
 * The claims are those a verifier ends up with. Verifies no signature. Places count from where it begins.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9901
 */
export async function readSdJwt(parts: SdJwtParts, options: ReadTokenOptions): Promise<TokenReading> {
  const { jwt, disclosures, keyBinding } = parts;
  const now = options.now ?? Date.now();
  if (disclosures.length > MAX_DISCLOSURES) {
    const message = `It has ${disclosures.length} disclosures, and more than ${MAX_DISCLOSURES} are not read.`;
    return { ...blankReading('sd_jwt', 'Not read.'), error: readingError('INPUT_TOO_LARGE', message, 'disclosures', jwt.length + 1) };
  }
  const issued = readToken(jwt, options);
  if (issued.payload === null) return { ...issued, kind: 'sd_jwt' };
  const disclosed = await disclose(issued.payload, disclosures, now);
  const binding = keyBinding === null ? null : readToken(keyBinding, options);
  const bindingFindings =
    binding === null || binding.payload === null ? [] : await keyBindingFindings(binding, presentedText(parts), issued.payload);
  return {
    ...issued,
    kind: 'sd_jwt',
    payload: disclosed.payload,
    claims: disclosed.claims,
    findings: [...issued.findings, ...disclosed.findings, ...bindingFindings],
    selective: disclosed.selective,
    ...(binding !== null && { keyBinding: binding }),
    ...(issued.error === undefined && binding?.error !== undefined && { error: bindingFault(binding.error, presentedText(parts).length) }),
  };
}
