import { isObject } from '../model/plain-object.ts';
import type { SignatureReading } from '../model/token-reading.ts';
import { readSdJwt, type SdJwtParts } from './read-sd-jwt.ts';
import { readToken } from './read-token.ts';
import type { VerificationKey } from './verification-key.ts';
import { verifyCompact } from './verify-compact.ts';

/**
 * Verifies the signatures of an SD-JWT: that of its issuer with the key that was given, and that of its
 * holder (KB-JWT) with the key the issuer names in `cnf`. `valid` when every one there is holds, each
 * disclosure belongs to what the issuer signed, and the proof is one for this presentation.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9901#section-7
 */
export async function verifySdJwt(parts: SdJwtParts, key: VerificationKey): Promise<SignatureReading> {
  const { jwt, keyBinding } = parts;
  const issuer = await verifyCompact(jwt, key, {});
  if (issuer.status !== 'valid') return issuer;
  const refusal = await reasonToRefuse(parts);
  if (refusal !== null) return { ...issuer, status: 'invalid', reason: `The issuer’s signature holds, and yet: ${refusal}` };
  if (keyBinding === null) return issuer;
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

/** Findings for which a verifier must refuse what is well signed. */
const refusals: ReadonlySet<string> = new Set(['sd_jwt_refused', 'kb_typ', 'sd_hash_mismatch']);

/** What is wrong with the presentation beyond its signatures; null where nothing. */
async function reasonToRefuse(parts: SdJwtParts): Promise<string | null> {
  const reading = await readSdJwt(parts, {});
  if (reading.error !== undefined) return reading.error.message;
  const found = reading.findings.find(({ id }) => refusals.has(id));
  if (found !== undefined) return found.message;
  const unbound = reading.keyBinding !== undefined && reading.keyBinding.payload?.sd_hash === undefined;
  return unbound ? 'The proof of the holder names no presentation (sd_hash).' : null;
}
