import { revocationRequest } from 'oauth4webapi';
import { readToken } from '../../inspector/read-token.ts';
import { rfc } from '../../model/spec-link.ts';
import { readJsonAnswer } from '../../protocol/json-answer.ts';
import { requestOptions, serverToAsk } from '../../protocol/oauth-server.ts';
import { mediaTypeOf } from '../../protocol/token-answer.ts';
import { judgeAll } from '../../verdicts/rule.ts';
import { rules } from '../../verdicts/rules.ts';
import { askEndpoint } from '../ask-endpoint.ts';
import { judgeConnection } from '../run-token-verdicts.ts';
import type { Endpoint, TokenInHand } from './endpoint.ts';
import { endpointError } from './endpoint-error.ts';
import { hintParameters } from './token-type-hint.ts';

/**
 * Tells the server that a token is not needed any more.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7009
 */
export const revocation: Endpoint<'revocation'> = {
  at: 'revocation_endpoint',
  authenticates: true,
  async ask({ run, server, endpoint, parties, edits }, { token, tokenTypeHint }) {
    const { client, authenticate } = parties;
    const { step, exchange, response } = await askEndpoint(run, {
      name: 'revocation',
      label: 'revocation',
      edits,
      send: (fetch) =>
        revocationRequest(serverToAsk(server, 'revocation_endpoint', endpoint), client, authenticate, token.value, {
          ...requestOptions(fetch),
          additionalParameters: hintParameters(tokenTypeHint, token),
        }),
    });
    const { status } = response;
    const { members, error } = readJsonAnswer(response, 'revoked');
    const facts = { status, error: error?.error ?? null };
    const revoked = error === null && status >= 200 && status < 300;
    step.end(revoked ? 'done' : 'failed', {
      exchange,
      verdicts: [...judgeAll(rules.revocation, facts), ...judgeConnection(exchange)],
    });
    return {
      answer: {
        status,
        mediaType: mediaTypeOf(response),
        meaning: revoked ? revokedWords(token) : 'The token was not revoked: it must be taken to be as good as before.',
        members,
        reading: null,
        challenges: [],
      },
      error: revoked ? null : endpointError(status, error, 'The answer does not say that the token was revoked.', rfc(7009, '2.2')),
    };
  },
};

/**
 * What is good for nothing now, and what may still be.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-2.1
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-3
 */
function revokedWords({ value, kind }: TokenInHand): string {
  if (kind === 'refresh_token')
    return 'The refresh token is revoked; a server should revoke the access tokens of the same grant with it, where it can.';
  if (readToken(value).kind !== 'opaque')
    return 'The token is revoked at the server. It can be checked without asking the server, and where that is done it is taken until it expires.';
  return 'The token is revoked. A token the server never knew gets the same answer.';
}
