import { genericTokenEndpointRequest, processGenericTokenEndpointResponse } from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import { type Grant, wishParameters } from './grant.ts';

/**
 * The user's name and password go to the client, which hands them on.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.3
 */
export const password: Grant = {
  label: () => 'username, password',
  async send({ server, client, authenticate, request, options }) {
    const { username, password: secret } = request;
    if (username === '')
      throw new AppError('INPUT_INVALID', { message: 'The username is missing.', hint: 'Enter the name of the user who signs in.' });
    if (secret === null)
      throw new AppError('INPUT_MISSING_SECRET', { message: 'The password grant needs the password, and there is none.' });
    const parameters = wishParameters(request);
    parameters.set('username', username);
    parameters.set('password', secret);
    return genericTokenEndpointRequest(server, client, authenticate, 'password', parameters, options);
  },
  readStrictly: ({ server, client }, response) => processGenericTokenEndpointResponse(server, client, response),
};
