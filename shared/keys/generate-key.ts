import { calculateJwkThumbprint, exportJWK, exportPKCS8, exportSPKI, generateKeyPair } from 'jose';
import type { KnownJwk } from './key-reading.ts';

/** Algorithms a key can be made for. Post-quantum ones are left out: browsers cannot make them yet. */
export const generatedAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
  'RSA-OAEP',
  'RSA-OAEP-256',
  'ECDH-ES',
  'ECDH-ES+A256KW',
] as const;
export type GeneratedAlgorithm = (typeof generatedAlgorithms)[number];

/** A fresh key pair, in every form it is asked for. */
export interface GeneratedKey {
  readonly alg: GeneratedAlgorithm;
  /** SHA-256 thumbprint of the public key, Base64url (RFC 7638). */
  readonly kid: string;
  /** Secret: belongs in the keychain. */
  readonly privateJwk: KnownJwk;
  /** Secret, the same key in PKCS #8. */
  readonly privatePem: string;
  /** To register at the server, alone or in a set. */
  readonly publicJwk: KnownJwk;
  readonly publicPem: string;
  readonly jwks: { readonly keys: readonly [KnownJwk] };
}

/**
 * Makes a key pair for an algorithm, with `kid`, `alg` and `use` set, the `kid` being its thumbprint.
 *
 * @param modulusLength bits of an RSA key; default 2048, the least RFC 7518 §3.3 allows
 * @see https://www.rfc-editor.org/rfc/rfc7638
 */
export async function generateKey(alg: GeneratedAlgorithm, modulusLength = 2048): Promise<GeneratedKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true, modulusLength });
  const kid = await calculateJwkThumbprint(publicKey);
  const use = /^(?:RSA-OAEP|ECDH-ES)/.test(alg) ? 'enc' : 'sig';
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg, use } as KnownJwk;
  return {
    alg,
    kid,
    privateJwk: { ...(await exportJWK(privateKey)), kid, alg, use } as KnownJwk,
    privatePem: `${await exportPKCS8(privateKey)}\n`,
    publicJwk,
    publicPem: `${await exportSPKI(publicKey)}\n`,
    jwks: { keys: [publicJwk] },
  };
}
