import { genericTokenEndpointRequest, processGenericTokenEndpointResponse } from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import { grantTraits } from '../../model/grant-traits.ts';
import { type Grant, wishParameters } from './grant.ts';

/**
 * A token is traded for another one: for somebody else's use (impersonation), or, with an actor token,
 * on somebody's behalf (delegation).
 *
 * @see https://www.rfc-editor.org/rfc/rfc8693#section-2.1
 */
export const tokenExchange: Grant = {
  label: ({ request }) => (request.exchange.actorToken === null ? 'subject_token' : 'subject_token, actor_token'),
  async send({ server, client, authenticate, request, options }) {
    const { subjectToken, subjectTokenType, actorToken, actorTokenType, requestedTokenType } = request.exchange;
    if (subjectToken === null)
      throw new AppError('INPUT_MISSING_SECRET', { message: 'Token exchange needs a subject token, and there is none.' });
    const parameters = wishParameters(request);
    parameters.set('subject_token', subjectToken);
    parameters.set('subject_token_type', subjectTokenType);
    if (actorToken !== null) {
      parameters.set('actor_token', actorToken);
      parameters.set('actor_token_type', actorTokenType);
    }
    if (requestedTokenType !== '') parameters.set('requested_token_type', requestedTokenType);
    return genericTokenEndpointRequest(server, client, authenticate, grantTraits.token_exchange.wireName ?? '', parameters, options);
  },
  // RFC 8693 §2.2.1 gives `token_type` the value N_A for a token that is no access token.
  readStrictly: ({ server, client }, response) =>
    processGenericTokenEndpointResponse(server, client, response, { recognizedTokenTypes: { n_a: () => undefined } }),
};
