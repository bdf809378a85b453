import { Command, Option } from 'commander';
import type { Finish } from './program.ts';
import { authMethods, basicEncodings } from './token/choices.ts';
import { type NameValue, pairs, seconds } from './token/option-values.ts';
import type { ProfileOptions } from './token/profile-from-options.ts';
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
  command
    .option('--token <value>', 'the token (other users can see it in the list of processes)')
    .option('--token-env <variable>', 'environment variable with the token')
    .option('--token-file <path>', 'file with the token; - for standard input')
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
  const choice = (flags: string, description: string, values: readonly string[]) => new Option(flags, description).choices(values);
  return command
    .argument('[issuer]', 'issuer whose metadata names the endpoint')
    .option('--preset <id>', 'start from a known kind of server; the argument says where it is (see: grantbench presets)')
    .option('--placeholder <name=value>', 'what else the preset asks for: a tenant, a realm (repeatable)', placeholder)
    .option('--client-id <id>', 'client identifier')
    .option('--client-secret <value>', 'client secret (other users can see it in the list of processes)')
    .option('--client-secret-env <variable>', 'environment variable with the client secret')
    .option('--client-secret-file <path>', 'file with the client secret; - for standard input')
    .addOption(choice('--auth-method <method>', 'how the client authenticates', authMethods))
    .addOption(choice('--basic-encoding <encoding>', 'encoding of Basic credentials', basicEncodings))
    .option('--signing-key <file>', 'private key as PEM or JWK that signs client assertions')
    .option('--signing-key-passphrase-env <variable>', 'environment variable with the passphrase of the key')
    .option('--signing-key-passphrase-file <path>', 'file with the passphrase of the key; - for standard input')
    .option('--signing-alg <alg>', 'JWS algorithm (default: the one the key is for)')
    .option('--signing-kid <kid>', 'key id in the header')
    .option('--assertion-audience <audience>', 'aud of the client assertion: issuer, endpoint, or a text of its own')
    .option('--decryption-key <file>', 'private key as PEM or JWK that decrypts what the server encrypts')
    .option('--param <name=value>', 'extra parameter (repeatable)', pairs('=', false));
}

function placeholder(text: string, earlier: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [pair] = pairs('=', false)(text);
  return pair === undefined ? { ...earlier } : { ...earlier, [pair.name]: pair.value };
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
  const command = addServerOptions(new Command('userinfo').description('ask who the user of an access token is')).option(
    '--userinfo-endpoint <url>',
    'userinfo endpoint, instead of the discovered one',
  );
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
