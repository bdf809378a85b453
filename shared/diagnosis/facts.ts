import type { AppErrorData } from '../model/app-error.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { StepName, StepStatus } from '../model/run.ts';
import type { SentAuthorization } from '../model/sent-authorization.ts';
import type { TokenSet } from '../model/token-set.ts';
import type { Verdict } from '../model/verdict.ts';
import type { RawExchange, RawResponse } from '../ports.ts';

/**
 * What a finished run is diagnosed by. Nothing in it is masked: a newline at the end of a secret shows
 * only in the secret. So it stays inside the host, and no rule may quote a secret in its words.
 */
export interface DiagnosisFacts {
  readonly profile: ResolvedProfile;
  /** Null where there is none, or it was not come to. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
  /** Null for a run that obtained its tokens. */
  readonly error: AppErrorData | null;
  /** Null where none arrived. */
  readonly tokens: TokenSet | null;
  /** Claims of the ID token and of an access token that is a JWT. */
  readonly claims: readonly Readonly<Record<string, unknown>>[];
  readonly steps: readonly RecordedStep[];
  /** The request to the server with which the run ended: the one that failed, else the last. */
  readonly last: Asked | null;
  /** Requests that reached the redirect listener and were not this run's redirect. */
  readonly strays: readonly { readonly exchange: RawExchange; readonly reason: string }[];
  /** The authorization request; null for a run that made none. */
  readonly authorization: SentAuthorization | null;
  /** Seconds two clocks may differ. */
  readonly clockSkewSeconds: number;
  /** Whether the run sends again what another sent before. */
  readonly isReplay?: boolean;
}

/** A step as it was. */
export interface RecordedStep {
  readonly name: StepName;
  readonly status: StepStatus;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly exchange: RawExchange | null;
  readonly verdicts: readonly Verdict[];
}

/** A request to the server and what came back, taken apart. */
export interface Asked {
  readonly step: StepName;
  readonly exchange: RawExchange;
  readonly method: string;
  readonly url: URL;
  /** Parameters of a form in the body; empty for another body. */
  readonly parameters: URLSearchParams;
  readonly requestHeaders: Headers;
  readonly response: AnsweredWith | null;
}

/** The answer to a request. */
export interface AnsweredWith {
  readonly raw: RawResponse;
  readonly status: number;
  readonly headers: Headers;
  /** Lower case, without parameters; empty where there is none. */
  readonly mediaType: string;
  /** The start of the body. */
  readonly text: string;
}
