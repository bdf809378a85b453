import type { Random } from '../ports.ts';
import { toBase64url } from './base64.ts';

/**
 * A fresh value nobody can guess: 256 random bits as 43 characters of Base64url. Good for `state`,
 * `nonce` and, being of the length and alphabet RFC 7636 asks for, `code_verifier`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7636#section-4.1
 */
export function randomValue(random: Random): string {
  return toBase64url(random.bytes(32));
}
