import { AppError } from '../../shared/errors.ts';
import type { Keychain } from './keychain.ts';
import { keychainError, keychainTimeout } from './keychain-error.ts';

export interface Patience {
  /** Milliseconds a caller waits, its place in the queue included. A person may be typing a password meanwhile. */
  readonly timeoutMs: number;
  /** Ends the call that hangs, where that is possible. */
  abandon(): void;
}

export interface PatientKeychain extends Keychain {
  /** Ends the running call; those behind it go on. */
  giveUp(): void;
  /** Nothing starts any more: calls that wait are refused, the running one is abandoned. */
  close(): void;
}

/**
 * One call at a time, each with a time limit, every failure one of our errors. A call that had to
 * give up before its turn never runs: what was reported as failed must not happen afterwards.
 *
 * On Linux "there is no such item" is believed only of a keychain that proves to be open, because a
 * locked one says the same. @throws AppError `KEYCHAIN_*`
 */
export function createPatientKeychain(system: Keychain, { timeoutMs, abandon }: Patience): PatientKeychain {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  function inTurn<T>(call: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let state: 'waiting' | 'running' | 'over' = 'waiting';
      const timer = setTimeout(() => {
        const wasRunning = state === 'running';
        state = 'over';
        reject(keychainTimeout(timeoutMs));
        if (wasRunning) abandon();
      }, timeoutMs);
      const run = async () => {
        if (state === 'over') return;
        state = 'running';
        try {
          if (closed) throw new AppError('KEYCHAIN_UNAVAILABLE', { message: 'Secrets are kept in memory only now.' });
          resolve(await call());
        } catch (error) {
          reject(keychainError(error));
        } finally {
          state = 'over';
          clearTimeout(timer);
        }
      };
      last = last.then(run);
    });
  }

  /** A "no" of a locked keychain is no answer. Asked again after the proof, which may have unlocked it. */
  async function believable<T>(ask: () => Promise<T>, isNo: (answer: T) => boolean): Promise<T> {
    const first = await ask();
    if (!isNo(first) || process.platform !== 'linux') return first;
    await system.proveOpen();
    return ask();
  }

  return {
    prepare: () => {
      if (!closed) system.prepare();
    },
    get: (account) =>
      inTurn(() =>
        believable(
          () => system.get(account),
          (value) => value === null,
        ),
      ),
    set: (account, value) => inTurn(() => system.set(account, value)),
    delete: (account) =>
      inTurn(() =>
        believable(
          () => system.delete(account),
          (deleted) => !deleted,
        ),
      ),
    accounts: () => inTurn(() => system.accounts()),
    proveOpen: () => inTurn(() => system.proveOpen()),
    giveUp: abandon,
    close: () => {
      closed = true;
      abandon();
    },
  };
}
