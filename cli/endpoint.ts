import { Command, Option } from 'commander';
import type { Finish } from './program.ts';
import { addClientOptions, addSigningKeyOptions } from './token/client-options.ts';
import { type NameValue, pairs, seconds } from './token/option-values.ts';
import { addPresetOptions } from './token/preset-options.ts';
import type { ProfileOptions } from './token/profile-from-options.ts';
import { addSecretOptions } from './token/secret-options.ts';
import { addTransportOptions } from './token/transport-options.ts';

/** The options of the commands that ask one endpoint, as commander hands them over. */
export interface EndpointOptions extends ProfileOptions {
  tokenTypeHint?: string;
  jwt?: boolean;
  method?: string;
  tokenIn?: 'header' | 'query' | 'body';
  data?: string;
  header?: NameValue[];
  json?: boolean;
  showSecrets?: boolean;
}

/** What all of them have: the token, how the server is reached, what is printed. */
function addCommonOptions(command: Command): Command {
  addSecretOptions(command, 'token', 'the token', 'the token')
    .option('--profile <name>', 'start from a saved profile and its secrets; other options override it')
    .option('--dpop', 'prove possession of a key (RFC 9449): that of the profile, or of --dpop-key')
    .option('--dpop-key <file>', 'private JWK the token is bound to')
    .option('--header <name:value>', 'extra header (repeatable)', pairs(':', true));
  return addTransportOptions(command)
    .option('--timeout <seconds>', 'time limit of a request', seconds)
    .option('--data-dir <folder>', 'folder of the saved profiles')
    .option('--json', 'print one JSON document')
    .option('--show-secrets', 'do not redact the exchanges');
}

/** What takes a server: where it is, and who the client is. */
function addServerOptions(command: Command): Command {
  const client = addClientOptions(addPresetOptions(command.argument('[issuer]', 'issuer whose metadata names the endpoint')));
  return addSigningKeyOptions(client, ' that signs client assertions')
    .option('--decryption-key <file>', 'private key as PEM or JWK that decrypts what the server encrypts')
    .option('--param <name=value>', 'extra parameter (repeatable)', pairs('=', false));
}

/** `grantbench introspect`: asks the server what it knows about a token. */
export function introspectCommand(finish: Finish): Command {
  const command = addServerOptions(new Command('introspect').description('ask the server what it knows about a token (RFC 7662)'))
    .option('--introspection-endpoint <url>', 'introspection endpoint, instead of the discovered one')
    .option('--token-type-hint <hint>', 'what kind of token it is: access_token, refresh_token')
    .option('--jwt', 'ask for a signed answer (RFC 9701)');
  return addCommonOptions(command).action(async (issuer: string | undefined, options: EndpointOptions) => {
    const { runAsk } = await import('./endpoint/run-ask.ts');
    finish(await runAsk('introspection', issuer, options));
  });
}

/** `grantbench revoke`: tells the server that a token is not needed any more. */
export function revokeCommand(finish: Finish): Command {
  const command = addServerOptions(new Command('revoke').description('revoke a token (RFC 7009)'))
    .option('--revocation-endpoint <url>', 'revocation endpoint, instead of the discovered one')
    .option('--token-type-hint <hint>', 'what kind of token it is: access_token, refresh_token');
  return addCommonOptions(command).action(async (issuer: string | undefined, options: EndpointOptions) => {
    const { runAsk } = await import('./endpoint/run-ask.ts');
    finish(await runAsk('revocation', issuer, options));
  });
}

/** `grantbench userinfo`: asks who the user of an access token is. */
export function userinfoCommand(finish: Finish): Command {
  const command = addServerOptions(new Command('userinfo').description('ask who the user of an access token is'));
  command.option('--userinfo-endpoint <url>', 'userinfo endpoint, instead of the discovered one');
  addSecretOptions(command, 'id-token', 'ID token that came with the access token: sub must be the same', 'the ID token');
  return addCommonOptions(command).action(async (issuer: string | undefined, options: EndpointOptions) => {
    const { runAsk } = await import('./endpoint/run-ask.ts');
    finish(await runAsk('userinfo', issuer, options));
  });
}

/** `grantbench call`: any request with a token in it. */
export function callCommand(finish: Finish): Command {
  const command = new Command('call')
    .description('call a URL with a token (RFC 6750)')
    .argument('<url>', 'what to call')
    .option('--method <method>', 'HTTP method (default: GET, with --data POST)')
    .addOption(new Option('--token-in <place>', 'where the token goes (default: header)').choices(['header', 'query', 'body']))
    .option('--data <text|@file>', 'body; JSON is sent as application/json, unless a header says otherwise');
  return addCommonOptions(command).action(async (url: string, options: EndpointOptions) => {
    const { runAsk } = await import('./endpoint/run-ask.ts');
    finish(await runAsk('resource', url, options));
  });
}
