import type { FlattenedJWSInput, JWK } from 'jose';
import { rfc } from '../model/spec-link.ts';
import type { Finding } from '../model/token-reading.ts';
import { decodeBytes } from './base64url.ts';

/** What is said of an RSA key under 2048 bits, whatever it verified. */
export function shortRsaFinding(bits: number): Finding {
  const message = `The RSA key has ${bits} bits; keys under 2048 can be broken, and must not be used (RFC 7518 §3.3).`;
  return { id: 'rsa_key_short', severity: 'error', message, spec: rfc(7518, '3.3') };
}

/**
 * Verifies a JWS with an RSA key that `jose` refuses for its length. That the key is too short is to be
 * said beside the result; whether it made the signature is a question of its own.
 */
export async function verifyShortRsa(jws: FlattenedJWSInput, key: JWK, alg: string): Promise<boolean> {
  const hash = `SHA-${alg.slice(2)}`;
  const pss = alg.startsWith('PS');
  const algorithm = { name: pss ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash };
  const { kty, n, e } = key;
  const imported = await crypto.subtle.importKey('jwk', { kty, n, e } as JsonWebKey, algorithm, false, ['verify']);
  const payload = typeof jws.payload === 'string' ? jws.payload : '';
  const signed = new TextEncoder().encode(`${jws.protected ?? ''}.${payload}`);
  const parameters = pss ? { name: algorithm.name, saltLength: Number(alg.slice(2)) / 8 } : algorithm;
  return await crypto.subtle.verify(parameters, imported, decodeBytes(jws.signature), signed);
}
