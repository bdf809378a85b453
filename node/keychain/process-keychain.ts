import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError, fromErrorData } from '../../shared/errors.ts';
import type { Keychain } from './keychain.ts';
import type { KeychainAnswer, KeychainCall, KeychainRequest } from './keychain-messages.ts';

/** A process that runs `keychain-process`. Must not keep the host's process alive. */
export interface KeychainProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

/** Starts a program of ours as a process. The desktop gives one built on Electron's utility processes. */
export type StartKeychainProcess = (file: string) => KeychainProcess;

/** Starts it as another Node process with the program we run in. */
export const forkKeychainProcess: StartKeychainProcess = (file) => {
  const child = fork(file, [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  child.unref();
  child.channel?.unref();
  return {
    // A failed send means that the process is gone, which `exit` reports.
    send: (message) => child.send(message as object, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      child.on('exit', listener);
      child.on('error', listener);
    },
    kill: () => child.kill('SIGKILL'),
  };
};

interface Waiting {
  readonly call: KeychainCall;
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

/** The keychain through a process of its own, started at the first call and again after it was ended. */
export function createProcessKeychain(service: string, start: StartKeychainProcess): Keychain & { abandon(): void } {
  const file = fileURLToPath(new URL(`./keychain-process${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));
  let running: KeychainProcess | null = null;
  /** The process that has reached the keychain before. */
  let reached: KeychainProcess | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function ended(which: KeychainProcess): void {
    if (running !== which) return;
    running = null;
    for (const { call, reject } of waiting.values()) {
      // The one crash we know of: keytar's list meets a locked item outside the collection we write to.
      const code = call.op === 'accounts' ? 'KEYCHAIN_LOCKED' : 'KEYCHAIN_UNAVAILABLE';
      reject(new AppError(code, { message: 'The process that talks to the keychain ended without an answer.' }));
    }
    waiting.clear();
  }

  function received(from: KeychainProcess, answer: KeychainAnswer): void {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) {
      reached = from;
      asked?.resolve(answer.value);
    } else if (answer.error.code === 'KEYCHAIN_UNAVAILABLE' && reached === from && asked !== undefined) {
      // libsecret holds on to its session with a daemon that has ended since; only a fresh process finds the next one.
      from.kill();
      ended(from);
      ask(asked.call).then(asked.resolve, asked.reject);
    } else {
      asked?.reject(fromErrorData(answer.error));
    }
  }

  function ensureRunning(): KeychainProcess {
    if (running !== null) return running;
    const started = start(file);
    running = started;
    started.onMessage((message) => received(started, message as KeychainAnswer));
    started.onExit(() => ended(started));
    return started;
  }

  function ask(call: KeychainCall): Promise<unknown> {
    return new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { call, resolve, reject });
      const request: KeychainRequest = { id: lastId, service, call };
      ensureRunning().send(request);
    });
  }

  return {
    prepare: () => void ensureRunning(),
    get: async (account) => (await ask({ op: 'get', account })) as string | null,
    set: async (account, value) => void (await ask({ op: 'set', account, value })),
    delete: async (account) => (await ask({ op: 'delete', account })) as boolean,
    accounts: async () => (await ask({ op: 'accounts' })) as string[],
    proveOpen: async () => void (await ask({ op: 'proveOpen' })),
    abandon: () => {
      const ending = running;
      if (ending === null) return;
      ending.kill();
      ended(ending);
    },
  };
}
