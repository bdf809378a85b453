import { AppError } from '../errors.ts';
import { grantTraits } from '../model/grant-traits.ts';
import type { RunRecord } from '../model/run.ts';
import { openId } from '../model/spec-link.ts';
import type { FlowPorts } from '../ports.ts';
import { builtAssertion } from '../protocol/built-assertion.ts';
import type { TokenGrant } from '../protocol/grants/grant.ts';
import { samlAssertion } from '../protocol/grants/saml2-bearer.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import { obtainTokens } from './obtain-tokens.ts';
import { authorize } from './run-authorization.ts';
import { authorizeBackchannel } from './run-backchannel.ts';
import type { RunContext, RunObserver, RunRequest } from './run-context.ts';
import { authorizeDevice } from './run-device.ts';
import { findServer, neededEndpoints } from './run-discovery.ts';
import { runFlow } from './run-flow.ts';
import { frontChannelOutcome, withFrontChannel } from './run-front-channel.ts';
import { type RunParties, runParties } from './run-parties.ts';
import type { RunEnd } from './run-record.ts';
import { checkSignatures } from './run-signatures.ts';
import type { TokenOutcome, TokenWish } from './run-token.ts';

export type { RunObserver, RunRequest } from './run-context.ts';

/**
 * Runs a grant from discovery to checked tokens. Never rejects for a failed flow: the record carries
 * the error and the outcome, and every exchange up to there.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4
 */
export function runGrant(ports: FlowPorts, request: RunRequest, observer: RunObserver): Promise<RunRecord> {
  return runFlow(ports, request, observer, 'grant', (run, end) => grantFlow(run, end, authorize));
}

/** Where an authorization response comes from: the user's browser, or an earlier run. */
export type ObtainCode = typeof authorize;

/** The flow itself. What it got stays in `end`, should a later part fail. */
export async function grantFlow(run: RunContext, end: RunEnd, obtainCode: ObtainCode): Promise<void> {
  const { profile } = run.request;
  const parties = await runParties(run);
  const server = await findServer(run, neededEndpoints(profile.grant));
  end.metadata = server.metadata;
  if (profile.grant === 'implicit') {
    end.host = needEndpoint(profile, server.metadata, 'authorization_endpoint').host;
    end.outcome = await frontChannelOutcome(run, server, await obtainCode(run, server, parties));
  } else {
    const endpoint = needEndpoint(profile, server.metadata, 'token_endpoint');
    end.host = endpoint.host;
    end.outcome = await throughTokenEndpoint(run, { server, endpoint, parties, code: null }, profile.grant, obtainCode, (front) => {
      end.outcome = front;
    });
  }
  if (end.outcome === null) return;
  if (end.outcome.error !== null) throw end.outcome.error;
  end.signatures = await checkSignatures(run, server, end.outcome);
}

/** @param arrived told of tokens that came before the token endpoint was asked */
async function throughTokenEndpoint(
  run: RunContext,
  wish: Omit<TokenWish, 'handle'>,
  grant: TokenGrant,
  obtainCode: ObtainCode,
  arrived: (front: TokenOutcome | null) => void,
): Promise<TokenOutcome> {
  const { server, parties } = wish;
  switch (grantTraits[grant].opens) {
    case 'authorization': {
      const code = await obtainCode(run, server, parties);
      const front = await frontChannelOutcome(run, server, code);
      arrived(front);
      if (front !== null) await refuseFrontChannel(run, server, front);
      return withFrontChannel(await obtainTokens(run, { ...wish, code }, grant, null), front);
    }
    case 'device':
      return obtainTokens(run, wish, grant, await authorizeDevice(run, server, parties));
    case 'backchannel':
      return obtainTokens(run, wish, grant, await authorizeBackchannel(run, server, parties));
    case 'nothing':
      return obtainTokens(run, { ...wish, parties: await withAssertion(run, wish) }, grant, null);
  }
}

/**
 * Stops before the code is sent anywhere, where the tokens that came beside it do not hold.
 *
 * @throws AppError `TOKEN_INVALID`
 * @see https://openid.net/specs/openid-connect-core-1_0.html#HybridAuthResponse
 */
async function refuseFrontChannel(run: RunContext, server: ServerFacts, front: TokenOutcome): Promise<void> {
  await checkSignatures(run, server, front);
  if (!run.log.hasFailedCheck()) return;
  throw new AppError('TOKEN_INVALID', {
    message: 'A token that came in the redirect does not hold. The code beside it was not sent anywhere.',
    spec: openId('core', '3.3.2.8', 'HybridAuthResponse'),
  });
}

/**
 * The parties, with the assertion of the JWT bearer grant built where it is not given. What goes onto the
 * wire is a secret like what was pasted, and need not be equal to it.
 */
async function withAssertion(
  { ports, request, log }: RunContext,
  { server, endpoint, parties }: Omit<TokenWish, 'handle'>,
): Promise<RunParties> {
  const { asked } = parties;
  const { source, given: pasted } = asked.request.assertion;
  if (request.profile.grant === 'saml2_bearer') log.learn('assertion', samlAssertion(pasted ?? ''));
  if (request.profile.grant !== 'jwt_bearer') return parties;
  if (source === 'given') {
    log.learn('assertion', (pasted ?? '').trim());
    return parties;
  }
  const given = await builtAssertion(asked, server.issuer ?? endpoint.href, ports.clock.now());
  log.learn('assertion', given);
  return { ...parties, asked: { ...asked, request: { ...asked.request, assertion: { ...asked.request.assertion, given } } } };
}
