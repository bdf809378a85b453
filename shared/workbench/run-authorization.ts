import { maskSecrets } from '../exchange/sealed-text.ts';
import { type RequestedResponseMode, type ResponseMode, type ResponseType, requestedResponseMode } from '../model/profile.ts';
import type { KnownSecret, ResolvedEdits } from '../model/resolved-profile.ts';
import { defaultResponseMode, responseTypeOf } from '../model/response-type.ts';
import type { Verdict } from '../model/verdict.ts';
import type { ArmRedirect, LandingWords, RedirectHit } from '../ports.ts';
import { editParameters, type NameValues, onlyValue } from '../protocol/apply-edits.ts';
import { authorizationParameters, authorizationUrl, valuesOf } from '../protocol/authorization-request.ts';
import { type AskedResponse, type AuthorizationResponse, type Brought, judgeRedirect } from '../protocol/authorization-response.ts';
import { mergeEdits } from '../protocol/changed-message.ts';
import { changedSecurity } from '../protocol/changed-parameters.ts';
import type { CodeToRedeem } from '../protocol/grants/grant.ts';
import { createPkce } from '../protocol/pkce.ts';
import { randomValue } from '../protocol/random-value.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { noEdits } from './resolve-edits.ts';
import type { AuthorizationTask, RunContext } from './run-context.ts';
import { unwrapResponse } from './run-jarm.ts';
import type { RunParties } from './run-parties.ts';
import { protectRequest } from './run-protection.ts';
import { type AwaitedRedirect, awaitRedirect } from './run-redirect.ts';
import type { OpenStep } from './run-steps.ts';
import { stopBefore, stopsAt } from './run-stop.ts';

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
  const planned = wishedRequest(profile.request, edits, profile.grant);
  const state = randomValue(ports.random);
  const nonce = planned.wantsIdToken ? randomValue(ports.random) : null;
  const pkce = planned.responseType.split(' ').includes('code') ? await createPkce(profile.request.pkce, ports.random) : null;
  if (pkce !== null) log.learn('code_verifier', pkce.verifier);

  let sending = sendingRequest(planned, [['state', state]], edits);
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
    const url = authorizationUrl(endpoint, await protectRequest(run, server, parties, sent));
    const step = log.begin('authorization', 'open authorization request');
    const verdicts = [...judgeRedirectUri(sent), ...judgeEdits(edits)];
    const hit = await sendUser(run, step, redirect, { url, states: sending.sentStates }).catch((thrown: unknown) => {
      // What the user changed may be why nothing came back.
      step.end('failed', { verdicts });
      throw thrown;
    });
    step.end('done', { verdicts });
    const received = await take(run, server, hit, judge, sending.wished);
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
    return { redeem, ...received, sent, nonces, states: sending.sentStates };
  } finally {
    await redirect.close();
  }
}

/** What of the request decides how its redirect is received and judged. */
interface SendingRequest extends AskedResponse {
  readonly wished: WishedRequest;
  /** Where the listener looks, and for what. */
  readonly expected: Pick<ArmRedirect, 'responseMode' | 'state'>;
}

/** What the user makes of the state counts, also for the listener. */
function sendingRequest(wished: WishedRequest, parameters: NameValues, edits: ResolvedEdits): SendingRequest {
  const sentStates = valuesOf(editParameters(parameters, edits), 'state').filter((value) => value !== '');
  // A state inside a JWT cannot be seen by the listener: such a run has its port alone.
  const state = sentStates.length === 1 && !wished.asJwt ? (sentStates[0] ?? null) : null;
  return { sentStates, responseType: wished.responseType, wished, expected: { responseMode: wished.carrier, state } };
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
  const target = hit.exchange === null ? '' : hit.exchange.request.url.replace(/[?#].*$/, '');
  const byHand = await stopBefore(run, 'callback', { method: '', target, parameters: hit.parameters, headers: [] });
  const accepted = editParameters(hit.parameters, byHand);
  learnParts(run, accepted);
  const names = ['response', 'code', 'access_token', 'id_token', 'error', 'state', 'iss'].filter(
    (name) => valuesOf(accepted, name).length > 0,
  );
  const unwrapped = asJwt ? await unwrapResponse(run, server, accepted) : { parameters: accepted, verdicts: [], error: null };
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
