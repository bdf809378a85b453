import { Command, InvalidArgumentError } from 'commander';
import { type PlaygroundFault, playgroundFault } from '../shared/model/playground.ts';
import { portNumber } from './port-number.ts';
import type { Finish } from './program.ts';

/** `grantbench playground`: runs the built-in authorization server until it is stopped. */
export function playgroundCommand(finish: Finish): Command {
  return new Command('playground')
    .description('run the built-in authorization server')
    .option('--port <number>', 'port to listen on; 0 for the last one, or any', portNumber, 0)
    .option('--fault <name>', `misbehave; may be repeated: ${playgroundFault.options.join(', ')}`, addFault, [])
    .option('--json', 'print one JSON line when it is ready')
    .action(async (options: { port: number; fault: PlaygroundFault[]; json?: boolean }) => {
      const { runPlayground } = await import('./run-playground.ts');
      finish(await runPlayground(options));
    });
}

/** @throws InvalidArgumentError for a fault the playground does not have */
function addFault(name: string, faults: PlaygroundFault[]): PlaygroundFault[] {
  const fault = playgroundFault.safeParse(name);
  if (!fault.success) throw new InvalidArgumentError(`It knows: ${playgroundFault.options.join(', ')}.`);
  return [...faults, fault.data];
}
