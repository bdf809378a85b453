import { CompactEncrypt, importJWK, type JWK } from 'jose';
import { AppError } from '../errors.ts';
import { rfc } from '../model/spec-link.ts';
import type { NameValues } from './apply-edits.ts';
import { type SigningKey, signJwt } from './sign-jwt.ts';

/** Seconds a request object lives. */
const LIFETIME = 300;

/** Parameters whose value is JSON in a request object instead of text. */
const structured: ReadonlySet<string> = new Set(['claims', 'authorization_details']);

/**
 * The authorization request as a signed JWT. A name that stands more than once becomes a list.
 *
 * @param now epoch milliseconds
 * @see https://www.rfc-editor.org/rfc/rfc9101#section-4
 */
export async function signedRequestObject(parameters: NameValues, audience: string, key: SigningKey, now: number): Promise<string> {
  const clientId = parameters.find(([name]) => name === 'client_id')?.[1];
  const seconds = Math.floor(now / 1_000);
  const claims: Record<string, unknown> = {
    ...(clientId !== undefined && { iss: clientId }),
    aud: audience,
    iat: seconds,
    nbf: seconds,
    exp: seconds + LIFETIME,
    jti: crypto.randomUUID(),
  };
  for (const name of new Set(parameters.map(([other]) => other))) {
    const values = parameters.filter(([other]) => other === name).map(([, value]) => claimValue(name, value));
    claims[name] = values.length === 1 ? values[0] : values;
  }
  return signJwt(claims, key, 'oauth-authz-req+jwt');
}

function claimValue(name: string, value: string): unknown {
  if (name === 'max_age' && /^\d+$/.test(value)) return Number(value);
  if (!structured.has(name)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // Deliberately wrong JSON goes as the text it is.
    return value;
  }
}

/**
 * Encrypts a request object for the server, with the key it publishes for that.
 *
 * @param keys of the server's JWK Set
 * @throws AppError `UNSUPPORTED` where the server publishes no key to encrypt with
 * @see https://www.rfc-editor.org/rfc/rfc9101#section-4
 */
export async function encryptedRequestObject(
  signed: string,
  keys: readonly unknown[],
  metadata: Readonly<Record<string, unknown>> | null,
): Promise<string> {
  const offered = listed(metadata?.request_object_encryption_alg_values_supported);
  const encodings = listed(metadata?.request_object_encryption_enc_values_supported);
  for (const candidate of keys) {
    const jwk = candidate as JWK;
    if (jwk.use === 'sig') continue;
    const alg = jwk.alg ?? offered.find((name) => goesWith(name, jwk)) ?? (jwk.kty === 'RSA' ? 'RSA-OAEP-256' : 'ECDH-ES');
    if (!goesWith(alg, jwk)) continue;
    const header = {
      alg,
      enc: encodings[0] ?? 'A128CBC-HS256',
      cty: 'oauth-authz-req+jwt',
      ...(jwk.kid !== undefined && { kid: jwk.kid }),
    };
    return new CompactEncrypt(new TextEncoder().encode(signed)).setProtectedHeader(header).encrypt(await importJWK(jwk, alg));
  }
  throw new AppError('UNSUPPORTED', {
    message: 'The server publishes no key that a request object could be encrypted with.',
    hint: 'Send the request object signed only.',
    spec: rfc(9101, '4'),
  });
}

function goesWith(alg: string, { kty }: JWK): boolean {
  return kty === 'RSA' ? alg.startsWith('RSA-OAEP') : alg.startsWith('ECDH-ES') && (kty === 'EC' || kty === 'OKP');
}

function listed(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
