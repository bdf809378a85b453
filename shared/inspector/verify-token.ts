import type { SignatureReading } from '../model/token-reading.ts';
import { divideSdJwt } from './read-sd-jwt.ts';
import type { VerificationKey } from './verification-key.ts';
import { verifyJsonSignature } from './verify-json.ts';
import { verifySdJwt } from './verify-sd-jwt.ts';
import { type VerifyOptions, verifySignature } from './verify-signature.ts';

/** Verifies the signatures of a token in any form that has some: JWS compact, JSON, and SD-JWT. Never throws. */
export async function verifyToken(text: string, key: VerificationKey, options: VerifyOptions = {}): Promise<SignatureReading> {
  const token = text.trim();
  if (token.startsWith('{')) return await verifyJsonSignature(token, key, options);
  const parts = divideSdJwt(token);
  return parts === null ? await verifySignature(token, key, options) : await verifySdJwt(parts, key);
}
