import { asAppError } from '../errors.ts';
import type { RedirectArrival } from '../ports.ts';
import type { RunContext } from './run-context.ts';

/** What a run's window shows, and who is told. */
export interface WindowTask {
  readonly url: string;
  /** Empty where nothing comes back. */
  readonly redirectUri: string;
  /** Closes it. */
  readonly signal: AbortSignal;
  arrived(arrival: RedirectArrival): void;
  opened(): void;
  closed(reason: string): void;
}

/** Whether a run signs in at a window of our own: its profile wants one, and the host has any. */
export function hasWindow({ ports, request }: RunContext): boolean {
  return ports.signInWindow !== undefined && request.profile.request.opensIn === 'own_window';
}

/**
 * How the run's own window is opened, where its profile wants one and the host has any: else null, and the user's
 * browser is opened. Called again, it comes to the front.
 */
export function windowOf(run: RunContext, { opened, ...task }: WindowTask): (() => Promise<void>) | null {
  const { ports, request } = run;
  const { signInWindow } = ports;
  if (signInWindow === undefined || !hasWindow(run)) return null;
  return async () => {
    try {
      opened();
      await signInWindow.open({ ...task, jar: request.profile.id ?? request.runId });
    } catch (thrown) {
      const { message } = asAppError(thrown);
      task.closed(message);
      throw thrown;
    }
  };
}
