import type { AuthenticationMethod } from './method.ts';

/**
 * Only the client id: of a public client, and of one whose certificate is its proof.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1
 * @see https://www.rfc-editor.org/rfc/rfc8705#section-2
 */
export const clientIdOnly: AuthenticationMethod = () => (_server, client, body) => {
  body.set('client_id', client.client_id);
};
