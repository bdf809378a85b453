import { AppError } from '../errors.ts';
import { decryptToken } from '../inspector/decrypt-token.ts';

/**
 * Decrypts what the server encrypted for this client.
 *
 * @param key private key as PEM or JWK; null where the client has none
 * @param what begins the sentence of an error
 * @returns the text inside, usually a JWT
 * @throws AppError `INPUT_MISSING_SECRET`, `INPUT_KEY`, `UNSUPPORTED`, `TOKEN_INVALID`
 */
export async function decryptJwe(jwe: string, key: string | null, what: string): Promise<string> {
  if (key === null)
    throw new AppError('INPUT_MISSING_SECRET', {
      message: `${what} is encrypted, and this client has no decryption key.`,
      hint: 'Enter the private key whose public half the server has.',
    });
  try {
    const { text } = await decryptToken({ token: jwe, key: { kind: 'text', text: key }, clockSkewSeconds: 0 });
    return text;
  } catch (cause) {
    // What is wrong with the key itself, or refused for a reason, is said as it is.
    if (cause instanceof AppError && cause.code !== 'INPUT_INVALID') throw cause;
    throw new AppError('TOKEN_INVALID', {
      message: `${what} cannot be decrypted with the key of this client.`,
      hint: 'Check that the server encrypts for the public half of this key.',
      cause,
    });
  }
}
