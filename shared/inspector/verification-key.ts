import { AppError } from '../errors.ts';
import { asBase64url, base64urlFault, decodeBytes } from './base64url.ts';
import { pemToJwk } from './pem-key.ts';

/** How the characters of a shared secret stand for its bytes. */
export const secretEncodings = ['utf8', 'base64', 'base64url', 'hex'] as const;
export type SecretEncoding = (typeof secretEncodings)[number];

/** What a signature is to be verified with. JSON comes as it was parsed: nothing about it is trusted. */
export type VerificationKey =
  | { readonly kind: 'jwks'; readonly jwks: unknown }
  | { readonly kind: 'jwk'; readonly jwk: unknown }
  /** A public key, private key (its public half is used) or certificate; of several, the first. */
  | { readonly kind: 'pem'; readonly pem: string }
  | { readonly kind: 'secret'; readonly secret: string; readonly encoding: SecretEncoding };

/** A JSON Web Key of which only the type is known. */
export type AnyJwk = Record<string, unknown> & { readonly kty: string };

function isJwk(value: unknown): value is AnyJwk {
  return typeof value === 'object' && value !== null && 'kty' in value && typeof value.kty === 'string';
}

const looks = {
  base64: /^[A-Za-z0-9+/]*={0,2}$/,
  base64url: /^[A-Za-z0-9_-]*={0,2}$/,
  hex: /^(?:[0-9a-f]{2})*$/i,
};

/**
 * The bytes of a shared secret.
 *
 * @throws AppError `INPUT_INVALID` where the text is not of that encoding, or empty
 */
export function secretBytes(secret: string, encoding: SecretEncoding): Uint8Array<ArrayBuffer> {
  if (secret === '')
    throw new AppError('INPUT_INVALID', { message: 'The secret is empty.', hint: 'Enter the secret the token was signed with.' });
  if (encoding === 'utf8') return new TextEncoder().encode(secret);
  const text = secret.trim();
  const bare = asBase64url(text);
  if (!looks[encoding].test(text) || (encoding !== 'hex' && base64urlFault(bare) !== null)) {
    throw new AppError('INPUT_INVALID', {
      message: `The secret is not ${encoding}.`,
      hint: 'Choose the encoding the secret is written in.',
    });
  }
  return encoding === 'hex' ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) : decodeBytes(bare);
}

/**
 * The JSON Web Keys of what the user gave, private halves included.
 *
 * @throws AppError `INPUT_INVALID` where there is no key in it
 */
export async function keysOf(key: Exclude<VerificationKey, { kind: 'secret' }>): Promise<AnyJwk[]> {
  switch (key.kind) {
    case 'pem':
      return [await pemToJwk(key.pem)];
    case 'jwk':
      if (isJwk(key.jwk)) return [key.jwk];
      throw new AppError('INPUT_INVALID', {
        message: 'This is no JSON Web Key: it has no key type (kty).',
        hint: 'Paste the JWK as the server publishes it.',
      });
    case 'jwks': {
      const set = key.jwks;
      if (typeof set === 'object' && set !== null && 'keys' in set && Array.isArray(set.keys)) return set.keys.filter(isJwk);
      throw new AppError('INPUT_INVALID', {
        message: 'This is no JSON Web Key Set: it has no list of keys.',
        hint: 'Check the address; an issuer names it as jwks_uri in its metadata.',
      });
    }
  }
}

/**
 * Recognises the text of a key file: PEM, a JWK, or a JWK Set.
 *
 * @throws AppError `INPUT_INVALID` where it is none of them
 */
export function parseVerificationKey(text: string): VerificationKey {
  if (text.includes('-----BEGIN ')) return { kind: 'pem', pem: text };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AppError('INPUT_INVALID', {
      message: 'The key is neither PEM nor JSON.',
      hint: 'Give a PEM public key or certificate, a JWK, or a JWK Set. A shared secret is given as such.',
    });
  }
  return typeof json === 'object' && json !== null && 'keys' in json ? { kind: 'jwks', jwks: json } : { kind: 'jwk', jwk: json };
}
