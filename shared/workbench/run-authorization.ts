import { maskSecrets } from '../exchange/sealed-text.ts';
import type { KnownSecret, ResolvedEdits } from '../model/resolved-profile.ts';
import type { SentAuthorization } from '../model/sent-authorization.ts';
import type { Verdict } from '../model/verdict.ts';
import type { LandingWords } from '../ports.ts';
import { editParameters, type NameValues, onlyValue } from '../protocol/apply-edits.ts';
import { authorizationParameters, authorizationUrl } from '../protocol/authorization-request.ts';
import { type AuthorizationResponse, judgeRedirect } from '../protocol/authorization-response.ts';
import { mergeEdits } from '../protocol/changed-message.ts';
import { changedSecurity } from '../protocol/changed-parameters.ts';
import { createPkce } from '../protocol/pkce.ts';
import { randomValue } from '../protocol/random-value.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { acceptRedirect, learnParts, type ObtainedCode } from './accept-redirect.ts';
import { type SendingRequest, sendingRequest, wishedRequest } from './authorization-wish.ts';
import { noEdits } from './resolve-edits.ts';
import type { RunContext } from './run-context.ts';
import type { RunParties } from './run-parties.ts';
import { protectRequest } from './run-protection.ts';
import { type AwaitedRedirect, awaitRedirect } from './run-redirect.ts';
import { judgeResources } from './run-sent-verdicts.ts';
import { stopBefore, stopsAt } from './run-stop.ts';
import { hasWindow } from './run-window.ts';
import { sendUser } from './send-user.ts';

/**
 * Sends the user to the server, waits for the redirect and judges it. Nothing is sent anywhere after a
 * check failed.
 *
 * @throws AppError `OAUTH_STATE_MISMATCH`, `OAUTH_ISSUER_MISMATCH`, `OAUTH_RESPONSE`, `OAUTH_INVALID_RESPONSE`, `REDIRECT_*`, `INPUT_*`
 */
export async function authorize(run: RunContext, server: ServerFacts, parties: RunParties): Promise<ObtainedCode> {
  const { ports, request, log } = run;
  const { profile } = request;
  const edits = profile.edits.authorization;
  const endpoint = needEndpoint(profile, server.metadata, 'authorization_endpoint');
  const planned = wishedRequest(profile.request, edits, profile.grant);
  const state = randomValue(ports.random);
  const nonce = planned.wantsIdToken ? randomValue(ports.random) : null;
  const pkce = planned.responseType.split(' ').includes('code') ? await createPkce(profile.request.pkce, ports.random) : null;
  if (pkce !== null) log.learn('code_verifier', pkce.verifier);

  let sending: SendingRequest = sendingRequest(planned, [['state', state]], edits);
  const judge = (parameters: NameValues) => judgeRedirect(parameters, sending, server);
  const redirect = await awaitRedirect(run, {
    ...sending.expected,
    redirectUri: profile.request.redirectUri,
    judge(hit) {
      learnParts(run, hit.parameters);
      if (stopsAt(run, 'callback')) return heldWords;
      return sending.wished.asJwt ? unreadWords : landingWords(judge(hit.parameters), log.secrets);
    },
    isForeign: (parameters) => judge(parameters).error?.code === 'OAUTH_STATE_MISMATCH',
  });
  try {
    const built = authorizationParameters(
      {
        client: profile.client,
        request: profile.request,
        responseType: planned.ownResponseType,
        redirectUri: redirect.redirectUri,
        state,
        nonce,
        pkce,
        dpopKeyThumbprint: (await parties.dpop?.calculateThumbprint()) ?? null,
      },
      edits,
    );
    const byHand = await stopBefore(run, 'authorization_request', { method: 'GET', target: endpoint.href, parameters: built, headers: [] });
    const sent = editParameters(built, byHand);
    sending = sendingRequest(wishedRequest(profile.request, mergeEdits(edits, byHand), profile.grant), sent, noEdits);
    redirect.expect(sending.expected);
    const authorization: SentAuthorization = { sent, redirectUri: redirect.redirectUri, verifier: pkce?.verifier ?? null };
    // Before it is pushed: a server that refuses it there is diagnosed by it, too.
    log.asks(authorization);
    const url = authorizationUrl(endpoint, await protectRequest(run, server, parties, sent));
    const step = log.begin('authorization', 'open authorization request');
    const verdicts = [...judgeRedirectUri(sent), ...judgeResources(sent), ...judgeWays(redirect, run), ...judgeEdits(edits)];
    step.addVerdicts(verdicts);
    const task = { url, states: sending.sentStates, byHand: 'open authorization request by hand' };
    const hit = await sendUser(run, step, redirect, task).catch((thrown: unknown) => {
      // What the user changed may be why nothing came back.
      step.end('failed', { verdicts });
      throw thrown;
    });
    step.end('done', { verdicts });
    return await acceptRedirect(run, server, sending, authorization, hit);
  } finally {
    await redirect.close();
  }
}

/** What may be wrong with where the answer is to go; silent where nothing is. */
function judgeRedirectUri(parameters: NameValues): Verdict[] {
  const sent = onlyValue(parameters, 'redirect_uri') ?? '';
  return sent.includes('#') ? judgeAll(rules.redirectUriSent, { sent }) : [];
}

/** Whether anything here receives the redirect; silent where something does, or where it leads to a web page. */
function judgeWays({ redirectUri, ways }: AwaitedRedirect, run: RunContext): Verdict[] {
  const { protocol } = new URL(redirectUri);
  const isReceived = ways.length > 1 || hasWindow(run);
  return isReceived || protocol === 'http:' || protocol === 'https:' ? [] : judgeAll(rules.redirectScheme, { redirectUri, protocol });
}

/** What the user's own changes do to the request: what protects it is missing, or what was given cannot be sent. */
function judgeEdits(edits: ResolvedEdits): Verdict[] {
  const changed = changedSecurity(edits, 'authorization');
  const given = edits.headers.map(({ name }) => name);
  return [
    ...(changed === null ? [] : judgeAll(rules.edits, changed)),
    ...(given.length === 0 ? [] : judgeAll(rules.authorizationHeaders, { given })),
  ];
}

/** The page is for everybody who can look at the browser: what the server repeats is masked there as everywhere. */
function landingWords({ error }: AuthorizationResponse, secrets: readonly KnownSecret[]): LandingWords {
  return error === null
    ? { ok: true, title: 'Signed in', text: 'Grantbench has the answer and goes on.' }
    : { ok: false, title: 'Not signed in', text: maskSecrets(`${error.message} ${error.hint}`, secrets) };
}

/** At a break point nobody knows yet how it will go. */
const heldWords: LandingWords = {
  ok: true,
  title: 'Answer received',
  text: 'Grantbench holds it at a break point: go on there.',
};

/** A response that is a JWT is read after the browser has its page. */
const unreadWords: LandingWords = {
  ok: true,
  title: 'Answer received',
  text: 'Grantbench reads and checks the signed answer now.',
};
