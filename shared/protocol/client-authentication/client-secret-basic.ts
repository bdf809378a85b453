import type { BasicEncoding } from '../../model/profile.ts';
import { toBase64 } from '../base64.ts';
import { type AuthenticationMethod, needSecret } from './method.ts';

/** `application/x-www-form-urlencoded`, a single value: only what must be is escaped, so that plain ids stay as they are. */
function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

const basicEncodings: Record<BasicEncoding, (text: string) => string> = { form: formEncode, raw: (text) => text };

/**
 * Client id and secret in the Authorization header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export const clientSecretBasic: AuthenticationMethod = (profile) => {
  const secret = needSecret(profile);
  const encode = basicEncodings[profile.server.dialect.basicEncoding];
  return (_server, client, _body, headers) => {
    const credentials = new TextEncoder().encode(`${encode(client.client_id)}:${encode(secret)}`);
    headers.set('authorization', `Basic ${toBase64(credentials)}`);
  };
};
