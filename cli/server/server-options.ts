import type { Command } from 'commander';
import { seconds } from '../token/option-values.ts';
import { addTransportOptions, type TransportOptions } from '../token/transport-options.ts';

/** The options of every command that asks one server, as commander hands them over. */
export interface ServerOptions extends TransportOptions {
  profile?: string;
  timeout?: number;
  dataDir?: string;
  json?: boolean;
  showSecrets?: boolean;
}

/** Adds them, behind the command's own. */
export function addServerOptions(command: Command): Command {
  return addTransportOptions(command.option('--profile <name>', 'the server and the client of a saved profile, and how it is reached'))
    .option('--timeout <seconds>', 'time limit of a request, and of what is done at the browser', seconds)
    .option('--data-dir <folder>', 'folder of the saved profiles')
    .option('--json', 'print one JSON document')
    .option('--show-secrets', 'do not redact the exchanges');
}
