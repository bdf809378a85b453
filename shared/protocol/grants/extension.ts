import { genericTokenEndpointRequest, processGenericTokenEndpointResponse } from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import { type Grant, wishParameters } from './grant.ts';

/**
 * Any other grant, named by an absolute URI. What it sends are the extra parameters of the token request.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.5
 */
export const extension: Grant = {
  label: () => 'extension grant',
  async send({ server, client, authenticate, request, options }) {
    const grantType = request.extensionGrantType;
    if (grantType === '')
      throw new AppError('INPUT_INVALID', { message: 'The grant type is missing.', hint: 'Enter the URI that names the extension grant.' });
    return genericTokenEndpointRequest(server, client, authenticate, grantType, wishParameters(request), options);
  },
  readStrictly: ({ server, client }, response) => processGenericTokenEndpointResponse(server, client, response),
};
