import { AppError, fromErrorData } from '../errors.ts';
import { sensitiveKind } from '../exchange/sensitive-names.ts';
import type { ResolvedEdits } from '../model/resolved-profile.ts';
import type { ReplayOf, RunRecord, StepName } from '../model/run.ts';
import type { SentAuthorization } from '../model/sent-authorization.ts';
import { rfc } from '../model/spec-link.ts';
import type { Verdict } from '../model/verdict.ts';
import type { FlowPorts, RawExchange } from '../ports.ts';
import { readMembers } from '../protocol/answer-members.ts';
import { editParameters, type NameValues } from '../protocol/apply-edits.ts';
import { valuesOf } from '../protocol/authorization-request.ts';
import { changeWords } from '../protocol/changed-message.ts';
import { changedSecurity } from '../protocol/changed-parameters.ts';
import { httpOptions } from '../protocol/http-limits.ts';
import { refusal } from '../protocol/refusal.ts';
import { errorMembers, readTokenAnswer } from '../protocol/token-answer.ts';
import { tokenError } from '../protocol/token-error.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { acceptRedirect, type ObtainedCode } from './accept-redirect.ts';
import { sentRequest } from './authorization-wish.ts';
import type { RecordedMessage } from './replayed-message.ts';
import type { RunContext, RunObserver, RunRequest } from './run-context.ts';
import { runFlow } from './run-flow.ts';
import { grantFlow } from './run-grant.ts';
import { runParties } from './run-parties.ts';
import type { RunEnd } from './run-record.ts';
import type { OpenStep, StepLog } from './run-steps.ts';
import { learnChanges } from './run-stop.ts';
import { readTokens } from './run-token.ts';
import { judgeConnection, judgeTokenAnswer } from './run-token-verdicts.ts';

/** What is done once more. */
export interface Replay {
  readonly of: ReplayOf;
  readonly recorded: RecordedMessage;
  readonly edits: ResolvedEdits;
  /** The authorization request of the earlier run, where there was one. */
  readonly authorization: SentAuthorization | null;
}

/**
 * Sends one recorded request once more, with changes, and nothing else: no discovery, no keys. Credentials and
 * proofs are those that were recorded, unless the user changed them.
 */
export function runReplayedRequest(ports: FlowPorts, request: RunRequest, observer: RunObserver, replay: Replay): Promise<RunRecord> {
  return runFlow(ports, request, observer, 'replay', (run, end) => resend(run, end, replay), replay.of);
}

/**
 * Has a recorded redirect judged once more, with changes, against the request it answered; where it holds, the
 * run goes on as the earlier one did, and the code is redeemed again.
 */
export function runReplayedCallback(
  ports: FlowPorts,
  request: RunRequest,
  observer: RunObserver,
  { recorded, edits, of, authorization }: Replay & { readonly authorization: SentAuthorization },
): Promise<RunRecord> {
  const accept = async (run: RunContext, server: Parameters<typeof acceptRedirect>[1]): Promise<ObtainedCode> => {
    learnMessage(run.log, recorded, recorded.message.parameters);
    learnChanges(run.log, recorded.message, edits);
    run.log.learn('code_verifier', authorization.verifier ?? '');
    const sending = sentRequest(run.request.profile, authorization.sent);
    const parameters = editParameters(recorded.message.parameters, edits);
    const by = judgeEdits(edits, 'callback');
    const via = recorded.pasted ? 'paste' : sending.wished.carrier;
    return acceptRedirect(
      run,
      server,
      sending,
      authorization,
      { parameters, via, way: recorded.pasted ? 'paste' : null, exchange: null },
      by,
    );
  };
  return runFlow(ports, request, observer, 'replay', (run, end) => grantFlow(run, end, accept), of);
}

async function resend(run: RunContext, end: RunEnd, { recorded, edits, authorization }: Replay): Promise<void> {
  const { ports, request, log } = run;
  const { message, name } = recorded;
  learnMessage(log, recorded, [...message.parameters, ...message.headers]);
  learnChanges(log, message, edits);
  log.learn('code_verifier', authorization?.verifier ?? '');
  const out = recorded.request(edits);
  end.host = new URL(out.url).host;
  const words = changeWords(edits);
  const step = log.begin(name, words === '' ? `${recorded.label}, again` : `${recorded.label}, again: ${words}`);
  const exchange = await ports.http.send(out, httpOptions(request.profile, request.signal));
  const byHand = judgeEdits(edits, name === 'token' || name === 'poll' ? 'token' : 'authorization');
  if (exchange.response === null) {
    step.end('failed', { exchange, verdicts: [...byHand, ...judgeConnection(exchange)] });
    throw exchange.error === null ? new AppError('INTERNAL') : fromErrorData(exchange.error);
  }
  if (name === 'token' || name === 'poll') {
    const sent = editParameters(message.parameters, edits);
    return readTokensOf(run, end, step, { exchange, sent, byHand, edits, authorization });
  }
  const { members } = readMembers(exchange.response);
  const error = members === null ? null : errorMembers(members, exchange.response.status);
  const failed = error !== null || exchange.response.status >= 400;
  step.end(failed ? 'failed' : 'done', { exchange, verdicts: [...byHand, ...judgeConnection(exchange)] });
  if (error !== null) throw refusal(error, rfc(6749, '5.2'));
  if (failed) throw refused(exchange, name);
}

interface ReplayedAnswer extends Pick<Replay, 'authorization' | 'edits'> {
  readonly exchange: RawExchange;
  readonly sent: NameValues;
  readonly byHand: readonly Verdict[];
}

/** A token answer is read and judged as in any run; only signatures are not, whose keys nobody asked to fetch. */
async function readTokensOf(run: RunContext, end: RunEnd, step: OpenStep, replayed: ReplayedAnswer): Promise<void> {
  const { exchange, sent, byHand, edits, authorization } = replayed;
  if (exchange.response === null) return;
  const arrivedAt = run.ports.clock.now();
  const answer = readTokenAnswer(exchange.response);
  const { readings, verdicts: opening } = await readTokens(run, answer, arrivedAt);
  const parties = await runParties(run);
  const code = authorization && redeemedCode(authorization, sent, step);
  const server = { metadata: null, issuer: null };
  const wish = { server, endpoint: new URL(exchange.request.url), parties, code, handle: null };
  const verdicts = await judgeTokenAnswer(run, { wish, sent, exchange, answer, readings, strictRefusal: null, arrivedAt });
  const { tokens } = answer;
  step.end(tokens === null ? 'failed' : 'done', {
    exchange,
    verdicts: [...byHand, ...verdicts, ...opening],
    changes: { of: 'token', edits },
  });
  const error = exchange.error === null ? (tokens === null ? tokenError(answer) : null) : fromErrorData(exchange.error);
  end.outcome = { answer, tokens, keptRefreshToken: null, readings, step, arrivedAt, error };
  if (error !== null) throw error;
}

/** What the earlier run redeemed, as far as the verdicts ask. */
function redeemedCode({ sent, redirectUri, verifier }: SentAuthorization, request: NameValues, step: OpenStep): ObtainedCode {
  const [code = null] = valuesOf(request, 'code');
  const nonces = valuesOf(sent, 'nonce');
  return {
    redeem: code === null ? null : { code, redirectUri, verifier, nonce: nonces[0] ?? null },
    brought: { code, accessToken: null, idToken: null },
    received: [],
    sent,
    nonces,
    states: valuesOf(sent, 'state'),
    step,
  };
}

function judgeEdits(edits: ResolvedEdits, at: 'authorization' | 'callback' | 'token'): Verdict[] {
  const changed = changedSecurity(edits, at);
  return changed === null ? [] : judgeAll(rules.edits, changed);
}

/** What is secret in a message that is sent again, so that it is masked where the server repeats it. */
function learnMessage(log: StepLog, { secrets }: Pick<RecordedMessage, 'secrets'>, pairs: NameValues): void {
  for (const { kind, value } of secrets) log.learn(kind, value);
  for (const [name, value] of pairs) {
    const kind = sensitiveKind(name);
    if (kind === null) continue;
    log.learn(kind, value);
    if (kind === 'authorization') for (const part of credentialsOf(value)) log.learn('client_secret', part);
  }
}

/** The secret in `Basic` credentials, raw and form-decoded. */
function credentialsOf(header: string): string[] {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header)?.[1];
  if (encoded === undefined) return [];
  try {
    const pair = new TextDecoder().decode(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)));
    const secret = pair.slice(pair.indexOf(':') + 1);
    return [secret, ...new URLSearchParams(`s=${secret}`).getAll('s')];
  } catch {
    return [];
  }
}

function refused({ response }: RawExchange, name: StepName): AppError {
  return new AppError('OAUTH_RESPONSE', {
    message: `The server refused the ${name.replaceAll('_', ' ')} request with status ${response?.status ?? 0}.`,
  });
}
