import { backchannelAuthenticationRequest } from 'oauth4webapi';
import { AppError } from '../errors.ts';
import type { ResolvedRequest } from '../model/resolved-profile.ts';
import { openId } from '../model/spec-link.ts';
import { wishParameters } from '../protocol/grants/grant.ts';
import { requestOptions, serverToAsk } from '../protocol/oauth-server.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import { rules } from '../verdicts/rules.ts';
import { askEndpoint } from './ask-endpoint.ts';
import type { RunContext } from './run-context.ts';
import { endOpening, type PollHandle, pollHandle, textMember } from './run-opening-answer.ts';
import type { RunParties } from './run-parties.ts';
import { armPing } from './run-ping.ts';

/**
 * Asks the server to call up the user at a device of their own.
 *
 * @throws AppError `OAUTH_RESPONSE`, `OAUTH_INVALID_RESPONSE`, `NET_*`, `INPUT_*`
 * @see https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#auth_request
 */
export async function authorizeBackchannel(
  run: RunContext,
  server: ServerFacts,
  { client, authenticate, asked }: RunParties,
): Promise<PollHandle> {
  const { profile } = run.request;
  const name = 'backchannel_authentication_endpoint';
  const endpoint = needEndpoint(profile, server.metadata, name);
  const parameters = backchannelParameters(asked.request);
  const ping = await armPing(run, server, endpoint);
  if (ping !== null) parameters.set('client_notification_token', ping.token);
  try {
    const answer = await askEndpoint(run, {
      name: 'backchannel_authentication',
      label: 'backchannel authentication',
      edits: profile.edits.authorization,
      stop: 'authorization_request',
      send: (fetch) =>
        backchannelAuthenticationRequest(serverToAsk(server, name, endpoint), client, authenticate, parameters, requestOptions(fetch)),
    });
    const members = endOpening(answer, rules.backchannel, 200, openId('ciba', '7.3', 'rfc.section.7.3'), ['auth_req_id']);
    const handle = textMember(members, 'auth_req_id');
    run.log.learn('code', handle);
    const waiting = run.log.begin('authorization', 'the user is asked on their device');
    const poll = pollHandle(run, handle, members, waiting, ping?.awaitFor(handle) ?? null);
    waiting.wait(poll.until, { for: 'backchannel', ...(ping !== null && { pingAt: ping.address }) });
    return poll;
  } catch (thrown) {
    await ping?.close();
    throw thrown;
  }
}

/** @throws AppError `INPUT_INVALID` where nothing says which user is meant */
function backchannelParameters(request: ResolvedRequest): URLSearchParams {
  const { openId: hints, ciba } = request;
  const parameters = wishParameters(request);
  const given: [string, string | null][] = [
    ['login_hint', hints.loginHint],
    ['id_token_hint', hints.idTokenHint],
    ['login_hint_token', ciba.loginHintToken],
    ['acr_values', hints.acrValues],
    ['binding_message', ciba.bindingMessage],
    ['user_code', ciba.userCode],
    ['requested_expiry', ciba.requestedExpiry === null ? null : String(ciba.requestedExpiry)],
  ];
  for (const [name, value] of given) if (value !== null && value !== '') parameters.set(name, value);
  if (!['login_hint', 'id_token_hint', 'login_hint_token'].some((name) => parameters.has(name))) {
    throw new AppError('INPUT_INVALID', {
      message: 'Nothing says which user is to be asked.',
      hint: 'Enter a login_hint, a login_hint_token or an id_token_hint.',
      spec: openId('ciba', '7.1', 'auth_request'),
    });
  }
  return parameters;
}
