import { maskSecrets } from '../exchange/sealed-text.ts';
import { type RequestedResponseMode, type ResponseMode, type ResponseType, requestedResponseMode } from '../model/profile.ts';
import type { KnownSecret, ResolvedEdits } from '../model/resolved-profile.ts';
import { defaultResponseMode, responseTypeOf } from '../model/response-type.ts';
import type { Verdict } from '../model/verdict.ts';
import type { LandingWords, RedirectHit } from '../ports.ts';
import { editParameters, type NameValues, onlyValue } from '../protocol/apply-edits.ts';
import { authorizationParameters, authorizationUrl, valuesOf } from '../protocol/authorization-request.ts';
import { type AskedResponse, type AuthorizationResponse, type Brought, judgeRedirect } from '../protocol/authorization-response.ts';
import { changedSecurity } from '../protocol/changed-parameters.ts';
import type { CodeToRedeem } from '../protocol/grants/grant.ts';
import { createPkce } from '../protocol/pkce.ts';
import { randomValue } from '../protocol/random-value.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import type { AuthorizationTask, RunContext } from './run-context.ts';
import { unwrapResponse } from './run-jarm.ts';
import type { RunParties } from './run-parties.ts';
import { protectRequest } from './run-protection.ts';
import { type AwaitedRedirect, awaitRedirect } from './run-redirect.ts';
import type { OpenStep } from './run-steps.ts';

/** What came back from the authorization endpoint, and the request it was asked for with. */
export interface ObtainedCode {
  /** Null where no code was asked for. */
  readonly redeem: CodeToRedeem | null;
  /** The tokens that came in the redirect itself (implicit and hybrid). */
  readonly brought: Brought;
  /** All parameters of the response. */
  readonly received: NameValues;
  /** The authorization request as it was meant, before it was wrapped or pushed; the user's changes applied. */
  readonly sent: NameValues;
  /** `nonce` values that were sent. */
  readonly nonces: readonly string[];
  /** `state` values that were sent. */
  readonly states: readonly string[];
  /** The step of the redirect. */
  readonly step: OpenStep;
}

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
  const wished = wishedRequest(profile.request, edits, profile.grant);
  const state = randomValue(ports.random);
  const nonce = wished.wantsIdToken ? randomValue(ports.random) : null;
  const pkce = wished.responseType.split(' ').includes('code') ? await createPkce(profile.request.pkce, ports.random) : null;
  if (pkce !== null) log.learn('code_verifier', pkce.verifier);
  // What the user makes of the state counts, also for the listener.
  const states = valuesOf(editParameters([['state', state]], edits), 'state').filter((value) => value !== '');

  const asked: AskedResponse = { sentStates: states, responseType: wished.responseType };
  const judge = (parameters: NameValues) => judgeRedirect(parameters, asked, server);
  const redirect = await awaitRedirect(run, {
    redirectUri: profile.request.redirectUri,
    responseMode: wished.carrier,
    // A state inside a JWT cannot be seen by the listener: such a run has its port alone.
    state: states.length === 1 && !wished.asJwt ? (states[0] ?? null) : null,
    judge(hit) {
      learnParts(run, hit.parameters);
      return wished.asJwt ? unreadWords : landingWords(judge(hit.parameters), log.secrets);
    },
    isForeign: (parameters) => judge(parameters).error?.code === 'OAUTH_STATE_MISMATCH',
  });
  try {
    const sent = authorizationParameters(
      {
        client: profile.client,
        request: profile.request,
        responseType: wished.ownResponseType,
        redirectUri: redirect.redirectUri,
        state,
        nonce,
        pkce,
        dpopKeyThumbprint: (await parties.dpop?.calculateThumbprint()) ?? null,
      },
      edits,
    );
    const url = authorizationUrl(endpoint, await protectRequest(run, server, parties, sent));
    const step = log.begin('authorization', 'open authorization request');
    const verdicts = [...judgeRedirectUri(sent), ...judgeEdits(edits)];
    const hit = await sendUser(run, step, redirect, { url, states }).catch((thrown: unknown) => {
      // What the user changed may be why nothing came back.
      step.end('failed', { verdicts });
      throw thrown;
    });
    step.end('done', { verdicts });
    const received = await take(run, server, hit, judge, wished);
    const nonces = valuesOf(sent, 'nonce');
    const { code } = received.brought;
    const redeem =
      code === null
        ? null
        : {
            code,
            redirectUri: redirect.redirectUri,
            verifier: pkce?.verifier ?? null,
            nonce: nonces.length === 1 ? (nonces[0] ?? null) : null,
          };
    return { redeem, ...received, sent, nonces, states };
  } finally {
    await redirect.close();
  }
}

interface WishedRequest {
  /** As the profile asks. */
  readonly ownResponseType: ResponseType;
  /** As it goes onto the wire: the user may have put another one. */
  readonly responseType: string;
  readonly wantsIdToken: boolean;
  /** How the redirect comes. */
  readonly carrier: ResponseMode;
  /** Whether the response comes as a JWT (JARM). */
  readonly asJwt: boolean;
}

/** What is asked of the authorization endpoint, by the profile and by what the user changed by hand. */
function wishedRequest(
  request: RunContext['request']['profile']['request'],
  edits: ResolvedEdits,
  grant: RunContext['request']['profile']['grant'],
): WishedRequest {
  const ownResponseType = responseTypeOf(grant, request.responseType);
  const edited = editParameters(
    [
      ['scope', request.scope],
      ['response_type', ownResponseType],
    ],
    edits,
  );
  const responseType = onlyValue(edited, 'response_type') ?? ownResponseType;
  const byHand = requestedResponseMode.safeParse(onlyValue(edited, 'response_mode'));
  const mode: RequestedResponseMode = (byHand.success ? byHand.data : request.responseMode) ?? defaultResponseMode(responseType);
  const [place] = mode.split('.');
  const openId = (onlyValue(edited, 'scope') ?? '').split(/\s+/).includes('openid');
  return {
    ownResponseType,
    responseType,
    wantsIdToken: openId || responseType.split(/\s+/).includes('id_token'),
    // `jwt` alone leaves the place to the response type (JARM §2.3.4).
    carrier: place === 'jwt' ? defaultResponseMode(responseType) : (place as ResponseMode),
    asJwt: mode === 'jwt' || mode.endsWith('.jwt'),
  };
}

/** What may be wrong with where the answer is to go; silent where nothing is. */
function judgeRedirectUri(parameters: NameValues): Verdict[] {
  const sent = onlyValue(parameters, 'redirect_uri') ?? '';
  return sent.includes('#') ? judgeAll(rules.redirectUriSent, { sent }) : [];
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

function sendUser(
  { request, observer, ports }: RunContext,
  step: OpenStep,
  redirect: AwaitedRedirect,
  task: Pick<AuthorizationTask, 'url' | 'states'>,
): Promise<RedirectHit> {
  const limitMs = request.profile.limits.browserSeconds * 1_000;
  step.wait(ports.clock.now() + limitMs);
  const ask = async () => observer.authorizationRequested({ ...task, redirectUri: redirect.redirectUri, paste: redirect.paste });
  // A browser that does not open ends nothing: the redirect may come from one opened by hand.
  ask().catch(() => step.label('open authorization request by hand'));
  return redirect.within(limitMs);
}

/** What in a redirect is secret. */
const secretParts = { code: 'code', access_token: 'access_token', id_token: 'id_token', response: 'assertion' } as const;

function learnParts({ log }: RunContext, parameters: NameValues): void {
  for (const [name, kind] of Object.entries(secretParts)) for (const value of valuesOf(parameters, name)) log.learn(kind, value);
}

async function take(
  run: RunContext,
  server: ServerFacts,
  hit: RedirectHit,
  judge: (parameters: NameValues) => AuthorizationResponse,
  { asJwt, carrier }: WishedRequest,
): Promise<Pick<ObtainedCode, 'brought' | 'received' | 'step'>> {
  learnParts(run, hit.parameters);
  const names = ['response', 'code', 'access_token', 'id_token', 'error', 'state', 'iss'].filter(
    (name) => valuesOf(hit.parameters, name).length > 0,
  );
  const unwrapped = asJwt ? await unwrapResponse(run, server, hit.parameters) : { parameters: hit.parameters, verdicts: [], error: null };
  learnParts(run, unwrapped.parameters);
  const step = run.log.begin('callback', names.join(', ') || 'redirect');
  const response = judge(unwrapped.parameters);
  const error = unwrapped.error ?? response.error;
  const verdicts = [
    ...unwrapped.verdicts,
    ...(unwrapped.error === null ? response.verdicts : []),
    ...judgeAll(rules.responseMode, { asked: carrier, via: hit.via, names }),
  ];
  step.end(error === null ? 'done' : 'failed', { exchange: hit.exchange, verdicts });
  if (error !== null || response.brought === null) throw error ?? new Error('A redirect without an error brought nothing.');
  return { brought: response.brought, received: unwrapped.parameters, step };
}

/** The page is for everybody who can look at the browser: what the server repeats is masked there as everywhere. */
function landingWords({ error }: AuthorizationResponse, secrets: readonly KnownSecret[]): LandingWords {
  return error === null
    ? { ok: true, title: 'Signed in', text: 'Grantbench has the answer and goes on.' }
    : { ok: false, title: 'Not signed in', text: maskSecrets(`${error.message} ${error.hint}`, secrets) };
}

/** A response that is a JWT is read after the browser has its page. */
const unreadWords: LandingWords = {
  ok: true,
  title: 'Answer received',
  text: 'Grantbench reads and checks the signed answer now.',
};
