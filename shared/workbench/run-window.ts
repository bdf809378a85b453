import { asAppError } from '../errors.ts';
import type { SignInWindow, SignInWindowPort } from '../ports.ts';
import type { RunContext } from './run-context.ts';

/** What a run's window shows, and who is told. */
export interface WindowTask extends Omit<SignInWindow, 'jar'> {
  opened(): void;
}

/** Whether a run signs in at a window of our own: its profile wants one, and the host has any. */
export function hasWindow(run: RunContext): boolean {
  return wantedWindow(run) !== null;
}

function wantedWindow({ ports, request }: RunContext): SignInWindowPort | null {
  return request.profile.request.opensIn === 'own_window' ? (ports.signInWindow ?? null) : null;
}

/**
 * How the run's own window is opened, where its profile wants one and the host has any: else null, and the user's
 * browser is opened. Called again, it comes to the front.
 */
export function windowOf(run: RunContext, { opened, ...task }: WindowTask): (() => Promise<void>) | null {
  const { profile, runId } = run.request;
  const signInWindow = wantedWindow(run);
  if (signInWindow === null) return null;
  return async () => {
    try {
      opened();
      await signInWindow.open({ ...task, jar: profile.id ?? runId });
    } catch (thrown) {
      task.closed(asAppError(thrown).message);
      throw thrown;
    }
  };
}
