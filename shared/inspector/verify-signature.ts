import type { SignatureReading } from '../model/token-reading.ts';
import { base64urlFault } from './base64url.ts';
import { readToken } from './read-token.ts';
import type { VerificationKey } from './verification-key.ts';
import { detachedPayload, notChecked, type VerifyOptions, verifyInput } from './verify-input.ts';
import { verifyJsonSignature } from './verify-json.ts';

/**
 * Verifies the signature of a JWS, compact or as JSON. `valid` is said only after the signature was
 * computed and found right; `invalid` when no key that was offered made it, be it that it does not
 * verify or that such a key cannot make signatures of the token's algorithm (`none`, a public key
 * for HMAC). `not_checked` means that we could not: the token is broken, or the *key* is one we
 * cannot use. What an attacker writes into a token never turns `invalid` into `not_checked`.
 * Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-5.2
 */
export async function verifySignature(text: string, key: VerificationKey, options: VerifyOptions = {}): Promise<SignatureReading> {
  const token = text.trim();
  return token.startsWith('{') ? await verifyJsonSignature(token, key, options) : await verifyCompact(token, key, options);
}

async function verifyCompact(token: string, key: VerificationKey, options: VerifyOptions): Promise<SignatureReading> {
  const { kind, header, error } = readToken(token);
  if (kind === 'opaque') return notChecked('This is not a signed token.');
  if (kind === 'jwe') return notChecked('The token is encrypted, and what is signed lies inside.');
  if (header === null || (error !== undefined && error.part !== 'payload')) return notChecked(error?.message ?? 'The token is broken.');
  const [protectedHeader = '', attached = '', signature = ''] = token.split('.');
  if (attached !== '' && options.payload !== undefined) {
    return notChecked('The token carries its payload, and another one was given beside it.');
  }
  if (base64urlFault(attached) !== null) return notChecked(error?.message ?? 'The token is broken.');
  const payload = options.payload === undefined ? attached : detachedPayload(options.payload, header);
  return await verifyInput({ jws: { protected: protectedHeader, payload, signature }, header }, key);
}
