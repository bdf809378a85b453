import { isObject } from '../model/plain-object.ts';
import { rfc } from '../model/spec-link.ts';
import { LONG_TEXT } from '../model/text-limits.ts';
import type { TokenReading } from '../model/token-reading.ts';
import { asBase64url, base64urlFault, decodeText } from './base64url.ts';
import { MAX_DISCLOSURES } from './disclosures.ts';
import { explainMembers } from './explain-members.ts';
import { readJsonObject } from './json-object.ts';
import { placeInJson } from './json-place.ts';
import { purposeFindings } from './purpose-findings.ts';
import { readJweJson } from './read-jwe-json.ts';
import { detachedSpec, readJwsJson } from './read-jws-json.ts';
import { disclose, divideSdJwt, readSdJwt } from './read-sd-jwt.ts';
import { type ReadTokenOptions, readToken } from './read-token.ts';
import { blankReading, readingError } from './reading-parts.ts';
import { samlTextOf } from './saml-encoding.ts';
import { finding, timeFindings } from './token-findings.ts';
import { bareType, purposeOf, toldPurpose } from './token-purpose.ts';

/** How a text of any form is to be read. */
export interface InspectTokenOptions extends ReadTokenOptions {
  /** The payload of a token that came without it (detached, RFC 7515 appendix F). */
  readonly payload?: string | undefined;
}

/** Tokens within tokens that are opened; each is shorter than the one around it. */
const MAX_NESTING = 5;
/** What a token begins with, `ey` and a letter, as a payload has it: in Base64url once more. */
const TOKEN_START = 'ZXl';

/**
 * Says what a text is and what every part of it means: any form of JWS, JWE, SD-JWT, JWK, JWK Set, PEM,
 * certificate, SAML assertion, or an opaque token. Unlike {@link readToken}, which reads the compact forms at once, this
 * reads what takes hashing and unpacking too. Never throws, fetches nothing, verifies nothing.
 */
export async function inspectToken(text: string, options: InspectTokenOptions = {}): Promise<TokenReading> {
  return await inspect(text, options, 0);
}

async function inspect(text: string, options: InspectTokenOptions, nesting: number): Promise<TokenReading> {
  const trimmed = text.trim();
  if (trimmed.length > LONG_TEXT) return readToken(text, options);
  const start = trimmed === '' ? 0 : text.indexOf(trimmed.charAt(0));
  if (trimmed.startsWith('{')) return placed(await inspectJson(trimmed, options), start);
  const now = options.now ?? Date.now();
  if (trimmed.includes('-----BEGIN ')) {
    // It brings what reads keys along: loaded for those who need it.
    const { readPem } = await import('./read-pem.ts');
    return placed(await readPem(trimmed, now), start);
  }
  const parts = divideSdJwt(trimmed);
  if (parts !== null) return placed(await withCertificates(await readSdJwt(parts, options), options), start);
  const reading = readToken(text, options);
  if (reading.kind === 'jws') return await withCertificates(await completeJws(reading, trimmed, options, nesting), options);
  if (reading.kind !== 'opaque') return await withCertificates(reading, options);
  const certificate = trimmed.startsWith('MI') ? await (await import('./read-pem.ts')).readBareCertificate(trimmed, now) : null;
  if (certificate !== null) return certificate;
  const saml = await samlTextOf(trimmed);
  if (saml === null) return reading;
  const { readSaml } = await import('./read-saml.ts');
  return placed(await readSaml(saml, { now, clockSkewSeconds: options.clockSkewSeconds ?? 0 }), start);
}

/** The same with the place of its fault in the text around it. */
function placed(reading: TokenReading, start: number): TokenReading {
  const { error } = reading;
  return error?.position == null || start === 0 ? reading : { ...reading, error: { ...error, position: error.position + start } };
}

async function inspectJson(text: string, options: InspectTokenOptions): Promise<TokenReading> {
  const { object, fault } = readJsonObject(text);
  if (object === null) {
    const message = `The JSON is broken, character ${fault.position + 1}: ${fault.reason}`;
    return { ...blankReading('opaque', 'Not read.'), error: readingError('TOKEN_NOT_A_TOKEN', message, null, fault.position) };
  }
  const reading = await readJsonForm(text, object, options);
  if (fault === null || reading.error !== undefined) return reading;
  const message = `The JSON is broken, character ${fault.position + 1}: ${fault.reason}`;
  return { ...reading, error: readingError('TOKEN_MALFORMED', message, null, fault.position) };
}

async function readJsonForm(text: string, object: Record<string, unknown>, options: InspectTokenOptions): Promise<TokenReading> {
  const now = options.now ?? Date.now();
  const json = { text, object, now, clockSkewSeconds: options.clockSkewSeconds ?? 0, payload: options.payload };
  if (object.ciphertext !== undefined || object.recipients !== undefined) return await withCertificates(readJweJson(json), options);
  if (object.signatures !== undefined || object.signature !== undefined)
    return await withCertificates(await withDisclosures(readJwsJson(json), text, object, now), options);
  if (Array.isArray(object.keys) || typeof object.kty === 'string') {
    const { readJwkSet, readJwkText } = await import('./read-jwks.ts');
    return Array.isArray(object.keys) ? await readJwkSet(object.keys, now) : await readJwkText(object, now);
  }
  const message = 'This is JSON, but no token, no key, and there is no token in it.';
  return { ...blankReading('opaque', 'Not read.'), error: readingError('TOKEN_NOT_A_TOKEN', message, null, 0) };
}

/**
 * An SD-JWT in JSON form: the disclosures stand in the first unprotected header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9901#section-8
 */
async function withDisclosures(reading: TokenReading, text: string, object: Record<string, unknown>, now: number): Promise<TokenReading> {
  const first: unknown = Array.isArray(object.signatures) ? object.signatures[0] : object;
  const header = isObject(first) && isObject(first.header) ? first.header : {};
  const { disclosures } = header;
  if (!Array.isArray(disclosures) || !disclosures.every((text) => typeof text === 'string') || reading.payload === null) return reading;
  if (disclosures.length > MAX_DISCLOSURES) {
    const path = Array.isArray(object.signatures) ? ['signatures', 0] : [];
    const { from } = placeInJson(text, [...path, 'header', 'disclosures']);
    const message = `It has ${disclosures.length} disclosures, and more than ${MAX_DISCLOSURES} are not read.`;
    return { ...reading, error: readingError('INPUT_TOO_LARGE', message, 'disclosures', from) };
  }
  const { findings, ...disclosed } = await disclose(reading.payload, disclosures, now);
  const binding = typeof header.kb_jwt === 'string' ? readToken(header.kb_jwt, { now }) : null;
  return { ...reading, ...disclosed, findings: [...reading.findings, ...findings], ...(binding !== null && { keyBinding: binding }) };
}

/** What takes more than one look at a JWS: a payload that lies elsewhere, or is itself a token. */
async function completeJws(reading: TokenReading, token: string, options: InspectTokenOptions, nesting: number): Promise<TokenReading> {
  const { header } = reading;
  if (header === null) return reading;
  const [, payload = '', signature = ''] = token.split('.');
  if (payload === '' && signature !== '') return withDetached(reading, header, options);
  if (options.payload !== undefined) {
    const message = 'It carries its payload; the one that was given beside it is not used.';
    return { ...reading, findings: [...reading.findings, finding('payload_given_twice', 'warning', message, detachedSpec)] };
  }
  if (reading.payload !== null) return reading;
  if (header.b64 === false) return withPayload(reading, header, payload, options);
  const isMarked = typeof header.cty === 'string' && bareType(header.cty) === 'jwt';
  if (nesting >= MAX_NESTING || !(isMarked || payload.startsWith(TOKEN_START))) return reading;
  const text = textOf(payload);
  if (text === null || !(isMarked || text.includes('.'))) return reading;
  const nested = await inspect(text, { ...options, payload: undefined }, nesting + 1);
  if (nested.kind === 'opaque') return reading;
  const { error: _error, ...whole } = reading;
  const message = 'What is signed is another token: it stands below, and its signature is one of its own.';
  const fault =
    nested.error === undefined ? {} : { error: { ...nested.error, part: `token inside, ${nested.error.part ?? 'whole'}`, position: null } };
  return { ...whole, ...fault, nested, findings: [...reading.findings, finding('nested', 'info', message, rfc(7519, '5.2'))] };
}

function textOf(part: string): string | null {
  const bare = asBase64url(part);
  if (base64urlFault(bare) !== null) return null;
  const decoded = decodeText(bare);
  return 'text' in decoded ? decoded.text : null;
}

function withDetached(reading: TokenReading, header: Record<string, unknown>, options: InspectTokenOptions): TokenReading {
  if (options.payload !== undefined) return withPayload(reading, header, options.payload, options);
  const message = 'The payload is detached: give it to read and check it.';
  return { ...withoutPayloadFault(reading), findings: [...reading.findings, finding('payload_detached', 'info', message, detachedSpec)] };
}

/** The same where the payload as it stood in the token was the only fault. */
function withoutPayloadFault(reading: TokenReading): TokenReading {
  const { error, ...whole } = reading;
  return error?.part === 'payload' ? whole : reading;
}

/** Reads a payload that was not in the token as Base64url: detached, or as it is (`b64: false`, RFC 7797). */
function withPayload(reading: TokenReading, header: Record<string, unknown>, payload: string, options: InspectTokenOptions): TokenReading {
  const whole = withoutPayloadFault(reading);
  const now = options.now ?? Date.now();
  const { object } = payload.trimStart().startsWith('{') ? readJsonObject(payload) : { object: null };
  if (object === null) {
    const message = 'What is signed is no claims set but other content.';
    return { ...whole, findings: [...reading.findings, finding('payload_no_claims', 'info', message, rfc(7519, '7.2'))] };
  }
  const purpose = purposeOf(header, object);
  const times = timeFindings(object, now, options.clockSkewSeconds ?? 0, purpose?.purpose.expires ?? false);
  return {
    ...whole,
    payload: object,
    claims: explainMembers('claims', object, now),
    findings: [...reading.findings, ...times, ...(purpose === null ? [] : purposeFindings(purpose, header, object))],
    ...(purpose !== null && { purpose: toldPurpose(purpose) }),
  };
}

async function withCertificates(reading: TokenReading, options: InspectTokenOptions): Promise<TokenReading> {
  const { header } = reading;
  if (header?.x5c === undefined) return reading;
  const { readCertificates } = await import('./read-certificates.ts');
  const { certificates, findings } = await readCertificates(header, options.now ?? Date.now());
  return { ...reading, certificates: [...certificates], findings: [...reading.findings, ...findings] };
}
