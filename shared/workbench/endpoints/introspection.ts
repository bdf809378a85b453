import { introspectionRequest } from 'oauth4webapi';
import { readToken } from '../../inspector/read-token.ts';
import { rfc } from '../../model/spec-link.ts';
import { readJsonAnswer } from '../../protocol/json-answer.ts';
import { requestOptions, serverToAsk } from '../../protocol/oauth-server.ts';
import { mediaTypeOf } from '../../protocol/token-answer.ts';
import { judgeAll } from '../../verdicts/rule.ts';
import { rules } from '../../verdicts/rules.ts';
import { askEndpoint } from '../ask-endpoint.ts';
import { judgeConnection } from '../run-token-verdicts.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointError } from './endpoint-error.ts';
import { hintParameters } from './token-type-hint.ts';

const spec = rfc(7662, '2.2');

/**
 * Asks the server what it knows about a token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7662
 */
export const introspection: Endpoint<'introspection'> = {
  at: 'introspection_endpoint',
  authenticates: true,
  async ask({ run, server, endpoint, parties, edits }, { token, tokenTypeHint, jwt }) {
    const { client, authenticate } = parties;
    const { step, exchange, response } = await askEndpoint(run, {
      name: 'introspection',
      label: 'introspection',
      edits,
      send: (fetch) =>
        introspectionRequest(serverToAsk(server, 'introspection_endpoint', endpoint), client, authenticate, token.value, {
          ...requestOptions(fetch),
          additionalParameters: hintParameters(tokenTypeHint, token),
          requestJwtResponse: jwt,
        }),
    });
    const { status } = response;
    const { members, error, problem } = readJsonAnswer(response, 'active');
    const now = run.ports.clock.now();
    const facts = {
      status,
      members,
      error: error?.error ?? null,
      claims: readToken(token.value, { now }).payload,
      now: Math.floor(now / 1_000),
      clockSkewSeconds: run.request.clockSkewSeconds,
    };
    const answered = error === null && typeof members?.active === 'boolean';
    step.end(answered ? 'done' : 'failed', {
      exchange,
      verdicts: [
        ...judgeAll(rules.introspection, facts),
        ...(members?.active === true && facts.claims !== null ? judgeAll(rules.introspectionClaims, facts) : []),
        ...judgeConnection(exchange),
      ],
    });
    return {
      answer: { status, mediaType: mediaTypeOf(response), meaning: meaningOf(members), members, reading: null },
      error: answered ? null : endpointError(status, error, problem ?? 'The answer does not say whether the token is active.', spec),
    };
  },
};

function meaningOf(members: Readonly<Record<string, unknown>> | null): string {
  if (members?.active === true) return 'The token is active: the server would take it from this caller.';
  if (members?.active === false) return 'The token is not active: expired, revoked, unknown, or not for this caller to know about.';
  return 'The server did not say whether the token is active.';
}
