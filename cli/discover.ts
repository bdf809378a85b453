import { Command, Option } from 'commander';
import type { Finish } from './program.ts';
import { addServerOptions, type ServerOptions } from './server/server-options.ts';

/** What a server can be required to meet. */
const standards = ['baseline', 'rfc9700', 'oauth21', 'fapi2'] as const;

/** The options of `grantbench discover`, as commander hands them over. */
export interface DiscoverOptions extends ServerOptions {
  resource?: string;
  require?: (typeof standards)[number];
}

/** `grantbench discover`: what a server, or a protected resource, says about itself. */
export function discoverCommand(finish: Finish): Command {
  const command = new Command('discover')
    .description('read and judge the metadata of a server, or of a protected resource')
    .argument('[issuer]', 'issuer whose metadata is read')
    .option('--resource <url>', 'read the metadata of this protected resource instead (RFC 9728)')
    .addOption(new Option('--require <standard>', 'exit code 4 where a MUST of that standard is not met').choices([...standards]));
  return addServerOptions(command).action(async (issuer: string | undefined, options: DiscoverOptions) => {
    const { runDiscover } = await import('./discover/run-discover.ts');
    finish(await runDiscover(issuer, options));
  });
}
