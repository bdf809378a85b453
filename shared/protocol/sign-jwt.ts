import { CompactSign, importJWK, importPKCS8, type JWK } from 'jose';
import { AppError } from '../errors.ts';
import type { ResolvedClient } from '../model/resolved-profile.ts';

/** A key ready to sign with. */
export interface SigningKey {
  readonly key: CryptoKey | Uint8Array;
  readonly alg: string;
  readonly kid: string | null;
}

type KeySettings = Pick<ResolvedClient, 'signingKey' | 'signingKeyPassphrase' | 'signingAlg' | 'signingKid'>;

/**
 * The private key of a client.
 *
 * @throws AppError `INPUT_MISSING_SECRET`, `INPUT_INVALID` for a key that cannot be read or does not go with the algorithm
 */
export async function signingKeyOf(settings: KeySettings): Promise<SigningKey> {
  const { signingKey, signingAlg, signingKid } = settings;
  if (signingKey === null || signingKey.trim() === '')
    throw new AppError('INPUT_MISSING_SECRET', { message: 'A private key is needed to sign with, and there is none.' });
  const text = signingKey.trim();
  try {
    return text.startsWith('{')
      ? await fromJwk(JSON.parse(text) as JWK, signingAlg, signingKid)
      : await fromPem(text, signingAlg, signingKid);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('INPUT_INVALID', {
      message: 'The signing key cannot be used.',
      hint: 'Give a private key as PEM or JWK that goes with the chosen algorithm.',
      cause,
    });
  }
}

/** The client secret as an HMAC key. */
export async function signingSecretOf(secret: string, { signingAlg, signingKid }: KeySettings): Promise<SigningKey> {
  return { key: new TextEncoder().encode(secret), alg: signingAlg.startsWith('HS') ? signingAlg : 'HS256', kid: signingKid || null };
}

/** Signs claims as a compact JWS. @param typ media type of the header, where the kind of JWT has one */
export async function signJwt(claims: Readonly<Record<string, unknown>>, { key, alg, kid }: SigningKey, typ?: string): Promise<string> {
  const header = { alg, ...(typ !== undefined && { typ }), ...(kid !== null && { kid }) };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader(header).sign(key);
}

async function fromJwk(jwk: JWK, chosen: string, kid: string): Promise<SigningKey> {
  const alg = chosen || jwk.alg || algorithmOf(jwk);
  if (jwk.d === undefined)
    throw new AppError('INPUT_INVALID', { message: 'The signing key is a public key.', hint: 'Give the private key.' });
  return { key: await importJWK(jwk, alg), alg, kid: kid || jwk.kid || null };
}

function algorithmOf({ kty, crv }: JWK): string {
  const curves: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512', Ed25519: 'EdDSA' };
  return kty === 'RSA' ? 'RS256' : (curves[crv ?? ''] ?? 'RS256');
}

async function fromPem(pem: string, chosen: string, kid: string): Promise<SigningKey> {
  const candidates = chosen === '' ? ['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA'] : [chosen];
  let last: unknown;
  for (const alg of candidates) {
    try {
      return { key: await importPKCS8(pem, alg), alg, kid: kid || null };
    } catch (cause) {
      last = cause;
    }
  }
  throw last;
}
