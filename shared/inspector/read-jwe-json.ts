import { isObject } from '../model/plain-object.ts';
import { rfc } from '../model/spec-link.ts';
import type { Finding, TokenReading } from '../model/token-reading.ts';
import { base64urlFault } from './base64url.ts';
import {
  broken,
  type Entry,
  type JsonText,
  MOST,
  MOST_MEMBERS,
  type OpenHeader,
  placed,
  readHeaders,
  readProtected,
  tooMany,
} from './jose-json.ts';
import type { JsonPath } from './json-place.ts';
import { blankReading, malformed, type ReadingError } from './reading-parts.ts';
import { encryptionFindings, finding } from './token-findings.ts';

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
    error = broken(json, ['recipients'], 'recipients', 'It has recipients, and a header or key of one recipient beside them.');
  if (listed.length === 0) error ??= broken(json, ['recipients'], 'recipients', 'The list of recipients is empty.');
  const sealed = readProtected(json, object.protected, ['protected'], '', findings);
  const shared: OpenHeader = { value: object.unprotected, path: ['unprotected'] };
  let members = 0;
  for (const [index, item] of listed.slice(0, MOST).entries()) {
    if (members > MOST_MEMBERS) break;
    const who = listed.length === 1 ? '' : `Recipient ${index + 1}: `;
    const path = general ? ['recipients', index] : [];
    if (!isObject(item)) {
      error ??= broken(json, path, 'recipients', `${who}it is no JSON object.`);
      continue;
    }
    // The findings of what all share are said once, with the first.
    const own: Finding[] = [];
    const entry = readHeaders(json, sealed, [shared, { value: item.header, path: [...path, 'header'] }], who, own);
    entries.push(entry);
    members += entry.party.headerClaims.length;
    error ??= entry.fault?.() ?? binaryFault(json, item.encrypted_key, [...path, 'encrypted_key'], `${who}encrypted key`);
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
  for (const name of ['iv', 'ciphertext', 'tag', 'aad'] as const) error ??= binaryFault(json, object[name], [name], name);
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
function binaryFault(json: JsonText, value: unknown, path: JsonPath, name: string): ReadingError | null {
  if (value === undefined) return null;
  if (typeof value !== 'string') return broken(json, path, name, `${name} is no text.`);
  const fault = base64urlFault(value);
  return fault === null ? null : placed(malformed({ name, text: value, start: 0 }, fault.reason, fault.position), json, path, value);
}
