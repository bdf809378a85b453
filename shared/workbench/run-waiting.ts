import { AppError } from '../errors.ts';

/**
 * Waits, but not longer than the user does.
 *
 * @param sooner ends the wait early
 *
 * @throws AppError `CANCELLED`
 */
export async function waitFor(milliseconds: number, signal: AbortSignal, sooner?: Promise<unknown>): Promise<void> {
  if (signal.aborted) throw new AppError('CANCELLED');
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const stop = () => reject(new AppError('CANCELLED'));
  void sooner?.then(() => resolve());
  signal.addEventListener('abort', stop, { once: true });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
