import type { ErrorCode } from '../model/app-error.ts';
import type { Finding, TokenForm, TokenReading } from '../model/token-reading.ts';
import { asBase64url, base64urlFault, characterOfByte, decodeText, hasStrayBits } from './base64url.ts';
import { type JsonObjectReading, readJsonObject } from './json-object.ts';
import { impreciseNumberFinding, strayBitsFinding } from './token-findings.ts';
import type { TokenPart } from './token-parts.ts';

export type ReadingError = NonNullable<TokenReading['error']>;

/** Where reading stopped, and why. */
export function readingError(code: ErrorCode, message: string, part: string | null, position: number | null): ReadingError {
  return { code, message, part, position };
}

/** A part that breaks off or is wrong at one character, counted from 0 within it. */
export function malformed(part: TokenPart, reason: string, position: number): ReadingError {
  const place = Math.min(position, Math.max(part.text.length - 1, 0));
  const name = `${part.name.charAt(0).toUpperCase()}${part.name.slice(1)}`;
  return readingError('TOKEN_MALFORMED', `${name}, character ${place + 1}: ${reason}`, part.name, part.start + place);
}

/** A reading that says nothing yet. */
export function blankReading(kind: TokenForm, reason: string): TokenReading {
  return {
    kind,
    header: null,
    payload: null,
    headerClaims: [],
    claims: [],
    signature: { status: 'not_checked', reason },
    findings: [],
  };
}

/** What was read of one part. */
export interface ReadPart {
  readonly object: Record<string, unknown> | null;
  readonly error: ReadingError | null;
}

/** The object a part carries; a part with a fault gives as much as can still be read. */
export function readPart(part: TokenPart, findings: Finding[]): ReadPart {
  if (part.text === '') {
    return { object: null, error: readingError('TOKEN_MALFORMED', `The ${part.name} is empty.`, part.name, part.start) };
  }
  const fault = base64urlFault(part.text);
  // Padding and the other alphabet are against the rules, and yet leave no doubt about what is meant.
  const text = fault === null ? part.text : asBase64url(part.text);
  if (fault !== null && base64urlFault(text) !== null) return { object: null, error: malformed(part, fault.reason, fault.position) };
  const decoded = decodeText(text);
  if ('fault' in decoded) return { object: null, error: malformed(part, decoded.fault.reason, decoded.fault.position) };
  const json: JsonObjectReading = readJsonObject(decoded.text);
  if (json.impreciseNumber !== null) findings.push(impreciseNumberFinding(part.name, json.impreciseNumber));
  if (fault !== null) return { object: json.object, error: malformed(part, fault.reason, fault.position) };
  if (json.fault !== null) {
    const at = json.fault.position;
    const byte = new TextEncoder().encode(decoded.text.slice(0, at)).length;
    const reason = `decoded character ${at + 1}: ${json.fault.reason}`;
    return { object: json.object, error: malformed(part, reason, characterOfByte(byte)) };
  }
  if (hasStrayBits(text)) findings.push(strayBitsFinding(part.name));
  return { object: json.object, error: null };
}
