import { redirectWayNames } from '../model/redirect-way.ts';
import type { SentAuthorization } from '../model/sent-authorization.ts';
import type { Verdict } from '../model/verdict.ts';
import type { RedirectHit } from '../ports.ts';
import { editParameters, type NameValues } from '../protocol/apply-edits.ts';
import { valuesOf } from '../protocol/authorization-request.ts';
import { type Brought, judgeRedirect } from '../protocol/authorization-response.ts';
import type { CodeToRedeem } from '../protocol/grants/grant.ts';
import type { ServerFacts } from '../protocol/server-facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import type { SendingRequest } from './authorization-wish.ts';
import type { RunContext } from './run-context.ts';
import { unwrapResponse } from './run-jarm.ts';
import type { OpenStep } from './run-steps.ts';
import { stopBefore } from './run-stop.ts';

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

/** What in a redirect is secret. */
const secretParts = { code: 'code', access_token: 'access_token', id_token: 'id_token', response: 'assertion' } as const;

/** Which way a redirect came, behind what it carries. */
export function cameBy({ way, via }: Pick<RedirectHit, 'way' | 'via'>): string {
  if (way === null) return '';
  return ` · ${redirectWayNames[way]}${via === 'fragment' || via === 'form_post' ? `, ${via}` : ''}`;
}

/** From now on what a redirect carries is masked wherever it shows up. */
export function learnParts({ log }: RunContext, parameters: NameValues): void {
  for (const [name, kind] of Object.entries(secretParts)) for (const value of valuesOf(parameters, name)) log.learn(kind, value);
}

/**
 * Judges a redirect and takes from it what was asked for. Nothing is sent anywhere after a check failed.
 *
 * @param sending the request it answers, as the judgement needs it
 * @param byHand what is to be said of changes that were made to the redirect before
 * @param authorization the same request, as it is redeemed with
 * @throws AppError `OAUTH_STATE_MISMATCH`, `OAUTH_ISSUER_MISMATCH`, `OAUTH_RESPONSE`, `OAUTH_INVALID_RESPONSE`
 */
export async function acceptRedirect(
  run: RunContext,
  server: ServerFacts,
  sending: SendingRequest,
  authorization: SentAuthorization,
  hit: RedirectHit,
  byHand: readonly Verdict[] = [],
): Promise<ObtainedCode> {
  const { asJwt, carrier } = sending.wished;
  const { sent, redirectUri, verifier } = authorization;
  learnParts(run, hit.parameters);
  const target = hit.exchange === null ? '' : hit.exchange.request.url.replace(/[?#].*$/, '');
  const changes = await stopBefore(run, 'callback', { method: '', target, parameters: hit.parameters, headers: [] });
  const accepted = editParameters(hit.parameters, changes);
  learnParts(run, accepted);
  const names = ['response', 'code', 'access_token', 'id_token', 'error', 'state', 'iss'].filter(
    (name) => valuesOf(accepted, name).length > 0,
  );
  const unwrapped = asJwt ? await unwrapResponse(run, server, accepted) : { parameters: accepted, verdicts: [], error: null };
  learnParts(run, unwrapped.parameters);
  const step = run.log.begin('callback', `${names.join(', ') || 'redirect'}${cameBy(hit)}`);
  const response = judgeRedirect(unwrapped.parameters, sending, server);
  const error = unwrapped.error ?? response.error;
  const verdicts = [
    ...byHand,
    ...unwrapped.verdicts,
    ...(unwrapped.error === null ? response.verdicts : []),
    ...judgeAll(rules.responseMode, { asked: carrier, via: hit.via, names }),
  ];
  // What reached no listener has no exchange that could be sent again.
  const pasted = hit.exchange === null && hit.way !== null ? { pasted: hit.parameters } : {};
  step.end(error === null ? 'done' : 'failed', { exchange: hit.exchange, way: hit.way, ...pasted, verdicts });
  const { brought } = response;
  if (error !== null || brought === null) throw error ?? new Error('A redirect without an error brought nothing.');
  const nonces = valuesOf(sent, 'nonce');
  const nonce = nonces.length === 1 ? (nonces[0] ?? null) : null;
  const redeem = brought.code === null ? null : { code: brought.code, redirectUri, verifier, nonce };
  return { redeem, brought, received: unwrapped.parameters, sent, nonces, states: sending.sentStates, step };
}
