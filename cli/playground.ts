import { Command } from 'commander';
import { portNumber } from './port-number.ts';
import type { Finish } from './program.ts';

/** `grantbench playground`: runs the built-in authorization server until it is stopped. */
export function playgroundCommand(finish: Finish): Command {
  return new Command('playground')
    .description('run the built-in authorization server')
    .option('--port <number>', 'port to listen on; 0 for the last one, or any', portNumber, 0)
    .option('--json', 'print one JSON line when it is ready')
    .action(async (options: { port: number; json?: boolean }) => {
      const { runPlayground } = await import('./run-playground.ts');
      finish(await runPlayground(options));
    });
}
