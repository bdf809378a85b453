import { rfc, type SpecLink } from '../model/spec-link.ts';
import type { Finding, ReadParty, TokenReading } from '../model/token-reading.ts';
import { base64urlFault, decodeText } from './base64url.ts';
import { explainMembers } from './explain-claim.ts';
import { readJsonObject } from './json-object.ts';
import { purposeFindings } from './purpose-findings.ts';
import { blankReading, malformed, type ReadingError, type ReadPart, readingError, readPart } from './reading-parts.ts';
import { encryptionFindings, finding, headerFindings, timeFindings } from './token-findings.ts';
import { purposeOf, toldPurpose } from './token-purpose.ts';

type Members = Record<string, unknown>;

/** A text that is one JSON object, and how it is to be read. */
export interface JsonText {
  readonly text: string;
  readonly object: Members;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly clockSkewSeconds: number;
  /** The payload of a token that came without it. */
  readonly payload?: string | undefined;
}

/** More signatures or recipients than anybody makes; what comes after them is counted and not read. */
const MOST = 100;
/** Header parameters of all of them together; what all share counts with each. */
const MOST_MEMBERS = 5_000;

/** Where a payload that lies elsewhere is described. */
export const detachedSpec: SpecLink = { rfc: 'RFC 7515', section: 'F', url: 'https://www.rfc-editor.org/rfc/rfc7515#appendix-F' };

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fault of a value as a place in the text; one that stands nowhere as it is (it was escaped there) has none. */
function placed(error: ReadingError | null, text: string, value: string): ReadingError | null {
  if (error === null || error.position === null) return error;
  const at = value === '' ? -1 : text.indexOf(value);
  return { ...error, position: at === -1 ? null : at + error.position };
}

/** Joins the headers of one signature or recipient; names that stand in two of them are an error (RFC 7515 §7.2.1, RFC 7516 §7.2.1). */
function joinHeaders(headers: readonly Members[], who: string, findings: Finding[]): Members {
  const joined = new Map<string, unknown>();
  let twice: string | null = null;
  for (const header of headers) {
    for (const [name, value] of Object.entries(header)) {
      if (joined.has(name)) twice ??= name;
      joined.set(name, value);
    }
  }
  if (twice !== null) findings.push(finding('header_twice', 'error', `${who}“${twice}” stands in two of its headers.`, rfc(7515, '7.2.1')));
  return Object.fromEntries(joined);
}

interface Entry {
  /** `Signature 2: `, or nothing where there is one. */
  readonly who: string;
  readonly party: ReadParty;
  readonly error: ReadingError | null;
}

function readProtected({ text }: JsonText, sealed: unknown, who: string, findings: Finding[]): ReadPart {
  if (sealed === undefined || sealed === '') return { object: {}, error: null };
  if (typeof sealed !== 'string') {
    return { object: null, error: readingError('TOKEN_MALFORMED', `${who}the protected header is no text.`, 'protected', null) };
  }
  const { object, error } = readPart({ name: `${who}protected header`, text: sealed, start: 0 }, findings);
  return { object, error: placed(error, text, sealed) };
}

function readHeaders(json: JsonText, sealed: ReadPart, open: readonly unknown[], who: string, findings: Finding[]): Entry {
  let { error } = sealed;
  const inside = sealed.object ?? {};
  const outside: Members[] = [];
  for (const header of open) {
    if (header === undefined) continue;
    if (isObject(header)) outside.push(header);
    else error ??= readingError('TOKEN_MALFORMED', `${who}a header is no JSON object.`, 'header', null);
  }
  const header = joinHeaders([inside, ...outside], who, findings);
  const unprotected = outside.flatMap((members) => Object.keys(members)).filter((name) => !Object.hasOwn(inside, name));
  return { who, error, party: { header, headerClaims: explainMembers('header', header, json.now), unprotected } };
}

/** Says which members nobody signed, where a verifier might believe them. */
function unprotectedFinding({ who, party }: Entry): Finding[] {
  const risky = party.unprotected.filter((name) => ['alg', 'enc', 'crit', 'b64', 'zip', 'p2c'].includes(name));
  if (risky.length === 0) return [];
  const message = `${who}${risky.join(', ')} stands in an unprotected header, which anybody on the way can change.`;
  return [finding('header_unprotected', 'warning', message, rfc(7515, '10.7'))];
}

/** What a payload says: claims, or content that is no JSON object. */
function readPayload(json: JsonText, header: Members, findings: Finding[]): { object: Members | null; error: ReadingError | null } {
  const { payload } = json.object;
  if (payload === undefined && json.payload === undefined) {
    findings.push(finding('payload_detached', 'info', 'The payload is detached: give it to read and check it.', detachedSpec));
    return { object: null, error: null };
  }
  if (payload !== undefined && typeof payload !== 'string') {
    return { object: null, error: readingError('TOKEN_MALFORMED', 'The payload is no text.', 'payload', null) };
  }
  let text = payload ?? json.payload ?? '';
  if (payload !== undefined && header.b64 !== false) {
    const fault = base64urlFault(payload);
    if (fault !== null) {
      const error = malformed({ name: 'payload', text: payload, start: 0 }, fault.reason, fault.position);
      return { object: null, error: placed(error, json.text, payload) };
    }
    const decoded = decodeText(payload);
    // Other content than text is no fault: a JWS may sign anything.
    if ('fault' in decoded) return { object: null, error: null };
    text = decoded.text;
  }
  if (!text.trimStart().startsWith('{')) {
    findings.push(finding('payload_no_claims', 'info', 'What is signed is no claims set but other content.', rfc(7519, '7.2')));
    return { object: null, error: null };
  }
  const { object, fault } = readJsonObject(text);
  const error =
    fault === null
      ? null
      : readingError('TOKEN_MALFORMED', `Payload, decoded character ${fault.position + 1}: ${fault.reason}`, 'payload', null);
  return { object, error };
}

/**
 * Reads a JWS in JSON form, flattened or general. Verifies nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-7.2
 */
export function readJwsJson(json: JsonText): TokenReading {
  const { object, now, clockSkewSeconds } = json;
  const general = Array.isArray(object.signatures);
  const listed: readonly unknown[] = general ? (object.signatures as unknown[]) : [object];
  const findings: Finding[] = [];
  const entries: Entry[] = [];
  let error: ReadingError | null = null;
  if (general && object.signature !== undefined)
    error = readingError('TOKEN_MALFORMED', 'It has both signature and signatures: neither form of a JWS.', 'signature', null);
  if (listed.length === 0) error ??= readingError('TOKEN_MALFORMED', 'The list of signatures is empty.', 'signatures', null);
  let members = 0;
  for (const [index, item] of listed.slice(0, MOST).entries()) {
    if (members > MOST_MEMBERS) break;
    const who = listed.length === 1 ? '' : `Signature ${index + 1}: `;
    if (!isObject(item)) {
      error ??= readingError('TOKEN_MALFORMED', `${who}it is no JSON object.`, 'signatures', null);
      continue;
    }
    const entry = readHeaders(json, readProtected(json, item.protected, who, findings), [item.header], who, findings);
    entries.push(entry);
    members += entry.party.headerClaims.length;
    error ??= entry.error;
    const { signature } = item;
    if (typeof signature !== 'string') {
      error ??= readingError('TOKEN_MALFORMED', `${who}the signature is missing.`, 'signature', null);
      continue;
    }
    const fault = base64urlFault(signature);
    if (fault !== null) {
      const part = { name: `${who}signature`, text: signature, start: 0 };
      error ??= placed(malformed(part, fault.reason, fault.position), json.text, signature);
    } else for (const said of headerFindings(entry.party.header, signature)) findings.push({ ...said, message: `${who}${said.message}` });
    findings.push(...unprotectedFinding(entry));
  }
  if (listed.length > MOST || members > MOST_MEMBERS) findings.push(...tooMany(listed.length, entries.length, 'signatures'));
  const header = entries[0]?.party.header ?? null;
  const payload = readPayload(json, header ?? {}, findings);
  const purpose = header === null || payload.object === null ? null : purposeOf(header, payload.object);
  if (payload.object !== null) {
    findings.push(...timeFindings(payload.object, now, clockSkewSeconds, purpose?.purpose.expires ?? false));
    if (purpose !== null) findings.push(...purposeFindings(purpose, header ?? {}, payload.object));
  }
  const fault = error ?? payload.error;
  return {
    ...blankReading('jws_json', 'Checking it takes the key of the issuer.'),
    header,
    headerClaims: entries[0]?.party.headerClaims ?? [],
    payload: payload.object,
    claims: payload.object === null ? [] : explainMembers('claims', payload.object, now),
    signatures: entries.map(({ party }) => party),
    findings,
    ...(purpose !== null && { purpose: toldPurpose(purpose) }),
    ...(fault !== null && { error: fault }),
  };
}

function tooMany(count: number, shown: number, what: string): Finding[] {
  return count === shown ? [] : [finding('too_many', 'warning', `It has ${count} ${what}; the first ${shown} are shown.`, null)];
}

/**
 * Reads a JWE in JSON form, flattened or general: its headers, and for whom it is. Decrypts nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7516#section-7.2
 */
export function readJweJson(json: JsonText): TokenReading {
  const { object } = json;
  const general = Array.isArray(object.recipients);
  const listed: readonly unknown[] = general ? (object.recipients as unknown[]) : [object];
  const findings: Finding[] = [];
  const entries: Entry[] = [];
  let error: ReadingError | null = null;
  if (general && (object.header !== undefined || object.encrypted_key !== undefined))
    error = readingError('TOKEN_MALFORMED', 'It has recipients, and a header or key of one recipient beside them.', 'recipients', null);
  if (listed.length === 0) error ??= readingError('TOKEN_MALFORMED', 'The list of recipients is empty.', 'recipients', null);
  const sealed = readProtected(json, object.protected, '', findings);
  let members = 0;
  for (const [index, item] of listed.slice(0, MOST).entries()) {
    if (members > MOST_MEMBERS) break;
    const who = listed.length === 1 ? '' : `Recipient ${index + 1}: `;
    if (!isObject(item)) {
      error ??= readingError('TOKEN_MALFORMED', `${who}it is no JSON object.`, 'recipients', null);
      continue;
    }
    // The findings of what all share are said once, with the first.
    const own: Finding[] = [];
    const entry = readHeaders(json, sealed, [object.unprotected, item.header], who, own);
    entries.push(entry);
    members += entry.party.headerClaims.length;
    error ??= entry.error ?? binaryFault(json, item.encrypted_key, `${who}encrypted key`);
    own.push(...encryptionFindings(entry.party.header).map((said) => ({ ...said, message: `${who}${said.message}` })));
    if (typeof entry.party.header.alg !== 'string')
      own.push(finding('alg_missing', 'error', `${who}No header names how the key is encrypted (alg).`, rfc(7516, '4.1.1')));
    if (typeof entry.party.header.enc !== 'string')
      own.push(finding('enc_missing', 'error', `${who}No header names how the content is encrypted (enc).`, rfc(7516, '4.1.2')));
    findings.push(...own.filter(({ message }) => !findings.some((known) => known.message === message)));
  }
  if (listed.length > MOST || members > MOST_MEMBERS) findings.push(...tooMany(listed.length, entries.length, 'recipients'));
  if (new Set(entries.map(({ party }) => party.header.enc)).size > 1)
    findings.push(
      finding('enc_differs', 'error', 'The recipients name different content encryptions, and there is one content.', rfc(7516, '7.2.1')),
    );
  for (const name of ['iv', 'ciphertext', 'tag', 'aad'] as const) error ??= binaryFault(json, object[name], name);
  return {
    ...blankReading('jwe_json', 'Encrypted: only who has a recipient’s key can read what is inside, and see whether it is signed.'),
    header: entries[0]?.party.header ?? null,
    headerClaims: entries[0]?.party.headerClaims ?? [],
    recipients: entries.map(({ party }) => party),
    findings,
    ...(error !== null && { error }),
  };
}

/** What keeps a member from being Base64url; one that is not there is no fault. */
function binaryFault({ text }: JsonText, value: unknown, name: string): ReadingError | null {
  if (value === undefined) return null;
  if (typeof value !== 'string') return readingError('TOKEN_MALFORMED', `${name} is no text.`, name, null);
  const fault = base64urlFault(value);
  return fault === null ? null : placed(malformed({ name, text: value, start: 0 }, fault.reason, fault.position), text, value);
}
