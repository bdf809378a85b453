import { Worker } from 'node:worker_threads';
import { AppError, fromErrorData } from '../../shared/errors.ts';
import type { RunAnswer, RunAnswers, RunMessage, RunRequest } from './run-messages.ts';

/** Told by the worker: what we hold open is no longer what is there. */
export class StaleHistory extends Error {}

export interface RunWorker {
  /** @throws StaleHistory, AppError `STORE_*` */
  ask<R extends RunRequest>(request: R): Promise<RunAnswers[R['op']]>;
  /** Ends the thread. The next question starts another one. */
  end(): Promise<void>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The thread of the run store, started at the first question. It keeps the process alive only while an answer is due. */
export function createRunWorker(): RunWorker {
  const file = new URL(`./run-store-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  let running: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function received(answer: RunAnswer): void {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) running?.unref();
    switch (answer.kind) {
      case 'value':
        asked?.resolve(answer.value);
        break;
      case 'stale':
        asked?.reject(new StaleHistory());
        break;
      case 'error':
        asked?.reject(fromErrorData(answer.error));
        break;
    }
  }

  function ended(which: Worker, cause?: unknown): void {
    if (running !== which) return;
    running = null;
    for (const { reject } of waiting.values())
      reject(new AppError('STORE_FAILED', { message: 'The thread of the run store ended.', cause }));
    waiting.clear();
  }

  function start(): Worker {
    const started = new Worker(file, { execArgv: [], name: 'run store' });
    started.unref();
    started.on('message', received);
    started.on('error', (error) => ended(started, error));
    started.on('exit', () => ended(started));
    return started;
  }

  return {
    ask: <R extends RunRequest>(request: R) =>
      new Promise<RunAnswers[R['op']]>((resolve, reject) => {
        running ??= start();
        running.ref();
        lastId += 1;
        waiting.set(lastId, { resolve: resolve as (value: unknown) => void, reject });
        const message: RunMessage = { id: lastId, request };
        running.postMessage(message);
      }),
    end: async () => {
      await running?.terminate();
    },
  };
}
