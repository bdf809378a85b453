import { clientCredentialsGrantRequest, processClientCredentialsResponse } from 'oauth4webapi';
import { type Grant, wishParameters } from './grant.ts';

/**
 * The client asks for itself.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export const clientCredentials: Grant = {
  label: () => 'client credentials',
  send: ({ server, client, authenticate, request, options }) =>
    clientCredentialsGrantRequest(server, client, authenticate, wishParameters(request), options),
  readStrictly: ({ server, client }, response) => processClientCredentialsResponse(server, client, response),
};
