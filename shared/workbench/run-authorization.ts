import { maskSecrets } from '../exchange/sealed-text.ts';
import { type ResponseMode, responseMode } from '../model/profile.ts';
import type { KnownSecret, ResolvedEdits } from '../model/resolved-profile.ts';
import type { Verdict } from '../model/verdict.ts';
import type { LandingWords, RedirectHit } from '../ports.ts';
import { editParameters, type NameValues, onlyValue } from '../protocol/apply-edits.ts';
import { authorizationParameters, authorizationUrl, valuesOf } from '../protocol/authorization-request.ts';
import { type AuthorizationResponse, judgeRedirect } from '../protocol/authorization-response.ts';
import { changedSecurity } from '../protocol/changed-parameters.ts';
import type { CodeToRedeem } from '../protocol/grants/grant.ts';
import { createPkce } from '../protocol/pkce.ts';
import { randomValue } from '../protocol/random-value.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import type { RunContext } from './run-context.ts';
import { type AwaitedRedirect, awaitRedirect } from './run-redirect.ts';
import type { OpenStep } from './run-steps.ts';

/** A code, and the request it was asked for with. */
export interface ObtainedCode {
  readonly redeem: CodeToRedeem;
  /** The authorization request as it went onto the wire. */
  readonly sent: NameValues;
  /** `nonce` values that were sent. */
  readonly nonces: readonly string[];
}

/**
 * Sends the user to the server, waits for the redirect and judges it. Nothing is sent anywhere after a
 * check failed.
 *
 * @throws AppError `OAUTH_STATE_MISMATCH`, `OAUTH_ISSUER_MISMATCH`, `OAUTH_RESPONSE`, `OAUTH_INVALID_RESPONSE`, `REDIRECT_*`, `INPUT_*`
 */
export async function authorize(run: RunContext, server: ServerFacts): Promise<ObtainedCode> {
  const { ports, request, log } = run;
  const { profile } = request;
  const edits = profile.edits.authorization;
  const endpoint = needEndpoint(profile, server.metadata, 'authorization_endpoint');
  const state = randomValue(ports.random);
  const scope = onlyValue(editParameters([['scope', profile.request.scope]], edits), 'scope') ?? '';
  const nonce = scope.split(/\s+/).includes('openid') ? randomValue(ports.random) : null;
  const pkce = await createPkce(profile.request.pkce, ports.random);
  if (pkce !== null) log.learn('code_verifier', pkce.verifier);
  // What the user makes of the state counts, also for the listener.
  const states = valuesOf(editParameters([['state', state]], edits), 'state').filter((value) => value !== '');

  const step = log.begin('authorization', 'open authorization request');
  const judge = ({ parameters }: RedirectHit) => judgeRedirect(parameters, states, server);
  const redirect = await awaitRedirect(run, {
    redirectUri: profile.request.redirectUri,
    responseMode: expectedMode(profile.request.responseMode, editParameters([], edits)),
    state: states.length === 1 ? (states[0] ?? null) : null,
    judge(hit) {
      learnCodes(run, hit);
      return landingWords(judge(hit), log.secrets);
    },
    isForeign: (parameters) => judgeRedirect(parameters, states, server).error?.code === 'OAUTH_STATE_MISMATCH',
  });
  try {
    const asked = { endpoint, client: profile.client, request: profile.request, redirectUri: redirect.redirectUri, state, nonce, pkce };
    const sent = authorizationParameters(asked, edits);
    const url = authorizationUrl(endpoint, sent);
    const verdicts = judgeEdits(edits);
    const hit = await sendUser(run, step, redirect, url).catch((thrown: unknown) => {
      // What the user changed may be why nothing came back.
      step.end('failed', { verdicts });
      throw thrown;
    });
    step.end('done', { verdicts });
    const { code } = take(run, hit, judge(hit));
    const nonces = valuesOf(sent, 'nonce');
    const redeem = {
      code,
      redirectUri: redirect.redirectUri,
      verifier: pkce?.verifier ?? null,
      nonce: nonces.length === 1 ? (nonces[0] ?? null) : null,
    };
    return { redeem, sent, nonces };
  } finally {
    await redirect.close();
  }
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

/** How the redirect comes: as the user's own parameter says, else as the profile does, else in the query. */
function expectedMode(chosen: ResponseMode | null, edited: NameValues): ResponseMode {
  const byHand = responseMode.safeParse(onlyValue(edited, 'response_mode'));
  return byHand.success ? byHand.data : (chosen ?? 'query');
}

function sendUser({ request, observer, ports }: RunContext, step: OpenStep, redirect: AwaitedRedirect, url: string): Promise<RedirectHit> {
  const limitMs = request.profile.limits.browserSeconds * 1_000;
  step.wait(ports.clock.now() + limitMs);
  const ask = async () => observer.authorizationRequested({ url, redirectUri: redirect.redirectUri, paste: redirect.paste });
  // A browser that does not open ends nothing: the redirect may come from one opened by hand.
  ask().catch(() => step.label('open authorization request by hand'));
  return redirect.within(limitMs);
}

function learnCodes({ log }: RunContext, hit: RedirectHit): void {
  for (const code of valuesOf(hit.parameters, 'code')) log.learn('code', code);
}

function take(run: RunContext, hit: RedirectHit, response: AuthorizationResponse): { code: string } {
  const { log } = run;
  learnCodes(run, hit);
  const names = ['code', 'error', 'state', 'iss'].filter((name) => valuesOf(hit.parameters, name).length > 0);
  const step = log.begin('callback', names.join(', ') || 'redirect');
  step.end(response.error === null ? 'done' : 'failed', { exchange: hit.exchange, verdicts: response.verdicts });
  if (response.error !== null) throw response.error;
  return response;
}

/** The page is for everybody who can look at the browser: what the server repeats is masked there as everywhere. */
function landingWords({ error }: AuthorizationResponse, secrets: readonly KnownSecret[]): LandingWords {
  return error === null
    ? { ok: true, title: 'Signed in', text: 'Grantbench has the code and goes on. You can close this page.' }
    : { ok: false, title: 'Not signed in', text: maskSecrets(`${error.message} ${error.hint}`, secrets) };
}
