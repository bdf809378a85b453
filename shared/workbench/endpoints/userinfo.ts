import { userInfoRequest } from 'oauth4webapi';
import { openId } from '../../model/spec-link.ts';
import { requestOptions, serverToAsk } from '../../protocol/oauth-server.ts';
import { mediaTypeOf } from '../../protocol/token-answer.ts';
import { judgeAll } from '../../verdicts/rule.ts';
import { rules } from '../../verdicts/rules.ts';
import { askEndpoint } from '../ask-endpoint.ts';
import { checkAnswerSignature } from '../run-signatures.ts';
import { judgeConnection } from '../run-token-verdicts.ts';
import { challengesOf } from './challenges-of.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointError } from './endpoint-error.ts';
import { readAnswer } from './read-answer.ts';
import { usesDpop } from './token-scheme.ts';

/**
 * Asks who the user of an access token is. The claims come as JSON, signed, or encrypted, as the client is registered.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#UserInfo
 */
export const userinfo: Endpoint<'userinfo'> = {
  at: 'userinfo_endpoint',
  authenticates: false,
  readsSigned: true,
  async ask({ run, server, endpoint, parties, edits }, { token }) {
    const { client, dpop } = parties;
    const { step, exchange, response } = await askEndpoint(run, {
      name: 'userinfo',
      label: 'userinfo',
      edits,
      send: (fetch) =>
        userInfoRequest(
          serverToAsk(server, 'userinfo_endpoint', endpoint),
          // The library insists on one; it is not sent.
          { client_id: client.client_id || 'unknown' },
          token.value,
          requestOptions(fetch, usesDpop(token, parties) ? dpop : null),
        ),
    });
    const { status } = response;
    const mediaType = mediaTypeOf(response);
    const inside = await readAnswer(run, response, 'sub');
    const challenges = challengesOf(exchange);
    const error = inside.error ?? challenges.error;
    const members = error === null ? inside.members : null;
    const answered = members !== null && status >= 200 && status < 300;
    step.end(answered ? 'done' : 'failed', {
      exchange,
      verdicts: [
        ...judgeAll(rules.userinfo, {
          asked: true,
          status,
          mediaType,
          form: members === null ? null : inside.jwt === null ? 'json' : 'jwt',
          members,
          error: error?.error ?? null,
          subject: token.subject,
          issuer: server.issuer,
          clientId: client.client_id,
        }),
        ...judgeConnection(exchange),
      ],
    });
    const signature = inside.jwt === null ? null : await checkAnswerSignature(run, server, inside.jwt, rules.userinfoSignature[0], step);
    const problem = inside.problem ?? 'The answer has no claims of a user.';
    return {
      answer: {
        status,
        mediaType,
        meaning: answered ? 'These are the claims the server gives out with this token.' : 'The server gave out no claims.',
        members: inside.members,
        reading: inside.jwt && { ...inside.jwt.reading, ...(signature !== null && { signature }) },
        challenges: challenges.explained,
      },
      error: answered ? null : (inside.failure ?? endpointError(status, error, problem, openId('core', '5.3.3', 'UserInfoError'))),
    };
  },
};
