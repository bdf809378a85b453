import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Ended, inherited, program } from './run-cli.ts';

/** One process that runs command lines one after the other. */
export interface CommandsInTurn {
  run(args: readonly string[]): Promise<Ended>;
  stop(): void;
}

/**
 * The real program with the real arguments, loaded once for a whole table of command lines: most of the time of a
 * command that only complains is its start. That a process really ends so, and writes to real pipes, is for `run` to prove.
 */
export function commandsInTurn(env: Record<string, string>): CommandsInTurn {
  const file = fileURLToPath(new URL('./programs/one-after-another.ts', import.meta.url));
  const child = fork(file, [program], {
    env: { ...inherited, ...env },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('The process that runs the commands has ended.')));
  gone.catch(() => undefined);
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(args) {
      const ended = last.then(async () => {
        child.send(args);
        const [told] = await Promise.race([once(child, 'message'), gone]);
        return told as Ended;
      });
      last = ended.catch(() => undefined);
      return ended;
    },
    stop: () => void child.kill(),
  };
}
