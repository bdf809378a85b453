import { deviceAuthorizationRequest } from 'oauth4webapi';
import { maskSecrets } from '../exchange/sealed-text.ts';
import { rfc } from '../model/spec-link.ts';
import { wishParameters } from '../protocol/grants/grant.ts';
import { requestOptions, serverToAsk } from '../protocol/oauth-server.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import { rules } from '../verdicts/rules.ts';
import { askEndpoint } from './ask-endpoint.ts';
import type { RunContext } from './run-context.ts';
import { endOpening, type PollHandle, pollHandle, textMember } from './run-opening-answer.ts';
import type { RunParties } from './run-parties.ts';

/**
 * Asks for a code that the user enters on another device.
 *
 * @throws AppError `OAUTH_RESPONSE`, `OAUTH_INVALID_RESPONSE`, `NET_*`, `INPUT_*`
 * @see https://www.rfc-editor.org/rfc/rfc8628#section-3.1
 */
export async function authorizeDevice(
  run: RunContext,
  server: ServerFacts,
  { client, authenticate, asked }: RunParties,
): Promise<PollHandle> {
  const { profile } = run.request;
  const name = 'device_authorization_endpoint';
  const endpoint = needEndpoint(profile, server.metadata, name);
  const answer = await askEndpoint(run, {
    name: 'device_authorization',
    label: 'device authorization',
    edits: profile.edits.authorization,
    stop: 'authorization_request',
    send: (fetch) =>
      deviceAuthorizationRequest(
        serverToAsk(server, name, endpoint),
        client,
        authenticate,
        wishParameters(asked.request),
        requestOptions(fetch),
      ),
  });
  const members = endOpening(answer, rules.deviceAuthorization, 200, rfc(8628, '3.2'), ['device_code', 'user_code']);
  const deviceCode = textMember(members, 'device_code');
  run.log.learn('code', deviceCode);
  // An address may be seen, what it repeats of a secret may not; the user code is there to be seen.
  const shown = (text: string) => maskSecrets(text, run.log.secrets);
  const device = {
    userCode: textMember(members, 'user_code'),
    // Some servers spell it as the draft did.
    verificationUri: shown(textMember(members, 'verification_uri') || textMember(members, 'verification_url')),
    verificationUriComplete: shown(textMember(members, 'verification_uri_complete')) || null,
  };
  const waiting = run.log.begin('authorization', 'user code, verification URI');
  const handle = pollHandle(run, deviceCode, members, waiting);
  waiting.wait(handle.until, { for: 'device', device });
  return handle;
}
