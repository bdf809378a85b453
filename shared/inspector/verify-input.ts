import { base64url, calculateJwkThumbprint, errors, type FlattenedJWSInput, flattenedVerify, importJWK, type JWK } from 'jose';
import { AppError } from '../errors.ts';
import { rfc } from '../model/spec-link.ts';
import type { Finding, SignatureReading } from '../model/token-reading.ts';
import { type SignatureAlgorithm, signatureAlgorithms } from './algorithms.ts';
import { base64urlFault, decodedLength } from './base64url.ts';
import { chooseKeys } from './choose-key.ts';
import { isConfused, isPublicKeyText, spellingsOfKeys, spellingsOfPem } from './key-confusion.ts';
import { shortRsaFinding, verifyShortRsa } from './short-rsa.ts';
import { type AnyJwk, keysOf, type SecretEncoding, secretBytes, secretEncodings, type VerificationKey } from './verification-key.ts';
import { secretWeakness } from './weak-secret.ts';

/** A signature that nothing is known of, and why. */
export function notChecked(reason: string): SignatureReading {
  return { status: 'not_checked', reason: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}` };
}

function invalid(reason: string): SignatureReading {
  return { status: 'invalid', reason };
}

/** Curves that are registered, and that Web Crypto has not. */
const unsupportedCurves: readonly unknown[] = ['secp256k1', 'Ed448'];
const MIN_RSA_BITS = 2048;

/** Bits of an RSA modulus; 0 where there is none. */
function rsaBits(key: AnyJwk): number {
  if (typeof key.n !== 'string' || base64urlFault(key.n) !== null) return 0;
  return decodedLength(key.n.replace(/^A+/, '')) * 8;
}

/** Whether one key verifies; or, as text, why that cannot be found out. */
type KeyResult = boolean | string;

async function tryKey(jws: FlattenedJWSInput, key: Uint8Array | AnyJwk, alg: string): Promise<KeyResult> {
  try {
    if (!(key instanceof Uint8Array)) {
      if (key.kty === 'RSA') {
        const bits = rsaBits(key);
        if (bits === 0) return 'the RSA key has a damaged modulus of 0 bits';
        if (bits < MIN_RSA_BITS) return await verifyShortRsa(jws, publicJwk(key), alg);
      }
      if (unsupportedCurves.includes(key.crv)) return `the curve ${String(key.crv)} is recognised, but cannot be verified here`;
    }
    const imported = key instanceof Uint8Array ? key : await importJWK(publicJwk(key), alg);
    await flattenedVerify(jws, imported);
    return true;
  } catch (thrown) {
    // Both are the token's doing, not the key's.
    if (thrown instanceof errors.JWSSignatureVerificationFailed || thrown instanceof errors.JWSInvalid) return false;
    return thrown instanceof Error && thrown.message !== '' ? `the key cannot be used (${thrown.message})` : 'the key cannot be used';
  }
}

/** Only what verifying needs: `key_ops` of a private key and unknown members make Web Crypto refuse good keys. */
function publicJwk({ kty, n, e, crv, x, y, k, pub, alg }: AnyJwk): JWK {
  const members = Object.entries({ kty, n, e, crv, x, y, k, pub, ...(kty === 'AKP' && { alg }) });
  return Object.fromEntries(members.filter(([, value]) => value !== undefined)) as unknown as JWK;
}

async function keyName(key: AnyJwk): Promise<string | undefined> {
  if (typeof key.kid === 'string') return key.kid;
  try {
    return await calculateJwkThumbprint(publicJwk(key));
  } catch {
    return undefined;
  }
}

const confused =
  'The signature fits, with a public key taken for the secret: this is the algorithm confusion attack. Whoever has the public key, which is everybody, can make such a token.';

async function verifyWithSecret(jws: FlattenedJWSInput, alg: string, secret: string, encoding: SecretEncoding): Promise<SignatureReading> {
  const bytes = secretBytes(secret, encoding);
  if (isPublicKeyText(secret) && (await isConfused(jws, spellingsOfPem(secret)))) return invalid(confused);
  const result = await tryKey(jws, bytes, alg);
  if (result === true) {
    const weakness = secretWeakness(secret, bytes, Number(alg.slice(2)));
    const findings: Finding[] =
      weakness === null ? [] : [{ id: 'secret_weak', severity: 'error', message: weakness, spec: rfc(7518, '3.2') }];
    return {
      status: 'valid',
      reason: `${alg} verified with the secret, read as ${encoding}.${weakness === null ? '' : ` ${weakness}`}`,
      ...(weakness !== null && { findings }),
    };
  }
  if (typeof result === 'string') return notChecked(`${result}.`);
  for (const other of secretEncodings) {
    if (other === encoding) continue;
    try {
      if ((await tryKey(jws, secretBytes(secret, other), alg)) === true) {
        return invalid(`The secret, read as ${encoding}, did not make this signature. Read as ${other} it did: choose that encoding.`);
      }
    } catch {
      // The secret is not of that encoding, so nothing is to be said about it.
    }
  }
  return invalid(`The secret, read as ${encoding}, did not make this signature, or the token was changed.`);
}

async function verifyWithKeys(
  jws: FlattenedJWSInput,
  header: { alg: string; kid: unknown },
  algorithm: SignatureAlgorithm,
  keys: AnyJwk[],
): Promise<SignatureReading> {
  const choice = chooseKeys(keys, header, algorithm);
  if (choice.keys.length === 0) return invalid(choice.why);
  const obstacles: string[] = [];
  for (const key of choice.keys) {
    const result = await tryKey(jws, key, header.alg);
    const name = await keyName(key);
    if (result === true) {
      const short = key.kty === 'RSA' && rsaBits(key) < MIN_RSA_BITS ? shortRsaFinding(rsaBits(key)) : null;
      return {
        status: 'valid',
        reason: `${header.alg} verified with ${name === undefined ? 'the key' : `key ${name}`}: ${choice.why}.${short === null ? '' : ` ${short.message}`}`,
        ...(name !== undefined && { key: name }),
        ...(short !== null && { findings: [short] }),
      };
    }
    if (typeof result === 'string') obstacles.push(result);
    else if (choice.keys.length === 1) {
      return {
        ...invalid(`The key did not make this signature, or the token was changed (${choice.why}).`),
        ...(name !== undefined && { key: name }),
      };
    }
  }
  const [obstacle] = obstacles;
  if (obstacle !== undefined && obstacles.length === choice.keys.length) return notChecked(`${obstacle}.`);
  const skipped = obstacles.length === 0 ? '' : ` ${obstacles.length} could not be used.`;
  return invalid(`None of ${choice.keys.length} keys made this signature, or the token was changed (${choice.why}).${skipped}`);
}

export interface VerifyOptions {
  /** The payload of a token that came without it (detached, RFC 7515 appendix F), as text. */
  readonly payload?: string;
}

/** A detached payload as it went under the signature: Base64url, or as it is where the header says `b64: false` (RFC 7797). */
export function detachedPayload(payload: string, header: Readonly<Record<string, unknown>>): string {
  return header.b64 === false ? payload : base64url.encode(payload);
}

/** One signature: what `jose` takes, and the header parameters that count, protected or not. */
export interface SignatureInput {
  readonly jws: FlattenedJWSInput;
  readonly header: Readonly<Record<string, unknown>>;
}

/**
 * Verifies one signature that was taken apart. Never throws.
 */
export async function verifyInput({ jws, header }: SignatureInput, key: VerificationKey): Promise<SignatureReading> {
  const { alg, kid, crit } = header;
  if (typeof alg !== 'string') return invalid('The token names no algorithm, so no key can vouch for it.');
  if (alg.toLowerCase() === 'none') return invalid('The token is unsecured (alg none): it has no signature, so no key vouches for it.');
  const algorithm = signatureAlgorithms.get(alg);
  if (algorithm === undefined) return invalid(`“${alg}” is no registered signature algorithm, so no key can vouch for the token.`);
  if (crit !== undefined && !(Array.isArray(crit) && crit.every((name) => name === 'b64'))) {
    return invalid(
      'The header marks extensions as critical that are not understood here; such a token must be refused (RFC 7515 §4.1.11).',
    );
  }
  try {
    if (key.kind === 'secret') {
      if (algorithm.keyType !== 'oct')
        return invalid(`${alg} is verified with the public key of the issuer; a shared secret cannot make such a signature.`);
      return await verifyWithSecret(jws, alg, key.secret, key.encoding);
    }
    const keys = await keysOf(key);
    if (algorithm.keyType === 'oct' && !keys.some(({ kty }) => kty === 'oct')) {
      const spellings = [...(key.kind === 'pem' ? spellingsOfPem(key.pem) : []), ...(await spellingsOfKeys(keys))];
      if (await isConfused(jws, spellings)) return invalid(confused);
      return invalid(
        `${alg} needs a shared secret. Taking a public key for the secret is how tokens are forged (algorithm confusion), so none counts.`,
      );
    }
    return await verifyWithKeys(jws, { alg, kid }, algorithm, keys);
  } catch (thrown) {
    return notChecked(thrown instanceof AppError ? thrown.message : 'The key cannot be used.');
  }
}
