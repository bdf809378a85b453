import { basicCredentials } from '../basic-credentials.ts';
import { type AuthenticationMethod, needSecret } from './method.ts';

/**
 * Client id and secret in the Authorization header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export const clientSecretBasic: AuthenticationMethod = (profile) => {
  const secret = needSecret(profile);
  const { basicEncoding } = profile.server.dialect;
  return (_server, client, _body, headers) => {
    headers.set('authorization', basicCredentials(client.client_id, secret, basicEncoding));
  };
};
