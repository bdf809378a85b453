import { onSignal } from './on-signal.ts';

/**
 * Resolves when the process is asked to stop: Ctrl-C, `kill`, or the terminal going away. A second
 * request ends it at once, for when stopping in order takes too long.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      onSignal(signal, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve();
      });
    }
  });
}
