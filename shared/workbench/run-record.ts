import type { AppError } from '../errors.ts';
import { maskMembersDeep, maskSecrets } from '../exchange/sealed-text.ts';
import { readToken } from '../inspector/read-token.ts';
import type { AppErrorData } from '../model/app-error.ts';
import type { EndpointReading } from '../model/endpoint-reading.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { ReplayOf, RunOutcome, RunRecord, RunTask } from '../model/run.ts';
import type { SignatureReading, TokenReading } from '../model/token-reading.ts';
import type { TokenKind, TokenSet, TokenView } from '../model/token-set.ts';
import type { ServerFacts } from '../protocol/server-facts.ts';
import type { RunContext } from './run-context.ts';
import { diagnoseRun } from './run-diagnosis.ts';
import { maskAnswer, maskError, maskReading } from './run-masking.ts';
import type { CheckedSignatures } from './run-signatures.ts';
import type { TokenOutcome } from './run-token.ts';

/** What a run brought, filled in as it goes. */
export interface RunEnd {
  readonly task: RunTask;
  /** Of a replay: what is sent again. */
  readonly replayOf?: ReplayOf;
  readonly startedAt: number;
  /** Host and port of the token endpoint, or of the one that was asked; empty while unknown. */
  host: string;
  /** What the server says about itself; null where nothing, or while unknown. */
  metadata: ServerFacts['metadata'];
  outcome: TokenOutcome | null;
  signatures: CheckedSignatures;
  /** What the endpoint said, of a run that is no grant. */
  answer: EndpointReading | null;
  error: AppError | null;
}

/** Puts a finished run together: the view with everything secret masked, and apart from it what was taken out. */
export function runRecord(run: RunContext, end: RunEnd): RunRecord {
  const { ports, request, log } = run;
  const { profile } = request;
  const { secrets } = log;
  const finished = log.finish();
  const tokens = end.outcome?.tokens ?? null;
  const kept = end.outcome?.keptRefreshToken ?? null;
  const error = end.error === null ? null : maskError(end.error.toData(), secrets);
  return {
    view: {
      summary: {
        id: request.runId,
        profileId: profile.id,
        profileName: profile.name,
        task: end.task,
        grant: profile.grant,
        host: maskSecrets(end.host, secrets),
        startedAt: end.startedAt,
        endedAt: ports.clock.now(),
        outcome: outcomeOf(error, log.hasFailedCheck()),
        errorCode: error?.code ?? null,
      },
      ...(end.replayOf !== undefined && { replayOf: end.replayOf }),
      steps: finished.steps,
      tokens: end.outcome === null || tokens === null ? [] : tokenViews(end.outcome, tokens, end.signatures, secrets),
      tokenResponse: tokens && tokenResponse(tokens, secrets),
      requestedScope: maskSecrets(profile.request.scope, secrets),
      ...(request.refreshOf != null && { refreshOf: request.refreshOf }),
      answer: end.answer && maskAnswer(end.answer, secrets),
      error,
      diagnosis: diagnoseRun(run, end),
      strayHits: finished.strayHits,
    },
    sealed: {
      tokens,
      ...(kept !== null && { keptRefreshToken: kept }),
      ...(finished.authorization !== null && { authorization: finished.authorization }),
      ...(finished.pasted !== null && { pasted: finished.pasted }),
      exchanges: finished.exchanges,
      strayHits: finished.straySealed,
    },
  };
}

function outcomeOf(error: AppErrorData | null, failedCheck: boolean): RunOutcome {
  if (error === null) return failedCheck ? 'checks_failed' : 'succeeded';
  return error.code === 'CANCELLED' ? 'cancelled' : 'failed';
}

function tokenResponse({ token_type, expires_in, scope, extra }: TokenSet, secrets: readonly KnownSecret[]): Record<string, unknown> {
  const members = {
    ...(token_type !== undefined && { token_type }),
    ...(expires_in !== undefined && { expires_in }),
    ...(scope !== undefined && { scope }),
    ...extra,
  };
  return maskMembersDeep(members, secrets) as Record<string, unknown>;
}

function tokenViews(outcome: TokenOutcome, tokens: TokenSet, signatures: CheckedSignatures, secrets: readonly KnownSecret[]): TokenView[] {
  const views: TokenView[] = [];
  for (const kind of ['access_token', 'id_token', 'refresh_token'] as const) {
    const token = tokens[kind] ?? (kind === 'refresh_token' ? outcome.keptRefreshToken : null);
    if (token == null) continue;
    const reading = kind === 'refresh_token' ? readToken(token, { now: outcome.arrivedAt }) : outcome.readings[kind];
    if (reading !== null)
      views.push(tokenView(kind, token, reading, kind === 'refresh_token' ? undefined : signatures[kind], outcome, secrets));
  }
  return views;
}

function tokenView(
  kind: TokenKind,
  token: string,
  reading: TokenReading,
  signature: SignatureReading | undefined,
  { answer, arrivedAt, step }: TokenOutcome,
  secrets: readonly KnownSecret[],
): TokenView {
  const { iat, exp } = reading.payload ?? {};
  const arrived = Math.floor(arrivedAt / 1_000);
  // A refresh token that was kept did not arrive with this answer.
  const isFresh = answer.tokens?.[kind] !== undefined;
  const lifetime = kind === 'access_token' ? Number(answer.tokens?.expires_in ?? Number.NaN) : Number.NaN;
  const read = signature === undefined ? reading : { ...reading, signature };
  const shown = maskReading(read, secrets);
  return {
    kind,
    length: token.length,
    // Where nothing in the reading was masked, neither header nor payload repeats a secret.
    preview: shown === read || !repeatsSecret(token, reading, secrets) ? preview(token, reading) : null,
    reading: shown,
    issuedAt: typeof iat === 'number' ? iat : isFresh ? arrived : null,
    expiresAt: typeof exp === 'number' ? exp : Number.isFinite(lifetime) ? arrived + lifetime : null,
    step: step.index,
  };
}

/** Characters of the payload that may be seen. */
const PREVIEW = 24;

/** The start of a token; null for an opaque one. */
function preview(token: string, { kind, header }: TokenReading): TokenView['preview'] {
  const [first, second] = token.split('.', 2);
  if (kind === 'opaque' || header === null || first === undefined || second === undefined) return null;
  return { header: first, payload: second.slice(0, PREVIEW) };
}

/** Whether header or payload repeat a secret other than the token itself. */
function repeatsSecret(token: string, { header, payload }: TokenReading, secrets: readonly KnownSecret[]): boolean {
  const text = JSON.stringify([header, payload]);
  const others = secrets.filter(({ value }) => value !== token);
  return maskSecrets(text, others) !== text;
}
