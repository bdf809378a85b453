import { fromErrorData } from '../errors.ts';
import type { OAuthErrorFields } from '../model/app-error.ts';
import type { ResolvedEdits } from '../model/resolved-profile.ts';
import type { StepName } from '../model/run.ts';
import type { StopPoint } from '../model/stop.ts';
import type { RawExchange, RawResponse } from '../ports.ts';
import { readMembers } from '../protocol/answer-members.ts';
import type { NameValues } from '../protocol/apply-edits.ts';
import { wantsDpopNonce } from '../protocol/dpop.ts';
import { httpOptions } from '../protocol/http-limits.ts';
import { type BeforeSend, type RecordingFetch, recordingFetch } from '../protocol/recording-fetch.ts';
import { errorMembers } from '../protocol/token-answer.ts';
import type { RunContext } from './run-context.ts';
import type { OpenStep } from './run-steps.ts';
import { beginAfterStop, stopOnce } from './run-stop.ts';
import { judgeConnection } from './run-token-verdicts.ts';

/** One request to one endpoint. */
export interface EndpointRequest {
  readonly name: StepName;
  readonly label: string;
  readonly edits: ResolvedEdits;
  /** The break point before it, where there is one. */
  readonly stop?: StopPoint;
  send(fetch: RecordingFetch): Promise<Response>;
}

/** An endpoint that answered; the step is still open, for the caller to judge and end. */
export interface EndpointAnswer {
  readonly step: OpenStep;
  readonly exchange: RawExchange;
  readonly response: RawResponse;
  /** The answer as `oauth4webapi` reads it, unread. */
  readonly strict: Response;
  /** The parameters as they went onto the wire. */
  readonly sent: NameValues;
  /** What the answer says, however it is written; null where nothing could be read, and `problem` says why. */
  readonly members: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
  readonly error: OAuthErrorFields | null;
}

/**
 * Asks one endpoint and records what happens as a step. A server that wants a DPoP nonce gets the request
 * once more, with it: the refused attempt is a step of its own.
 *
 * @throws AppError `NET_*`, `CANCELLED`, `INPUT_*` where no answer came at all
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-8
 */
export async function askEndpoint(run: RunContext, wish: EndpointRequest): Promise<EndpointAnswer> {
  const stop = stopOnce(run, wish.stop);
  const first = await attempt(run, wish, wish.label, stop);
  if (!wantsDpopNonce(first.exchange)) return first;
  first.step.end('done', {
    label: `${wish.label}: a DPoP nonce is wanted`,
    exchange: first.exchange,
    verdicts: judgeConnection(first.exchange),
  });
  return attempt(run, wish, `${wish.label}, with the nonce`, stop);
}

async function attempt(
  { ports, request, log }: RunContext,
  wish: EndpointRequest,
  label: string,
  stop: BeforeSend | undefined,
): Promise<EndpointAnswer> {
  const { profile, signal } = request;
  const sending = beginAfterStop(stop, () => log.begin(wish.name, label));
  const fetch = recordingFetch(ports.http, httpOptions(profile, signal), wish.edits, profile.server.dialect, sending.beforeSend);
  let strict: Response;
  try {
    strict = await wish.send(fetch);
  } catch (thrown) {
    const exchange = fetch.exchange();
    sending.fail({ exchange, verdicts: exchange === null ? [] : judgeConnection(exchange) });
    throw thrown;
  }
  const step = sending.begun();
  const exchange = fetch.exchange();
  if (exchange?.response == null) throw new Error('The request ended without an answer and without an error.');
  if (exchange.error !== null) {
    step.end('failed', { exchange, verdicts: judgeConnection(exchange) });
    throw fromErrorData(exchange.error);
  }
  const { members, problem } = readMembers(exchange.response);
  const error = members === null ? null : errorMembers(members, exchange.response.status);
  return { step, exchange, response: exchange.response, strict, sent: fetch.parameters(), members, problem, error };
}
