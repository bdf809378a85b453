import { introspectionRequest } from 'oauth4webapi';
import { readToken } from '../../inspector/read-token.ts';
import { rfc } from '../../model/spec-link.ts';
import { requestOptions, serverToAsk } from '../../protocol/oauth-server.ts';
import { mediaTypeOf } from '../../protocol/token-answer.ts';
import { judgeAll } from '../../verdicts/rule.ts';
import { rules } from '../../verdicts/rules.ts';
import { askEndpoint } from '../ask-endpoint.ts';
import { checkAnswerSignature } from '../run-signatures.ts';
import { judgeConnection } from '../run-token-verdicts.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointError } from './endpoint-error.ts';
import { type AnswerInside, readAnswer } from './read-answer.ts';
import { hintParameters } from './token-type-hint.ts';

type Members = AnswerInside['members'];

/**
 * Asks the server what it knows about a token. It may answer with a JWT, also unasked.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7662
 * @see https://www.rfc-editor.org/rfc/rfc9701
 */
export const introspection: Endpoint<'introspection'> = {
  at: 'introspection_endpoint',
  authenticates: true,
  async ask({ run, server, endpoint, parties, edits }, { token, tokenTypeHint, jwt: asked }) {
    const { client, authenticate } = parties;
    const { clockSkewSeconds } = run.request;
    const { step, exchange, response } = await askEndpoint(run, {
      name: 'introspection',
      label: 'introspection',
      edits,
      send: (fetch) =>
        introspectionRequest(serverToAsk(server, 'introspection_endpoint', endpoint), client, authenticate, token.value, {
          ...requestOptions(fetch),
          additionalParameters: hintParameters(tokenTypeHint, token),
          requestJwtResponse: asked,
        }),
    });
    const { status } = response;
    const mediaType = mediaTypeOf(response);
    const inside = await readAnswer(run, response, 'active');
    const { jwt, error } = inside;
    const members = jwt === null ? inside.members : aboutToken(inside.members);
    const now = run.ports.clock.now();
    const claims = readToken(token.value, { now }).payload;
    const facts = { status, members, error: error?.error ?? null, claims, now: Math.floor(now / 1_000), clockSkewSeconds };
    const reading = jwt?.reading ?? null;
    const jwtFacts = { reading, asked, mediaType, issuer: server.issuer, clientId: client.client_id };
    const answered = error === null && typeof members?.active === 'boolean';
    step.end(answered ? 'done' : 'failed', {
      exchange,
      verdicts: [
        ...judgeAll(rules.introspection, facts),
        ...(members?.active === true && claims !== null ? judgeAll(rules.introspectionClaims, facts) : []),
        ...(jwt !== null || (asked && answered) ? judgeAll(rules.introspectionJwt, jwtFacts) : []),
        ...judgeConnection(exchange),
      ],
    });
    const signature = jwt === null ? null : await checkAnswerSignature(run, server, jwt, rules.introspectionSignature[0], step);
    const problem = inside.problem ?? 'The answer does not say whether the token is active.';
    return {
      answer: {
        status,
        mediaType,
        meaning: meaningOf(members),
        members,
        reading: reading && { ...reading, ...(signature !== null && { signature }) },
        challenges: [],
      },
      error: answered ? null : (inside.failure ?? endpointError(status, error, problem, rfc(7662, '2.2'))),
    };
  },
};

/** What a JWT says of the token it is about. */
function aboutToken(claims: Members): Members {
  const said = claims?.token_introspection;
  return typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as NonNullable<Members>) : null;
}

function meaningOf(members: Members): string {
  if (members?.active === true) return 'The token is active: the server would take it from this caller.';
  if (members?.active === false) return 'The token is not active: expired, revoked, unknown, or not for this caller to know about.';
  return 'The server did not say whether the token is active.';
}
