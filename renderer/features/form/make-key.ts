import type { GeneratedAlgorithm } from '../../../shared/keys/generate-key.ts';
import { setSecret } from '../../state/secret-state.ts';

/** A key that was just made: what may be shown of it. */
export interface MadeKey {
  readonly alg: string;
  /** JWK Set with the public half, to register at the server. */
  readonly publicJwks: string;
}

/**
 * Makes a signing key for a profile and puts it into the keychain; the private half stays nowhere else.
 *
 * @param chosen algorithm; empty takes ES256
 * @throws AppError `KEYCHAIN_*`
 */
export async function makeKey(owner: string, chosen: string): Promise<MadeKey> {
  const { generateKey } = await import('../../../shared/keys/generate-key.ts');
  const alg = (chosen === '' ? 'ES256' : chosen) as GeneratedAlgorithm;
  const { privateJwk, jwks } = await generateKey(alg);
  await setSecret(owner, 'signing_key', JSON.stringify(privateJwk));
  return { alg, publicJwks: JSON.stringify(jwks, null, 2) };
}
