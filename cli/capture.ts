import { Command, InvalidArgumentError } from 'commander';
import { portNumber } from './port-number.ts';
import type { Finish } from './program.ts';

/** The options of `grantbench capture`, as commander hands them over. */
export interface CaptureOptions {
  port: number;
  path?: string;
  count?: number;
  timeout?: number;
  https?: boolean;
  har?: string;
  json?: boolean;
  showSecrets?: boolean;
  dataDir?: string;
}

/** `grantbench capture`: records the requests that arrive on a port. */
export function captureCommand(finish: Finish): Command {
  return new Command('capture')
    .description('record every request that arrives on a port, such as the redirects of another application')
    .option('--port <number>', 'port to listen on; 0 for any free one', portNumber, 0)
    .option('--path <path>', 'record requests at this path only', absolutePath)
    .option('--count <number>', 'end after so many requests', positive)
    .option('--timeout <seconds>', 'end after so long; exit code 3 where --count was not reached, or nothing came', seconds)
    .option('--https', 'listen with a certificate made on this machine')
    .option('--har <file>', 'write what was captured as HAR 1.2 (masked, unless --show-secrets)')
    .option('--json', 'print one JSON line for each request')
    .option('--show-secrets', 'do not redact the exchanges')
    .option('--data-dir <folder>', 'folder in which the certificate is kept')
    .action(async (options: CaptureOptions) => {
      const { runCapture } = await import('./capture/run-capture.ts');
      finish(await runCapture(options));
    });
}

function absolutePath(text: string): string {
  if (!text.startsWith('/') || /[?#\s]/.test(text))
    throw new InvalidArgumentError('Give a path that begins with /, without query and fragment.');
  return text;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1_000_000) throw new InvalidArgumentError('Give a whole number from 1 to 1000000.');
  return value;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 86_400)) throw new InvalidArgumentError('Give seconds, more than 0 and at most 86400.');
  return value;
}
