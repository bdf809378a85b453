import { AppError, fromErrorData } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { JobInput, JobName, JobOutput } from './jobs.ts';

type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: AppErrorData };

interface Waiting {
  resolve(value: never): void;
  reject(error: AppError): void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let lastId = 0;

function start(): Worker {
  const started = new Worker(new URL('./inspector-worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) asker?.resolve(data.value as never);
    else asker?.reject(fromErrorData(data.error));
  });
  started.addEventListener('error', (event) => {
    // A thread that could not start, or fell over something nobody caught: the next question starts another.
    event.preventDefault();
    worker = undefined;
    for (const asker of waiting.values()) asker.reject(new AppError('INTERNAL', { message: 'The inspector stopped.' }));
    waiting.clear();
  });
  return started;
}

/**
 * Has the inspector's own thread do something.
 *
 * @throws AppError what the job throws
 */
export function askInspector<N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>> {
  worker ??= start();
  lastId += 1;
  const { promise, resolve, reject } = Promise.withResolvers<JobOutput<N>>();
  waiting.set(lastId, { resolve, reject });
  worker.postMessage({ id: lastId, name, input });
  return promise;
}
