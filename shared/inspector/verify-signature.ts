import type { SignatureReading } from '../model/token-reading.ts';
import { divideSdJwt } from './read-sd-jwt.ts';
import type { VerificationKey } from './verification-key.ts';
import { verifyCompact } from './verify-compact.ts';
import type { VerifyOptions } from './verify-input.ts';
import { verifyJsonSignature } from './verify-json.ts';
import { verifySdJwt } from './verify-sd-jwt.ts';

/**
 * Verifies the signature of a JWS, compact or as JSON, or of an SD-JWT with that of its holder. `valid` is said only after the signature was
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
  if (token.startsWith('{')) return await verifyJsonSignature(token, key, options);
  const parts = divideSdJwt(token);
  return parts === null ? await verifyCompact(token, key, options) : await verifySdJwt(parts, key);
}
