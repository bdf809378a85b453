import { AppError } from '../errors.ts';
import { isSymmetricEncryption } from '../inspector/client-secret-key.ts';
import { type DecryptionKey, decryptToken } from '../inspector/decrypt-token.ts';
import { readToken } from '../inspector/read-token.ts';
import type { ResolvedClient } from '../model/resolved-profile.ts';

/** What a client may hold to open what was encrypted for it. */
type Holder = Pick<ResolvedClient, 'decryptionKey' | 'clientSecret'>;

/** With what something encrypted for a client is opened. */
export interface ClientDecryption {
  /** `client_secret`: a key made of it, for the symmetric algorithms; `decryption_key`: the one of the profile. */
  readonly by: 'client_secret' | 'decryption_key';
  /** Null where the client has none. */
  readonly key: DecryptionKey | null;
}

/**
 * With what this client opens what comes with that `alg`. A symmetric JWK that was entered as decryption key
 * goes before the client secret: who agreed on a key of their own means that one.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#Encryption
 */
export function clientDecryption(alg: unknown, { decryptionKey, clientSecret }: Holder): ClientDecryption {
  if (isSymmetricEncryption(alg) && (decryptionKey === null || !isSymmetricJwk(decryptionKey)))
    return { by: 'client_secret', key: clientSecret === null ? null : { kind: 'client_secret', secret: clientSecret } };
  return { by: 'decryption_key', key: decryptionKey === null ? null : { kind: 'text', text: decryptionKey } };
}

function isSymmetricJwk(key: string): boolean {
  return /^\s*\{/.test(key) && /"kty"\s*:\s*"oct"/.test(key);
}

/**
 * Decrypts what the server encrypted for this client.
 *
 * @param what begins the sentence of an error
 * @returns the text inside, usually a JWT
 * @throws AppError `INPUT_MISSING_SECRET`, `INPUT_KEY`, `UNSUPPORTED`, `TOKEN_INVALID`
 */
export async function decryptJwe(jwe: string, client: Holder, what: string): Promise<string> {
  const { by, key } = clientDecryption(readToken(jwe).header?.alg, client);
  if (key === null) throw missing(by, what);
  try {
    const { text } = await decryptToken({ token: jwe, key, clockSkewSeconds: 0 });
    return text;
  } catch (cause) {
    // What is wrong with the key itself, or refused for a reason, is said as it is.
    if (cause instanceof AppError && cause.code !== 'INPUT_INVALID') throw cause;
    throw by === 'client_secret'
      ? new AppError('TOKEN_INVALID', {
          message: `${what} cannot be decrypted with a key made of the client secret.`,
          hint: 'Check the client secret, and that the server makes the key of it (OpenID Connect Core §10.2).',
          cause,
        })
      : new AppError('TOKEN_INVALID', {
          message: `${what} cannot be decrypted with the key of this client.`,
          hint: 'Check that the server encrypts for the public half of this key.',
          cause,
        });
  }
}

function missing(by: ClientDecryption['by'], what: string): AppError {
  return by === 'client_secret'
    ? new AppError('INPUT_MISSING_SECRET', {
        message: `${what} is encrypted with a key made of the client secret, and this run has no client secret.`,
        hint: 'Choose an authentication with a client secret and enter it, or enter a symmetric JWK as decryption key.',
      })
    : new AppError('INPUT_MISSING_SECRET', {
        message: `${what} is encrypted, and this client has no decryption key.`,
        hint: 'Enter the private key whose public half the server has.',
      });
}
