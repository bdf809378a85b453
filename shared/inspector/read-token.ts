import { LONG_TEXT } from '../model/text-limits.ts';
import type { Finding, TokenReading } from '../model/token-reading.ts';
import { base64urlFault, hasStrayBits } from './base64url.ts';
import { explainMembers } from './explain-members.ts';
import { opaqueFindings } from './opaque-token.ts';
import { keySourceFindings, purposeFindings } from './purpose-findings.ts';
import { blankReading, malformed, readingError, readPart } from './reading-parts.ts';
import { encryptionFindings, headerFindings, strayBitsFinding, timeFindings } from './token-findings.ts';
import { countParts, divide, encryptedParts, signedParts } from './token-parts.ts';
import { purposeOf, toldPurpose } from './token-purpose.ts';

export interface ReadTokenOptions {
  /** Epoch milliseconds; this machine's clock if left out. */
  readonly now?: number;
  /** Seconds two clocks may differ before a time counts as wrong. Default 0. */
  readonly clockSkewSeconds?: number;
}

function readSigned(token: string, start: number, now: number, skew: number): TokenReading {
  const [header, payload, signature] = divide(token, start, signedParts);
  if (header === undefined || payload === undefined || signature === undefined) return blankReading('jws', '');
  const findings: Finding[] = [];
  const readHeader = readPart(header, findings);
  const readPayload = readPart(payload, findings);
  const fault = base64urlFault(signature.text);
  const signatureError = fault === null ? null : malformed(signature, fault.reason, fault.position);
  if (readHeader.object !== null && fault === null) findings.push(...headerFindings(readHeader.object, signature.text));
  if (fault === null && readHeader.error === null && hasStrayBits(signature.text)) findings.push(strayBitsFinding(signature.name));
  const purpose = readHeader.object === null || readPayload.object === null ? null : purposeOf(readHeader.object, readPayload.object);
  if (readPayload.object !== null) {
    findings.push(...timeFindings(readPayload.object, now, skew, purpose?.purpose.expires ?? true));
    if (readHeader.object !== null) findings.push(...keySourceFindings(readHeader.object, readPayload.object));
    if (purpose !== null) findings.push(...purposeFindings(purpose, readHeader.object ?? {}, readPayload.object));
  }
  const error = readHeader.error ?? readPayload.error ?? signatureError;
  const unsecured = readHeader.object?.alg === 'none';
  return {
    kind: 'jws',
    header: readHeader.object,
    payload: readPayload.object,
    headerClaims: readHeader.object === null ? [] : explainMembers('header', readHeader.object, now),
    claims: readPayload.object === null ? [] : explainMembers('claims', readPayload.object, now),
    signature: {
      status: 'not_checked',
      reason: unsecured ? 'Unsecured: there is no signature that could be checked.' : 'Checking it takes the key of the issuer.',
    },
    findings,
    ...(purpose !== null && { purpose: toldPurpose(purpose) }),
    ...(error !== null && { error }),
  };
}

function readEncrypted(token: string, start: number, now: number): TokenReading {
  const [header, ...others] = divide(token, start, encryptedParts);
  if (header === undefined) return blankReading('jwe', '');
  const findings: Finding[] = [];
  const { object, error: headerError } = readPart(header, findings);
  if (object !== null) findings.push(...encryptionFindings(object));
  let error = headerError;
  for (const part of others) {
    const fault = error === null ? base64urlFault(part.text) : null;
    if (fault !== null) error = malformed(part, fault.reason, fault.position);
  }
  return {
    ...blankReading('jwe', 'Encrypted: only who has the key can read the claims, and see whether they are signed.'),
    header: object,
    headerClaims: object === null ? [] : explainMembers('header', object, now),
    findings,
    ...(error !== null && { error }),
  };
}

/** What the parts of a compact token are made of, wrong Base64 included; a URL or a sentence with dots in it is not. */
const compactCharacters = /^[A-Za-z0-9_\-+/=.]*$/;

/** Whether a text of three or five parts can only be meant as a JWT: its header decodes to `{"…`, or nothing speaks against it. */
function isCompact(token: string): boolean {
  return token.startsWith('ey') || compactCharacters.test(token);
}

/** What no token has: white space, and anything but printable ASCII (RFC 6749 appendix A.12, RFC 6750 §2.1). */
const foreign = /[^\x21-\x7e]/u;

function readOpaque(token: string, start: number): TokenReading {
  const opaque = blankReading('opaque', 'An opaque token has no signature that could be checked here.');
  if (/^[{[]/.test(token)) {
    return {
      ...opaque,
      error: readingError('TOKEN_NOT_A_TOKEN', 'This is JSON, not a token: paste only the value of the token.', null, start),
    };
  }
  const at = token.search(foreign);
  if (at === -1) return { ...opaque, findings: opaqueFindings(token) };
  const code = token.codePointAt(at) ?? 0;
  const name = /\s/u.test(String.fromCodePoint(code))
    ? 'white space stands'
    : `U+${code.toString(16).toUpperCase().padStart(4, '0')} stands`;
  const message = `No token: ${name} at character ${start + at + 1}, and tokens are printable ASCII without spaces.`;
  return { ...opaque, error: readingError('TOKEN_NOT_A_TOKEN', message, null, start + at) };
}

/**
 * Says what a text is and what every part of it means: a signed or unsecured token (JWS compact), an
 * encrypted one (JWE compact, the header), or an opaque one. Never throws and verifies nothing:
 * the signature is `not_checked`, and what is broken stands in `error`, with its place, beside
 * whatever could still be read. `position` counts from 0 in the text as it was given.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-3.1
 * @see https://www.rfc-editor.org/rfc/rfc7516#section-3.1
 */
export function readToken(text: string, options: ReadTokenOptions = {}): TokenReading {
  const now = options.now ?? Date.now();
  const token = text.trim();
  if (token === '')
    return {
      ...blankReading('opaque', 'There is no signature to check.'),
      error: readingError('TOKEN_NOT_A_TOKEN', 'There is nothing here.', null, null),
    };
  if (token.length > LONG_TEXT) {
    const message = `Longer than ${LONG_TEXT} characters: no token is.`;
    return { ...blankReading('opaque', 'Not read.'), error: readingError('INPUT_TOO_LARGE', message, null, null) };
  }
  const start = token.length === text.length ? 0 : text.indexOf(token.charAt(0));
  const parts = countParts(token);
  if (parts === signedParts.length && isCompact(token)) return readSigned(token, start, now, options.clockSkewSeconds ?? 0);
  if (parts === encryptedParts.length && isCompact(token)) return readEncrypted(token, start, now);
  if (parts > 1 && token.startsWith('ey')) {
    const counted = parts > 6 ? 'more than six' : `${parts}`;
    const message = `It starts like a JWT but has ${counted} parts: a signed one has three, an encrypted one five, divided by dots.`;
    return { ...blankReading('jws', 'The token is broken.'), error: readingError('TOKEN_MALFORMED', message, null, null) };
  }
  return readOpaque(token, start);
}
