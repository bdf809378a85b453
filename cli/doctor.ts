import { Command } from 'commander';
import type { Finish } from './program.ts';

export interface DoctorOptions {
  registered?: string;
  json?: boolean;
}

/** `grantbench doctor`: finds what is in the way of a redirect. */
export function doctorCommand(finish: Finish): Command {
  return new Command('doctor')
    .description('examine a redirect URI: what listens there, who reaches it, what to register at the server')
    .argument('<redirect-uri>', 'the redirect URI, as it is sent')
    .option('--registered <uri>', 'the redirect URI as it is registered at the server, to compare by character')
    .option('--json', 'print one JSON document')
    .action(async (redirectUri: string, options: DoctorOptions) => {
      const { runDoctor } = await import('./doctor/run-doctor.ts');
      finish(await runDoctor(redirectUri, options));
    });
}
