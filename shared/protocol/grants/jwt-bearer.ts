import { genericTokenEndpointRequest, processGenericTokenEndpointResponse } from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import { grantTraits } from '../../model/grant-traits.ts';
import { type Grant, wishParameters } from './grant.ts';

/**
 * A signed assertion about a user, or the client itself, is traded for an access token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-2.1
 */
export const jwtBearer: Grant = {
  label: () => 'assertion',
  async send({ server, client, authenticate, request, options }) {
    const { given } = request.assertion;
    if (given === null || given === '')
      throw new AppError('INPUT_MISSING_SECRET', { message: 'The JWT bearer grant needs an assertion, and there is none.' });
    const parameters = wishParameters(request);
    parameters.set('assertion', given.trim());
    return genericTokenEndpointRequest(server, client, authenticate, grantTraits.jwt_bearer.wireName ?? '', parameters, options);
  },
  readStrictly: ({ server, client }, response) => processGenericTokenEndpointResponse(server, client, response),
};
