import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { RunView, Step } from '../model/run.ts';
import type { StopPoint } from '../model/stop.ts';
import type { ArmedRedirect, FlowPorts } from '../ports.ts';
import type { StepLog } from './run-steps.ts';
import type { StoppedRun } from './run-stop.ts';

/** What to run. */
export interface RunRequest {
  readonly runId: string;
  readonly profile: ResolvedProfile;
  /** Seconds two clocks may differ. */
  readonly clockSkewSeconds: number;
  /** Cancels the run. */
  readonly signal: AbortSignal;
  /** Where it stands still until the user goes on; absent: nowhere. */
  readonly stops?: readonly StopPoint[];
  /** Of a refresh with a token of an earlier run: where the chain stands. */
  readonly refreshOf?: NonNullable<RunView['refreshOf']> | null;
}

/** What the user is to do at the browser, and the way back by hand. */
export interface AuthorizationTask {
  readonly url: string;
  readonly redirectUri: string;
  /** `state` values that were sent. */
  readonly states: readonly string[];
  /** @throws AppError `INPUT_URL` */
  paste: ArmedRedirect['paste'];
  /** Opens the run's own window; null where the user's browser is to be opened. @throws AppError `BROWSER_FAILED` */
  readonly openWindow: (() => Promise<void>) | null;
}

/** Who watches a run. */
export interface RunObserver {
  /** Each change of a step, masked. */
  stepped(step: Step): void;
  /** The user must go to the authorization page; the flow does not open it itself. A failure here ends nothing: the page can be opened by hand. */
  authorizationRequested(request: AuthorizationTask): Promise<void> | void;
  /** The run stands at a break point. Absent where nobody could go on: then it stops nowhere. */
  stopped?(run: StoppedRun): void;
}

/** One run, as its steps see it. */
export interface RunContext {
  readonly ports: FlowPorts;
  readonly request: RunRequest;
  readonly observer: RunObserver;
  readonly log: StepLog;
}
