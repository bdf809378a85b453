import { Command, InvalidArgumentError, Option } from 'commander';
import type { Finish } from './program.ts';
import { grantTypes, keyEncodings, pkceMethods, responseModes, responseTypes } from './token/choices.ts';
import { addClientOptions } from './token/client-options.ts';
import { addExtensionOptions, type ExtensionOptions } from './token/extension-options.ts';
import { type NameValue, pairs, seconds } from './token/option-values.ts';
import { addPresetOptions, addTokenKeyOptions, type PresetOptions } from './token/preset-options.ts';
import { addSecretOptions } from './token/secret-options.ts';
import { addTransportOptions, type TransportOptions } from './token/transport-options.ts';

/** The options of `grantbench token`, as commander hands them over. */
export interface TokenOptions extends ExtensionOptions, TransportOptions, PresetOptions {
  grantType?: string;
  profile?: string;
  tokenEndpoint?: string;
  authorizationEndpoint?: string;
  clientId?: string;
  clientSecret?: string;
  clientSecretEnv?: string;
  clientSecretFile?: string;
  authMethod?: string;
  clientHeader?: NameValue[];
  clientParam?: NameValue[];
  basicEncoding?: string;
  scope?: string;
  username?: string;
  password?: string;
  passwordEnv?: string;
  passwordFile?: string;
  refreshToken?: string;
  refreshTokenEnv?: string;
  refreshTokenFile?: string;
  redirectUri?: string;
  pkce?: string;
  responseMode?: string;
  param?: NameValue[];
  authParam?: NameValue[];
  header?: NameValue[];
  open: boolean;
  timeout?: number;
  dataDir?: string;
  har?: string;
  json?: boolean;
  showSecrets?: boolean;
}

/** A short name, a whole `grant_type`, or the URI of an extension grant. */
function grantType(text: string): string {
  if (grantTypes.includes(text) || URL.canParse(text)) return text;
  throw new InvalidArgumentError(`Allowed choices are ${grantTypes.join(', ')}, or the URI of an extension grant.`);
}

/** `grantbench token`: runs a grant and prints the tokens. */
export function tokenCommand(finish: Finish): Command {
  const choice = (flags: string, description: string, values: readonly string[]) => new Option(flags, description).choices(values);
  const command = new Command('token')
    .description('run a grant and print the tokens')
    .argument('[issuer]', 'issuer whose metadata names the endpoints')
    .addOption(new Option('--grant-type <type>', 'grant to run: a short name, or a whole grant_type').argParser(grantType))
    .option('--profile <name>', 'start from a saved profile and its secrets; other options override it')
    .option('--token-endpoint <url>', 'token endpoint, instead of the discovered one')
    .option('--authorization-endpoint <url>', 'authorization endpoint, instead of the discovered one');
  addClientOptions(command)
    .option('--scope <scopes>', 'scopes, separated by blanks')
    .option('--username <name>', 'user name of the password grant');
  addSecretOptions(command, 'password', 'password', 'the password');
  addSecretOptions(command, 'refresh-token', 'refresh token', 'the refresh token')
    .option(
      '--redirect-uri <uri>',
      'where the code arrives; also https:// on a loopback name (default: http://127.0.0.1:0/callback, any free port)',
    )
    .addOption(choice('--pkce <method>', 'code challenge method', pkceMethods))
    .addOption(choice('--response-mode <mode>', 'how the code travels back', responseModes))
    .option('--param <name=value>', 'extra parameter for the token endpoint (repeatable)', pairs('=', false))
    .option('--auth-param <name=value>', 'extra parameter for the authorization endpoint (repeatable)', pairs('=', false))
    .option('--header <name:value>', 'extra header for the token endpoint (repeatable)', pairs(':', true));
  return addTransportOptions(addExtensionOptions(addTokenKeyOptions(addPresetOptions(command), keyEncodings), responseTypes))
    .option('--no-open', 'do not open a browser; print the authorization URL on standard error')
    .option('--timeout <seconds>', 'time limit of a request, and of signing in at the browser', seconds)
    .option('--data-dir <folder>', 'folder of the saved profiles')
    .option('--json', 'print one JSON document')
    .option('--har <file>', 'write the exchanges as HAR 1.2 (masked, unless --show-secrets)')
    .option('--show-secrets', 'do not redact the exchanges')
    .action(async (issuer: string | undefined, options: TokenOptions) => {
      const { runToken } = await import('./token/run-token.ts');
      finish(await runToken(issuer, options));
    });
}
