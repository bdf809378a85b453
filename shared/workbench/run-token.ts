import { type AppError, fromErrorData } from '../errors.ts';
import { readToken } from '../inspector/read-token.ts';
import type { TokenReading } from '../model/token-reading.ts';
import type { TokenSet } from '../model/token-set.ts';
import type { Verdict } from '../model/verdict.ts';
import type { RawExchange } from '../ports.ts';
import { type NameValues, onlyValue } from '../protocol/apply-edits.ts';
import { decryptJwe } from '../protocol/decrypt-jwe.ts';
import { wantsDpopNonce } from '../protocol/dpop.ts';
import type { TokenGrant } from '../protocol/grants/grant.ts';
import { grants } from '../protocol/grants/grants.ts';
import { httpOptions } from '../protocol/http-limits.ts';
import { clientToRead, requestOptions, serverToAsk, serverToRead } from '../protocol/oauth-server.ts';
import { type BeforeSend, recordingFetch } from '../protocol/recording-fetch.ts';
import type { ServerFacts } from '../protocol/server-facts.ts';
import { strictRefusal } from '../protocol/strict-refusal.ts';
import { readTokenAnswer, type TokenAnswer } from '../protocol/token-answer.ts';
import { tokenError } from '../protocol/token-error.ts';
import type { ObtainedCode } from './accept-redirect.ts';
import { type OpenedIdToken, openIdToken } from './open-id-token.ts';
import type { RunContext } from './run-context.ts';
import type { RunParties } from './run-parties.ts';
import type { OpenStep } from './run-steps.ts';
import { beginAfterStop } from './run-stop.ts';
import { judgeConnection, judgeEdits, judgeTokenAnswer } from './run-token-verdicts.ts';

/** What a token request takes. */
export interface TokenWish {
  readonly server: ServerFacts;
  readonly endpoint: URL;
  readonly parties: RunParties;
  /** Of the grants that come by a redirect; else null. */
  readonly code: ObtainedCode | null;
  /** `device_code` or `auth_req_id` of the grants in which the user answers elsewhere; else null. */
  readonly handle: string | null;
  /** The break point before it; absent where the run does not stop there. */
  readonly stop?: BeforeSend | undefined;
}

/** What a token request brought: tokens, an error, or both. */
export interface TokenOutcome {
  readonly answer: TokenAnswer;
  /** As they were on the wire. Null where no token arrived. */
  readonly tokens: TokenSet | null;
  /** The refresh token that was sent, where no new one came and it stays valid. */
  readonly keptRefreshToken: string | null;
  /** Null for a token that did not arrive, or is opaque. */
  readonly readings: TokenReadings;
  readonly step: OpenStep;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
  readonly error: AppError | null;
}

/** A token request that was told to come again: later, or with a nonce. */
export interface NotYet {
  /** `slow_down` asks for more time between polls from now on. */
  readonly again: 'pending' | 'slow_down' | 'nonce';
}

/** The tokens that can be read. */
export interface TokenReadings {
  readonly access_token: TokenReading | null;
  readonly id_token: TokenReading | null;
  /** The ID token whose signature is to be checked: what was inside one that came encrypted. */
  readonly signedIdToken: string | null;
}

/** A token request that was answered, before it is judged. */
export interface Answered {
  readonly wish: TokenWish;
  /** The parameters as they went onto the wire. */
  readonly sent: NameValues;
  readonly exchange: RawExchange;
  readonly answer: TokenAnswer;
  readonly readings: TokenReadings;
  readonly strictRefusal: string | null;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
}

/**
 * Asks for tokens and reads whatever comes back. An answer without tokens is an `error` of the outcome,
 * not a rejection: the step is told of either way. Being told to wait is a state, not an error.
 *
 * @param attempt the first is 1; words of the step tell the later ones apart
 * @throws AppError `NET_*`, `CANCELLED`, `INPUT_*` where no answer came at all
 */
export async function requestTokens(run: RunContext, wish: TokenWish, grantName: TokenGrant, attempt = 1): Promise<TokenOutcome | NotYet> {
  const { ports, request, log } = run;
  const { profile } = request;
  const { client, authenticate, dpop, asked } = wish.parties;
  const grant = grants[grantName];
  const redeem = wish.code?.redeem ?? null;
  const label = grant.label({ request: asked.request, redeem });
  const sending = beginAfterStop(wish.stop, () => log.begin('token', attempt === 1 ? label : `${label}, attempt ${attempt}`));
  const options = httpOptions(profile, request.signal);
  const fetch = recordingFetch(ports.http, options, profile.edits.token, profile.server.dialect, sending.beforeSend);
  const call = { client, request: asked.request, redeem, handle: wish.handle };
  let response: Response;
  try {
    const server = serverToAsk(wish.server, 'token_endpoint', wish.endpoint);
    response = await grant.send({ ...call, server, authenticate, options: requestOptions(fetch, dpop) });
  } catch (thrown) {
    const exchange = fetch.exchange();
    sending.fail({ exchange, verdicts: exchange === null ? [] : [...judgeConnection(exchange), ...judgeEdits(profile)] });
    throw thrown;
  }
  const step = sending.begun();
  const exchange = fetch.exchange();
  if (exchange?.response == null) throw new Error('The token request ended without an answer and without an error.');

  const arrivedAt = ports.clock.now();
  const answer = readTokenAnswer(exchange.response);
  const again = exchange.error === null ? comeAgain(answer, exchange, wish, dpop !== null) : null;
  if (again !== null) {
    const poll =
      again === 'nonce' ? { label: `${label}: a DPoP nonce is wanted` } : { name: 'poll' as const, label: answer.error?.error ?? again };
    step.end('done', { ...poll, exchange, verdicts: judgeConnection(exchange) });
    return { again };
  }
  const { readings, verdicts: opening } = await readTokens(run, answer, arrivedAt);
  const reader = {
    ...call,
    server: serverToRead(wish.server, readings.id_token),
    client: clientToRead(client, request.clockSkewSeconds),
    decryptIdToken: (jwe: string) => decryptJwe(jwe, profile.client, 'The ID token'),
  };
  const answered: Answered = {
    wish,
    sent: fetch.parameters(),
    exchange,
    answer,
    readings,
    strictRefusal: await strictRefusal(grant, reader, response),
    arrivedAt,
  };
  const verdicts = [...(await judgeTokenAnswer(run, answered)), ...opening];
  step.end(answer.tokens === null || exchange.error !== null ? 'failed' : 'done', { exchange, verdicts });

  const { tokens } = answer;
  const isKept = profile.grant === 'refresh_token' && tokens !== null && tokens.refresh_token === undefined;
  const keptRefreshToken = isKept ? onlyValue(answered.sent, 'refresh_token') : null;
  const cut = exchange.error && fromErrorData(exchange.error);
  return { answer, tokens, keptRefreshToken, readings, step, arrivedAt, error: cut ?? (tokens === null ? tokenError(answer) : null) };
}

/** Reads the tokens of an answer, opens what was encrypted for this client, and remembers them all as secrets. */
export async function readTokens(
  run: RunContext,
  { tokens }: Pick<TokenAnswer, 'tokens'>,
  arrivedAt: number,
): Promise<{ readings: TokenReadings; verdicts: readonly Verdict[] }> {
  const { request, log } = run;
  for (const kind of ['access_token', 'refresh_token', 'id_token'] as const) log.learn(kind, tokens?.[kind] ?? '');
  const accessToken = tokens?.access_token;
  const idToken: OpenedIdToken | null = tokens?.id_token === undefined ? null : await openIdToken(run, tokens.id_token, arrivedAt);
  return {
    readings: {
      access_token:
        accessToken === undefined ? null : readToken(accessToken, { now: arrivedAt, clockSkewSeconds: request.clockSkewSeconds }),
      id_token: idToken?.reading ?? null,
      signedIdToken: idToken?.signed ?? null,
    },
    verdicts: idToken?.verdicts ?? [],
  };
}

/**
 * Whether the answer says no more than that it is too early, or that a nonce is wanted.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8628#section-3.5
 */
function comeAgain(
  { tokens, error }: TokenAnswer,
  exchange: RawExchange,
  { handle }: TokenWish,
  provesPossession: boolean,
): NotYet['again'] | null {
  if (tokens !== null) return null;
  if (handle !== null && error?.error === 'authorization_pending') return 'pending';
  if (handle !== null && error?.error === 'slow_down') return 'slow_down';
  return provesPossession && wantsDpopNonce(exchange) ? 'nonce' : null;
}
