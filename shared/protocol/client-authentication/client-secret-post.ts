import { type AuthenticationMethod, needSecret } from './method.ts';

/**
 * Client id and secret as parameters.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export const clientSecretPost: AuthenticationMethod = (profile) => {
  const secret = needSecret(profile);
  return (_server, client, body) => {
    body.set('client_id', client.client_id);
    body.set('client_secret', secret);
  };
};
