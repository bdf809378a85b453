import { publicHalf } from '../keys/describe-key.ts';
import { readKey } from '../keys/read-key.ts';
import type { AnyJwk } from './verification-key.ts';

/**
 * Reads the first key or certificate of a PEM text as a public JSON Web Key.
 *
 * @throws AppError `INPUT_KEY`, `INPUT_PASSPHRASE`, `UNSUPPORTED` where there is none that can be read
 * @see https://www.rfc-editor.org/rfc/rfc7468
 */
export async function pemToJwk(pem: string): Promise<AnyJwk> {
  const { keys } = await readKey(pem);
  const [first] = keys;
  const jwk = first === undefined ? null : publicHalf(first.jwk);
  if (jwk === null) throw new TypeError('a PEM text holds no shared secret');
  return { ...jwk };
}
