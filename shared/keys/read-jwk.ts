import type { JWK } from 'jose';
import { base64urlFault } from '../inspector/base64url.ts';
import { noKey, unsupportedKey } from './key-error.ts';
import type { KnownJwk } from './key-reading.ts';

/** Members that hold numbers or octets, by key type: the first list must be there, the second may. */
const members: Record<string, { readonly needed: readonly string[]; readonly secret: readonly string[] }> = {
  RSA: { needed: ['n', 'e'], secret: ['d', 'p', 'q', 'dp', 'dq', 'qi'] },
  EC: { needed: ['x', 'y'], secret: ['d'] },
  OKP: { needed: ['x'], secret: ['d'] },
  oct: { needed: ['k'], secret: [] },
  AKP: { needed: ['pub'], secret: ['priv'] },
};

const curveAlgorithms: Record<string, { readonly algorithm: AlgorithmIdentifier | EcKeyImportParams; readonly agrees: boolean }> = {
  'EC P-256': { algorithm: { name: 'ECDSA', namedCurve: 'P-256' }, agrees: false },
  'EC P-384': { algorithm: { name: 'ECDSA', namedCurve: 'P-384' }, agrees: false },
  'EC P-521': { algorithm: { name: 'ECDSA', namedCurve: 'P-521' }, agrees: false },
  'OKP Ed25519': { algorithm: { name: 'Ed25519' }, agrees: false },
  'OKP X25519': { algorithm: { name: 'X25519' }, agrees: true },
};

const again = 'Give the JWK as the program that made it wrote it.';

/** Checks that the members of a key are there and are Base64url. */
function checkMembers(jwk: Record<string, unknown>, kty: string): void {
  const expected = members[kty];
  if (expected === undefined) {
    throw unsupportedKey(`A JWK of type “${kty}” is not known here.`, 'Known are RSA, EC, OKP, oct and AKP (RFC 7518 §6.1, RFC 8037).');
  }
  for (const name of [...expected.needed, ...expected.secret]) {
    const value = jwk[name];
    if (value === undefined && expected.secret.includes(name)) continue;
    if (typeof value !== 'string' || value === '') {
      throw noKey(`The JWK of type ${kty} lacks “${name}”.`, again);
    }
    const fault = base64urlFault(value);
    if (fault !== null) throw noKey(`“${name}” of the JWK, character ${fault.position + 1}: ${fault.reason}`, again);
  }
  if (kty === 'RSA' && jwk.d !== undefined && ['p', 'q', 'dp', 'dq', 'qi'].some((name) => jwk[name] === undefined)) {
    throw unsupportedKey(
      'This private RSA JWK lacks its primes (p, q, dp, dq, qi), without which Web Crypto does not compute.',
      'Export the key again with all members (RFC 7518 §6.3.2).',
    );
  }
}

/** Lets Web Crypto look at the numbers: a point off the curve, or a private half that is not of this public one. */
async function checkNumbers(jwk: KnownJwk): Promise<void> {
  const isPrivate = jwk.d !== undefined;
  const known =
    jwk.kty === 'RSA'
      ? { algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, agrees: false }
      : curveAlgorithms[`${jwk.kty} ${jwk.crv ?? ''}`];
  if (jwk.kty === 'oct' || jwk.kty === 'AKP') return;
  if (known === undefined) {
    throw unsupportedKey(
      `This is a key on “${String(jwk.crv)}”: neither browsers nor Node's Web Crypto compute with it.`,
      'Use an RSA, P-256, P-384, P-521, Ed25519 or X25519 key.',
    );
  }
  const usages: KeyUsage[] = known.agrees ? (isPrivate ? ['deriveBits'] : []) : [isPrivate ? 'sign' : 'verify'];
  const { use: _, key_ops: __, alg: ___, ext: ____, ...numbers } = jwk;
  try {
    await crypto.subtle.importKey('jwk', numbers as JsonWebKey, known.algorithm, true, usages);
  } catch (cause) {
    throw noKey(`The numbers of this ${jwk.kty} key do not make one: a member was changed or cut off.`, again, cause);
  }
}

/**
 * Checks one JSON Web Key.
 *
 * @throws AppError `INPUT_KEY` a member is missing or damaged, `UNSUPPORTED` a type or curve nothing here computes with
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-4
 */
export async function readJwk(value: unknown): Promise<KnownJwk> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noKey('A JWK is a JSON object, and this is none.', again);
  const jwk = value as Record<string, unknown>;
  if (typeof jwk.kty !== 'string') throw noKey('This JSON has no key type (kty), so it is no JWK.', again);
  for (const name of ['alg', 'use', 'kid', 'crv'] as const) {
    if (jwk[name] !== undefined && typeof jwk[name] !== 'string') throw noKey(`“${name}” of the JWK must be a string.`, again);
  }
  checkMembers(jwk, jwk.kty);
  const known = jwk as JWK as KnownJwk;
  await checkNumbers(known);
  return known;
}
