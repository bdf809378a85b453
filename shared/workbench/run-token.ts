import type { Client, ClientAuth } from 'oauth4webapi';
import { type AppError, fromErrorData } from '../errors.ts';
import { readToken } from '../inspector/read-token.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { TokenReading } from '../model/token-reading.ts';
import type { TokenSet } from '../model/token-set.ts';
import type { RawExchange } from '../ports.ts';
import { type NameValues, onlyValue } from '../protocol/apply-edits.ts';
import { grants } from '../protocol/grants/grants.ts';
import { httpOptions } from '../protocol/http-limits.ts';
import { clientToRead, requestOptions, serverToAsk, serverToRead } from '../protocol/oauth-server.ts';
import { recordingFetch } from '../protocol/recording-fetch.ts';
import type { ServerFacts } from '../protocol/server-facts.ts';
import { strictRefusal } from '../protocol/strict-refusal.ts';
import { readTokenAnswer, type TokenAnswer } from '../protocol/token-answer.ts';
import { tokenError } from '../protocol/token-error.ts';
import type { ObtainedCode } from './run-authorization.ts';
import type { RunContext } from './run-context.ts';
import type { OpenStep } from './run-steps.ts';
import { judgeConnection, judgeEdits, judgeTokenAnswer } from './run-token-verdicts.ts';

/** What a token request takes. */
export interface TokenWish {
  readonly server: ServerFacts;
  readonly endpoint: URL;
  readonly client: Client;
  readonly authenticate: ClientAuth;
  readonly input: ResolvedProfile['request'];
  /** Null in every grant but `authorization_code`. */
  readonly code: ObtainedCode | null;
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

/** The tokens that can be read. */
export interface TokenReadings {
  readonly access_token: TokenReading | null;
  readonly id_token: TokenReading | null;
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
 * not a rejection: the step is told of either way.
 *
 * @throws AppError `NET_*`, `CANCELLED`, `INPUT_*` where no answer came at all
 */
export async function requestTokens(run: RunContext, wish: TokenWish): Promise<TokenOutcome> {
  const { ports, request, log } = run;
  const { profile } = request;
  const grant = grants[profile.grant];
  const fetch = recordingFetch(ports.http, httpOptions(profile, request.signal), profile.edits.token);
  const redeem = wish.code?.redeem ?? null;
  const step = log.begin('token', grant.label({ request: wish.input, redeem }));
  const call = { client: wish.client, request: wish.input, redeem };
  let response: Response;
  try {
    const { authenticate } = wish;
    response = await grant.send({ ...call, server: serverToAsk(wish.server, wish.endpoint), authenticate, options: requestOptions(fetch) });
  } catch (thrown) {
    const exchange = fetch.exchange();
    step.end('failed', { exchange, verdicts: exchange === null ? [] : [...judgeConnection(exchange), ...judgeEdits(profile)] });
    throw thrown;
  }
  const exchange = fetch.exchange();
  if (exchange?.response == null) throw new Error('The token request ended without an answer and without an error.');

  const arrivedAt = ports.clock.now();
  const answer = readTokenAnswer(exchange.response);
  for (const kind of ['access_token', 'refresh_token', 'id_token'] as const) log.learn(kind, answer.tokens?.[kind] ?? '');
  const read = (token: string | undefined) =>
    token === undefined ? null : readToken(token, { now: arrivedAt, clockSkewSeconds: request.clockSkewSeconds });
  const readings = { access_token: read(answer.tokens?.access_token), id_token: read(answer.tokens?.id_token) };
  const reader = {
    ...call,
    server: serverToRead(wish.server, readings.id_token),
    client: clientToRead(wish.client, request.clockSkewSeconds),
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
  const verdicts = await judgeTokenAnswer(run, answered);
  step.end(answer.tokens === null || exchange.error !== null ? 'failed' : 'done', { exchange, verdicts });

  const { tokens } = answer;
  const isKept = profile.grant === 'refresh_token' && tokens !== null && tokens.refresh_token === undefined;
  const keptRefreshToken = isKept ? onlyValue(answered.sent, 'refresh_token') : null;
  const cut = exchange.error && fromErrorData(exchange.error);
  return { answer, tokens, keptRefreshToken, readings, step, arrivedAt, error: cut ?? (tokens === null ? tokenError(answer) : null) };
}
