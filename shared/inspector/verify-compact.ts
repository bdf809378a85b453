import type { SignatureReading } from '../model/token-reading.ts';
import { base64urlFault } from './base64url.ts';
import { readToken } from './read-token.ts';
import type { VerificationKey } from './verification-key.ts';
import { detachedPayload, notChecked, type VerifyOptions, verifyInput } from './verify-input.ts';

/**
 * Verifies the signature of a JWS in compact form. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-5.2
 */
export async function verifyCompact(token: string, key: VerificationKey, options: VerifyOptions): Promise<SignatureReading> {
  const { kind, header, error } = readToken(token);
  if (kind === 'opaque') return notChecked('This is not a signed token.');
  if (kind === 'jwe') return notChecked('The token is encrypted, and what is signed lies inside.');
  if (header === null || (error !== undefined && error.part !== 'payload')) return notChecked(error?.message ?? 'The token is broken.');
  const [protectedHeader = '', attached = '', signature = ''] = token.split('.');
  if (attached !== '' && options.payload !== undefined) {
    return notChecked('The token carries its payload, and another one was given beside it.');
  }
  // An unencoded payload (RFC 7797) may hold any character but the dot.
  if (header.b64 !== false && base64urlFault(attached) !== null) return notChecked(error?.message ?? 'The token is broken.');
  const payload = options.payload === undefined ? attached : detachedPayload(options.payload, header);
  return await verifyInput({ jws: { protected: protectedHeader, payload, signature }, header }, key);
}
