import { Command, InvalidArgumentError, Option } from 'commander';
import type { Finish } from './program.ts';
import { addTransportOptions, type TransportOptions } from './token/transport-options.ts';

/** What a server can be required to meet; checked to be all there are where it is used. */
export const standardNames = ['baseline', 'rfc9700', 'oauth21', 'fapi2'] as const;

/** The options of `grantbench discover`, as commander hands them over. */
export interface DiscoverOptions extends TransportOptions {
  resource?: string;
  require?: (typeof standardNames)[number];
  profile?: string;
  timeout?: number;
  dataDir?: string;
  json?: boolean;
  showSecrets?: boolean;
}

/** `grantbench discover`: what a server, or a protected resource, says about itself. */
export function discoverCommand(finish: Finish): Command {
  const command = new Command('discover')
    .description('read and judge the metadata of a server, or of a protected resource')
    .argument('[issuer]', 'issuer whose metadata is read')
    .option('--resource <url>', 'read the metadata of this protected resource instead (RFC 9728)')
    .addOption(new Option('--require <standard>', 'exit code 4 where a MUST of that standard is not met').choices([...standardNames]))
    .option('--profile <name>', 'the server of a saved profile, and how it is reached');
  return addTransportOptions(command)
    .option('--timeout <seconds>', 'time limit of a request', seconds)
    .option('--data-dir <folder>', 'folder of the saved profiles')
    .option('--json', 'print one JSON document')
    .option('--show-secrets', 'do not redact the exchanges')
    .action(async (issuer: string | undefined, options: DiscoverOptions) => {
      const { runDiscover } = await import('./discover/run-discover.ts');
      finish(await runDiscover(issuer, options));
    });
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3_600)) throw new InvalidArgumentError('Give seconds, more than 0 and at most 3600.');
  return value;
}
