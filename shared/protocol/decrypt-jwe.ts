import { compactDecrypt, decodeProtectedHeader, importJWK } from 'jose';
import { AppError } from '../errors.ts';
import { readKey } from '../keys/read-key.ts';

/**
 * Decrypts what the server encrypted for this client.
 *
 * @param key private key as PEM or JWK; null where the client has none
 * @param what begins the sentence of an error
 * @returns the text inside, usually a JWT
 * @throws AppError `INPUT_MISSING_SECRET`, `INPUT_KEY`, `TOKEN_INVALID`
 */
export async function decryptJwe(jwe: string, key: string | null, what: string): Promise<string> {
  if (key === null)
    throw new AppError('INPUT_MISSING_SECRET', {
      message: `${what} is encrypted, and this client has no decryption key.`,
      hint: 'Enter the private key whose public half the server has.',
    });
  const { key: read } = await readKey(key);
  try {
    const { alg = '' } = decodeProtectedHeader(jwe);
    const imported = await importJWK(read.jwk, alg);
    const { plaintext } = await compactDecrypt(jwe, imported);
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
  } catch (cause) {
    throw new AppError('TOKEN_INVALID', {
      message: `${what} cannot be decrypted with the key of this client.`,
      hint: 'Check that the server encrypts for the public half of this key.',
      cause,
    });
  }
}
