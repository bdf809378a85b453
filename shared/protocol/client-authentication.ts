import type { Client, ClientAuth } from 'oauth4webapi';
import { AppError } from '../errors.ts';
import type { AuthMethod, BasicEncoding } from '../model/profile.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import { toBase64 } from './base64.ts';

/** `application/x-www-form-urlencoded`, a single value: only what must be is escaped, so that plain ids stay as they are. */
function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

const basicEncodings: Record<BasicEncoding, (text: string) => string> = { form: formEncode, raw: (text) => text };

type AuthFactory = (secret: () => string, basicEncoding: BasicEncoding) => ClientAuth;

/**
 * Every way a client proves who it is, each as one function value that any grant may use.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
const methods: Record<AuthMethod, AuthFactory> = {
  client_secret_basic(secret, basicEncoding) {
    const value = secret();
    const encode = basicEncodings[basicEncoding];
    return (_server, client, _body, headers) => {
      const credentials = new TextEncoder().encode(`${encode(client.client_id)}:${encode(value)}`);
      headers.set('authorization', `Basic ${toBase64(credentials)}`);
    };
  },
  client_secret_post(secret) {
    const value = secret();
    return (_server, client, body) => {
      body.set('client_id', client.client_id);
      body.set('client_secret', value);
    };
  },
  none() {
    return (_server, client, body) => {
      body.set('client_id', client.client_id);
    };
  },
};

/**
 * The client authentication of a profile.
 *
 * @throws AppError `INPUT_MISSING_SECRET` where the method needs a secret the profile does not have
 */
export function clientAuthentication({ client, server }: Pick<ResolvedProfile, 'client' | 'server'>): ClientAuth {
  const secret = () => {
    if (client.clientSecret !== null) return client.clientSecret;
    throw new AppError('INPUT_MISSING_SECRET', { message: `${client.authMethod} needs a client secret, and there is none.` });
  };
  return methods[client.authMethod](secret, server.dialect.basicEncoding);
}

/**
 * The client as `oauth4webapi` wants it.
 *
 * @throws AppError `INPUT_INVALID` where the profile names no client
 */
export function clientOf({ client }: Pick<ResolvedProfile, 'client'>): Client {
  if (client.clientId === '')
    throw new AppError('INPUT_INVALID', { message: 'The client id is missing.', hint: 'Enter the id the server registered.' });
  return { client_id: client.clientId };
}
