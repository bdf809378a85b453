import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '../shared/errors.ts';
import type { PlaygroundFacts, PlaygroundFault } from '../shared/model/playground.ts';
import type { PlaygroundPort } from '../shared/ports.ts';
import type { PlaygroundOrder, PlaygroundReport } from './playground-messages.ts';

export interface PlaygroundOptions {
  /** Folder for its keys, which make it the same playground tomorrow. */
  readonly folder: string;
  /** 0 (the default) takes the port it had last time, or any. */
  readonly port?: number;
  /** How it misbehaves; absent: not at all. */
  readonly faults?: readonly PlaygroundFault[];
}

const workerUrl = new URL(import.meta.url.endsWith('.ts') ? './playground-worker.ts' : './playground-worker.js', import.meta.url);

/** The built-in authorization server, in a worker thread of its own. Nothing runs until it is started. */
export function createPlayground(options: PlaygroundOptions): PlaygroundPort {
  let current: Launch | null = null;

  const forget = (launch: Launch) => {
    if (current === launch) current = null;
  };

  async function stop(): Promise<void> {
    const stopping = current;
    current = null;
    await stopping?.worker.terminate();
  }

  return {
    async start(faults) {
      const other = faults !== undefined && current !== null && !sameFaults(faults, current.faults);
      if (other) await stop();
      if (current === null) {
        const launch = launchWorker({ ...options, ...(faults !== undefined && { faults }) });
        current = launch;
        launch.worker.once('exit', () => forget(launch));
        launch.ready.catch(() => {
          forget(launch);
          void launch.worker.terminate();
        });
      }
      return current.ready;
    },
    stop,
    running: () => current?.facts ?? null,
  };
}

const sameFaults = (some: readonly PlaygroundFault[], others: readonly PlaygroundFault[]) =>
  some.length === others.length && some.every((fault) => others.includes(fault));

/** A worker that was started, and what it says once it serves. */
interface Launch {
  readonly worker: Worker;
  readonly faults: readonly PlaygroundFault[];
  readonly ready: Promise<PlaygroundFacts>;
  facts: PlaygroundFacts | null;
}

function launchWorker(options: PlaygroundOptions): Launch {
  const order: PlaygroundOrder = {
    keysFile: join(options.folder, 'playground-keys.json'),
    portFile: join(options.folder, 'playground-port'),
    port: options.port ?? 0,
    faults: options.faults ?? [],
  };
  // Its output is kept from ours: what oidc-provider may print is no answer of Grantbench's.
  const worker = new Worker(workerUrl, { workerData: order, stdout: true, stderr: true, execArgv: [] });
  worker.stdout.resume();
  worker.stderr.resume();

  const { promise: ready, resolve, reject } = Promise.withResolvers<PlaygroundFacts>();
  const launch: Launch = { worker, faults: order.faults, ready, facts: null };
  const fail = (reason: string, cause?: unknown) =>
    reject(new AppError('PLAYGROUND_FAILED', { message: `The playground server did not start: ${reason}`, cause }));
  // Stays for good: a worker that dies later ends the playground, and must not end the host.
  worker.on('error', (error) => fail(error.message, error));
  worker.once('exit', (code) => fail(`it ended with code ${code}.`));
  worker.once('message', (report: PlaygroundReport) => {
    if ('problem' in report) return fail(report.problem);
    launch.facts = report.facts;
    resolve(report.facts);
  });
  return launch;
}
