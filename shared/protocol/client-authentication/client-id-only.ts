import type { AuthenticationMethod } from './method.ts';

/**
 * Only the client id: of a public client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1
 */
export const clientIdOnly: AuthenticationMethod = () => (_server, client, body) => {
  body.set('client_id', client.client_id);
};
