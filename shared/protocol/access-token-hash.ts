import { toBase64url } from './base64.ts';

/** The hash each signature algorithm of an ID token goes with. */
const hashes: readonly (readonly [algorithms: RegExp, hash: string])[] = [
  [/^(RS|PS|ES|HS)256K?$/, 'SHA-256'],
  [/^(RS|PS|ES|HS)384$/, 'SHA-384'],
  [/^((RS|PS|ES|HS)512|Ed25519|EdDSA)$/, 'SHA-512'],
];

/**
 * What `at_hash` must be: the left half of the access token's hash. Null for an algorithm whose hash
 * Web Crypto does not have.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken
 */
export async function accessTokenHash(accessToken: string, alg: unknown): Promise<string | null> {
  const [, hash] = hashes.find(([algorithms]) => typeof alg === 'string' && algorithms.test(alg)) ?? [];
  if (hash === undefined) return null;
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(accessToken)));
  return toBase64url(digest.subarray(0, digest.length / 2));
}
