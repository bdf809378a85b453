import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { DPoP, type DPoPHandle } from 'oauth4webapi';
import { AppError } from '../errors.ts';
import type { ResolvedRequest } from '../model/resolved-profile.ts';
import type { RawExchange } from '../ports.ts';

/**
 * Makes a fresh DPoP key.
 *
 * @returns the private JWK as text, for the keychain
 */
export async function createDpopKey(alg: string): Promise<string> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), alg });
}

/**
 * What proves possession of the profile's key in every request that wants it; null where DPoP is off. It
 * remembers the nonces servers give.
 *
 * @throws AppError `INPUT_INVALID` for a key that cannot be used
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-4
 */
export async function dpopHandle({ dpop, dpopKey, dpopAlg }: ResolvedRequest['protection'], clientId: string): Promise<DPoPHandle | null> {
  if (!dpop) return null;
  try {
    const jwk = JSON.parse(dpopKey ?? (await createDpopKey(dpopAlg))) as JWK;
    const alg = jwk.alg ?? dpopAlg;
    const privateKey = await importJWK({ ...jwk, key_ops: ['sign'] }, alg);
    const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...publicJwk } = jwk;
    const publicKey = await importJWK({ ...publicJwk, key_ops: ['verify'], ext: true }, alg);
    if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) throw new TypeError('not an asymmetric key');
    return DPoP({ client_id: clientId } as Parameters<typeof DPoP>[0], { privateKey, publicKey });
  } catch (cause) {
    throw new AppError('INPUT_INVALID', {
      message: 'The DPoP key cannot be used.',
      hint: 'It is a private JWK of an asymmetric key. Leave it out, and a fresh one is made.',
      cause,
    });
  }
}

/**
 * Whether the answer asks for the request to be sent again with the nonce it brings.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-8
 */
export function wantsDpopNonce({ response }: RawExchange): boolean {
  if (response === null || (response.status !== 400 && response.status !== 401)) return false;
  const values = (name: string) => response.headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
  if (values('dpop-nonce').length === 0) return false;
  return (
    /use_dpop_nonce/.test(new TextDecoder().decode(response.body)) ||
    values('www-authenticate').some((value) => value.includes('use_dpop_nonce'))
  );
}
