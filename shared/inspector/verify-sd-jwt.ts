import type { SignatureReading } from '../model/token-reading.ts';
import { isObject } from './read-jose-json.ts';
import type { SdJwtParts } from './read-sd-jwt.ts';
import { readToken } from './read-token.ts';
import type { VerificationKey } from './verification-key.ts';
import { verifyCompact } from './verify-compact.ts';

/**
 * Verifies the signatures of an SD-JWT: that of its issuer with the key that was given, and that of its
 * holder (KB-JWT) with the key the issuer names in `cnf`. `valid` when every one there is holds.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9901#section-7
 */
export async function verifySdJwt({ jwt, keyBinding }: SdJwtParts, key: VerificationKey): Promise<SignatureReading> {
  const issuer = await verifyCompact(jwt, key, {});
  if (issuer.status !== 'valid' || keyBinding === null) return issuer;
  const cnf = readToken(jwt).payload?.cnf;
  if (!isObject(cnf) || !isObject(cnf.jwk)) {
    return {
      ...issuer,
      status: 'not_checked',
      reason: `${issuer.reason} The proof of the holder cannot be checked: the issuer names no key (cnf.jwk).`,
    };
  }
  const holder = await verifyCompact(keyBinding, { kind: 'jwk', jwk: cnf.jwk }, {});
  if (holder.status === 'valid') {
    return { ...issuer, reason: `${issuer.reason} The proof of the holder verified with the key the issuer names (cnf).` };
  }
  return {
    ...issuer,
    status: holder.status,
    reason: `The issuer’s signature holds, and the proof of the holder does not: ${holder.reason}`,
  };
}
