import type { MessagePlace } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import type { Profile } from '../model/profile.ts';
import type { RunTask, RunView, Step } from '../model/run.ts';
import type { MessageChanges } from '../model/stop.ts';
import type { ArmedRedirect, Ports } from '../ports.ts';
import type { RunObserver } from './run-grant.ts';
import type { StoppedRun } from './run-stop.ts';
import type { WorkbenchContext } from './workbench-context.ts';

type AuthorizationRequest = Parameters<RunObserver['authorizationRequested']>[0];

/** A run under way: what the outside can do with it, and what it looks like so far. */
export interface LiveRun {
  readonly signal: AbortSignal;
  readonly observer: RunObserver;
  cancel(): void;
  /** Rejects when the run is cancelled first, so that a keychain that waits for the user cannot hold it. */
  unlessCancelled<T>(work: Promise<T>): Promise<T>;
  /** What the user is to do at the browser, as soon as there is something. Rejects when there never will be. */
  authorization(): Promise<AuthorizationRequest>;
  paste: ArmedRedirect['paste'];
  /** What it waits for at the browser; null while it does not. */
  waiting(): AuthorizationRequest | null;
  /** Lets it go on from the break point it stands at. @throws AppError `INPUT_INVALID` where it stands at none */
  goOn(changes: MessageChanges): void;
  /** A hidden value of the message it stands before. @throws AppError `STORE_NOT_FOUND` where there is none */
  stoppedValue(place: MessagePlace): string;
  /** To be called once, when the run is over. */
  ended(): void;
  view(): RunView;
}

/** Starts following a run. */
export function followRun(context: Pick<WorkbenchContext, 'ports' | 'emit'>, runId: string, profile: Profile, task: RunTask): LiveRun {
  const { ports, emit } = context;
  const abort = new AbortController();
  const startedAt = ports.clock.now();
  const steps = new Map<number, Step>();
  const authorization = Promise.withResolvers<AuthorizationRequest>();
  // Nobody may ever ask for it.
  authorization.promise.catch(() => undefined);
  /** Somebody asked where to go, and brings the user there. */
  const fetched = Promise.withResolvers<void>();
  let waiting: AuthorizationRequest | null = null;
  let stopped: StoppedRun | null = null;

  return {
    signal: abort.signal,
    observer: {
      stepped(step) {
        steps.set(step.index, step);
        emit('run.stepped', { runId, step });
      },
      authorizationRequested(request) {
        waiting = request;
        authorization.resolve(request);
        const opened = openPage(ports, request);
        // Not waited for: the redirect may come before the program that opens browsers ends.
        if (request.redirectUri !== '') return undefined;
        // Nothing comes back: the run is over as soon as the user is on the way.
        return opened.then((done) => (done ? undefined : fetched.promise));
      },
      stopped(run) {
        stopped = run;
      },
    },
    cancel: () => abort.abort(),
    unlessCancelled(work) {
      const cancelled = Promise.withResolvers<never>();
      const stop = () => cancelled.reject(new AppError('CANCELLED'));
      if (abort.signal.aborted) stop();
      abort.signal.addEventListener('abort', stop, { once: true });
      return Promise.race([work, cancelled.promise]).finally(() => abort.signal.removeEventListener('abort', stop));
    },
    authorization() {
      fetched.resolve();
      return authorization.promise;
    },
    paste(url, caught) {
      if (waiting === null) throw notWaiting();
      waiting.paste(url, caught);
    },
    waiting: () => waiting,
    goOn(changes) {
      if (stopped === null) throw notStopped();
      stopped.goOn(changes);
      stopped = null;
    },
    stoppedValue({ list, index }) {
      const value = stopped?.message[list][index]?.[1];
      if (value === undefined) throw new AppError('STORE_NOT_FOUND', { message: 'The run stands before no such value.' });
      return value;
    },
    ended: () => {
      waiting = null;
      stopped = null;
      authorization.reject(notWaiting());
    },
    view: () => ({
      summary: {
        id: runId,
        profileId: profile.id,
        profileName: profile.name,
        task,
        grant: profile.grant,
        host: '',
        startedAt,
        endedAt: null,
        outcome: 'running',
        errorCode: null,
      },
      steps: [...steps.values()],
      tokens: [],
      tokenResponse: null,
      requestedScope: '',
      answer: null,
      error: null,
      diagnosis: [],
      strayHits: [],
    }),
  };
}

/**
 * Opens the authorization page where the host can: in the run's own window, or in the browser. One that does not open is
 * no end of a run: the screen still has the URL to offer.
 *
 * @returns whether it was opened
 */
export async function openPage(
  { browser, log }: Pick<Ports, 'browser' | 'log'>,
  { url, openWindow }: Pick<AuthorizationRequest, 'url' | 'openWindow'>,
): Promise<boolean> {
  if (browser === null && openWindow === null) return false;
  try {
    await (openWindow === null ? browser?.open(url) : openWindow());
    return true;
  } catch {
    log.write('warn', 'browser.failed', { code: 'BROWSER_FAILED' });
    return false;
  }
}

function notStopped(): AppError {
  return new AppError('INPUT_INVALID', {
    message: 'This run stands at no break point.',
    hint: 'It may have been let go on, or it has ended.',
  });
}

function notWaiting(): AppError {
  return new AppError('INPUT_INVALID', {
    message: 'This run is not waiting for the browser.',
    hint: 'It may have ended, or it has not come that far; start it again if need be.',
  });
}
