import { Command, Option } from 'commander';
import type { SecretEncoding } from '../shared/inspector/verification-key.ts';
import type { Finish } from './program.ts';

/** The options of `grantbench inspect`, as commander hands them over. */
export interface InspectOptions {
  jwks?: string;
  issuer?: string;
  audience?: string;
  decryptionKey?: string;
  key?: string;
  secret?: string;
  secretEncoding?: SecretEncoding;
  payload?: string;
  choose?: string;
  clockSkew?: string;
  json?: boolean;
}

/** `grantbench inspect`: says what a token is, what it means, and whether its signature holds. */
export function inspectCommand(finish: Finish): Command {
  const encoding = new Option('--secret-encoding <encoding>', 'how the secret is written (default: utf8)');
  return new Command('inspect')
    .description('decode, explain and verify a token, an assertion or a key')
    .argument('[token]', 'the token, or a text it is in; - or nothing reads it from standard input')
    .option('--jwks <url>', 'verify with the key set at this address')
    .option('--issuer <url>', 'verify with the keys this issuer publishes, and check that it issued the token (iss)')
    .option('--audience <value>', 'check that the token is meant for this audience (aud)')
    .option('--decryption-key <file>', 'open an encrypted token with the private key in this file: PEM or JWK')
    .option('--key <file>', 'verify with the key in this file: PEM, certificate, JWK or JWK Set; - for standard input')
    .option('--secret <value>', 'verify with a shared secret (other users can see it in the list of processes)')
    .addOption(encoding.choices(['utf8', 'base64', 'base64url', 'hex']))
    .option('--payload <file>', 'the payload of a token that came without it (detached)')
    .option('--choose <number>', 'which of several tokens in the text, from 1')
    .option('--clock-skew <seconds>', 'how far two clocks may differ (default: 0)')
    .option('--json', 'print one JSON document')
    .action(async (token: string | undefined, options: InspectOptions) => {
      const { runInspect } = await import('./inspect/run-inspect.ts');
      finish(await runInspect(token, options));
    });
}
