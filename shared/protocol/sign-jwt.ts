import { CompactSign, importJWK } from 'jose';
import { AppError } from '../errors.ts';
import { noKey } from '../keys/key-error.ts';
import { readKey } from '../keys/read-key.ts';
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
 * @throws AppError `INPUT_MISSING_SECRET`, `INPUT_KEY`, `INPUT_PASSPHRASE`, `UNSUPPORTED` for a key that cannot be read,
 *   or does not go with the algorithm
 */
export async function signingKeyOf({ signingKey, signingKeyPassphrase, signingAlg, signingKid }: KeySettings): Promise<SigningKey> {
  if (signingKey === null || signingKey.trim() === '')
    throw new AppError('INPUT_MISSING_SECRET', { message: 'A private key is needed to sign with, and there is none.' });
  const { key } = await readKey(signingKey, signingKeyPassphrase === null ? {} : { passphrase: signingKeyPassphrase });
  if (key.kind !== 'private')
    throw noKey(`The signing key is a ${key.kind === 'public' ? 'public key' : 'shared secret'}.`, 'Give the private key.');
  const alg = signingAlg || key.jwk.alg || key.signingAlgorithms[0];
  if (alg === undefined || !key.signingAlgorithms.includes(alg))
    throw noKey(
      `The signing key (${key.words}) does not sign ${alg ?? 'anything'}.`,
      `It is for ${key.signingAlgorithms.join(', ') || 'encryption'}.`,
    );
  return { key: await importJWK(key.jwk, alg), alg, kid: signingKid || key.jwk.kid || null };
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
