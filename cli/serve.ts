import { Command } from 'commander';
import { portNumber } from './port-number.ts';
import type { Finish } from './program.ts';

export interface ServeOptions {
  port: number;
  open: boolean;
  dataDir?: string;
  json?: boolean;
}

/** `grantbench serve`: the workbench in the user's own browser. */
export function serveCommand(finish: Finish): Command {
  return new Command('serve')
    .description('open the workbench in your browser')
    .option('--port <number>', 'port to listen on; 0 for any', portNumber, 0)
    .option('--no-open', 'do not open a browser; print the address only')
    .option('--data-dir <folder>', 'folder of profiles and history')
    .option('--json', 'print one JSON line when it is ready')
    .action(async (options: ServeOptions) => {
      const { runServe } = await import('./serve/run-serve.ts');
      finish(await runServe(options));
    });
}
