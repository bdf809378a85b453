import { type Command, Option } from 'commander';
import { authMethods, basicEncodings } from './choices.ts';
import { pairs } from './option-values.ts';
import { addSecretOptions } from './secret-options.ts';

/** The options that say who the client is, and how it proves it by a secret. */
export function addClientOptions(command: Command): Command {
  command.option('--client-id <id>', 'client identifier');
  return addSecretOptions(command, 'client-secret', 'client secret', 'the client secret')
    .addOption(new Option('--auth-method <method>', 'how the client authenticates').choices(authMethods))
    .option('--client-header <name:value>', 'header of --auth-method custom (repeatable)', pairs(':', true))
    .option('--client-param <name=value>', 'parameter of --auth-method custom (repeatable)', pairs('=', false))
    .addOption(new Option('--basic-encoding <encoding>', 'encoding of Basic credentials').choices(basicEncodings));
}

/** The options of the client's signing key. @param signs what a command signs with it */
export function addSigningKeyOptions(command: Command, signs: string): Command {
  return command
    .option('--signing-key <file>', `private key as PEM or JWK${signs}`)
    .option('--signing-key-passphrase-env <variable>', 'environment variable with the passphrase of the key')
    .option('--signing-key-passphrase-file <path>', 'file with the passphrase of the key; - for standard input')
    .option('--signing-alg <alg>', 'JWS algorithm (default: the one the key is for)')
    .option('--signing-kid <kid>', 'key id in the header')
    .option('--assertion-audience <audience>', 'aud of the client assertion: issuer, endpoint, or a text of its own');
}
