import { isObject } from '../model/plain-object.ts';
import { rfc, type SpecLink } from '../model/spec-link.ts';
import type { Finding, SignatureResult, TokenReading } from '../model/token-reading.ts';
import { base64urlFault, characterOfByte, decodeText } from './base64url.ts';
import { explainMembers } from './explain-members.ts';
import {
  broken,
  type Entry,
  type JsonText,
  type Members,
  MOST,
  MOST_MEMBERS,
  placed,
  readHeaders,
  readProtected,
  textOf,
  tooMany,
} from './jose-json.ts';
import type { JsonFault } from './json-fault.ts';
import { readJsonObject } from './json-object.ts';
import { placeInJson } from './json-place.ts';
import { purposeFindings } from './purpose-findings.ts';
import { blankReading, malformed, type ReadingError, readingError } from './reading-parts.ts';
import { finding, headerFindings, timeFindings } from './token-findings.ts';
import { purposeOf, toldPurpose } from './token-purpose.ts';

/** Where a payload that lies elsewhere is described. */
export const detachedSpec: SpecLink = { rfc: 'RFC 7515', section: 'F', url: 'https://www.rfc-editor.org/rfc/rfc7515#appendix-F' };

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
    return { object: null, error: broken(json, ['payload'], 'payload', 'The payload is no text.') };
  }
  let text = payload ?? json.payload ?? '';
  if (payload !== undefined && header.b64 !== false) {
    const fault = base64urlFault(payload);
    if (fault !== null) {
      const error = malformed({ name: 'payload', text: payload, start: 0 }, fault.reason, fault.position);
      return { object: null, error: placed(error, json, ['payload'], payload) };
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
  return { object, error: fault === null ? null : payloadFault(json, text, fault, header.b64 === false) };
}

/** A fault in what a payload decodes to, at the character that carries it; of a payload that was given beside the token, at the token. */
function payloadFault(json: JsonText, decoded: string, { reason, position: at }: JsonFault, plain: boolean): ReadingError {
  const { payload } = json.object;
  const byte = new TextEncoder().encode(decoded.slice(0, at)).length;
  const error = readingError(
    'TOKEN_MALFORMED',
    `Payload, decoded character ${at + 1}: ${reason}`,
    'payload',
    plain ? at : characterOfByte(byte),
  );
  return typeof payload === 'string' ? placed(error, json, ['payload'], payload) : { ...error, position: placeInJson(json.text, []).from };
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
    error = broken(json, ['signature'], 'signature', 'It has both signature and signatures: neither form of a JWS.');
  if (listed.length === 0) error ??= broken(json, ['signatures'], 'signatures', 'The list of signatures is empty.');
  let members = 0;
  for (const [index, item] of listed.slice(0, MOST).entries()) {
    if (members > MOST_MEMBERS) break;
    const who = listed.length === 1 ? '' : `Signature ${index + 1}: `;
    const path = general ? ['signatures', index] : [];
    if (!isObject(item)) {
      error ??= broken(json, path, 'signatures', `${who}it is no JSON object.`);
      continue;
    }
    const sealed = readProtected(json, item.protected, [...path, 'protected'], who, findings);
    const entry = readHeaders(json, sealed, [{ value: item.header, path: [...path, 'header'] }], who, findings);
    entries.push(entry);
    members += entry.party.headerClaims.length;
    error ??= entry.fault?.() ?? null;
    const { signature } = item;
    if (typeof signature !== 'string') {
      error ??= broken(json, [...path, 'signature'], 'signature', `${who}the signature is missing, or no text.`);
      continue;
    }
    const fault = base64urlFault(signature);
    if (fault !== null) {
      const part = { name: `${who}signature`, text: signature, start: 0 };
      error ??= placed(malformed(part, fault.reason, fault.position), json, [...path, 'signature'], signature);
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
  const blank = blankReading('jws_json', 'Checking it takes the key of the issuer.');
  const each = entries.map(({ party }): SignatureResult => ({ ...blank.signature, alg: textOf(party.header.alg) }));
  return {
    ...blank,
    ...(entries.length > 1 && { signature: { ...blank.signature, each } }),
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
