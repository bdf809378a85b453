import type { BasicEncoding } from '../model/profile.ts';
import { toBase64 } from './base64.ts';

/** `application/x-www-form-urlencoded`, a single value: only what must be is escaped, so that plain ids stay as they are. */
function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

const encodings: Record<BasicEncoding, (text: string) => string> = { form: formEncode, raw: (text) => text };

/**
 * The value of an Authorization header with the scheme Basic, in UTF-8.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 * @see https://www.rfc-editor.org/rfc/rfc7617#section-2
 */
export function basicCredentials(id: string, secret: string, encoding: BasicEncoding): string {
  const encode = encodings[encoding];
  return `Basic ${toBase64(new TextEncoder().encode(`${encode(id)}:${encode(secret)}`))}`;
}
