import { Command, Option } from 'commander';
import type { Finish } from './program.ts';
import { addServerOptions, type ServerOptions } from './server/server-options.ts';
import { authMethods } from './token/choices.ts';
import { repeated } from './token/option-values.ts';
import { addSecretOptions } from './token/secret-options.ts';

/** The options of `grantbench register`, as commander hands them over. */
export interface RegisterOptions extends ServerOptions {
  registrationEndpoint?: string;
  initialAccessToken?: string;
  initialAccessTokenEnv?: string;
  initialAccessTokenFile?: string;
  clientName?: string;
  redirectUri?: string[];
  postLogoutRedirectUri?: string[];
  grantType?: string[];
  responseType?: string[];
  authMethod?: string;
  scope?: string;
  applicationType?: string;
  jwks?: string;
  jwksUri?: string;
  softwareStatement?: string;
  metadata?: string;
  read?: boolean;
  update?: boolean;
  delete?: boolean;
  registrationClientUri?: string;
  registrationAccessToken?: string;
  registrationAccessTokenEnv?: string;
  registrationAccessTokenFile?: string;
  /** True: in the profile of `--profile`. */
  save?: string | true;
}

/** A scheme of one's own is told by no name a server could register. */
const registeredMethods = authMethods.filter((method) => method !== 'custom');

/** `grantbench register`: registers a client, and reads, changes and deletes one that is. */
export function registerCommand(finish: Finish): Command {
  const command = new Command('register')
    .description('register a client at the server (RFC 7591), and read, change or delete it (RFC 7592)')
    .argument('[issuer]', 'issuer whose metadata names the registration endpoint');
  command.option('--registration-endpoint <url>', 'registration endpoint, instead of the discovered one');
  addSecretOptions(command, 'initial-access-token', 'token that allows to register')
    .option('--client-name <name>', 'name of the client, as users see it')
    .option('--redirect-uri <uri>', 'where users may come back (repeatable); port 0 of this machine is any port, over http://', repeated)
    .option('--post-logout-redirect-uri <uri>', 'where they may come back from signing out (repeatable)', repeated)
    .option('--grant-type <type>', 'grant it uses: a short name, or a whole grant_type (repeatable)', repeated)
    .option('--response-type <type>', 'response type it uses (repeatable)', repeated)
    .addOption(new Option('--auth-method <method>', 'how it will authenticate').choices(registeredMethods))
    .option('--scope <scopes>', 'scopes it may ask for, separated by blanks')
    .addOption(new Option('--application-type <type>', 'native for one on this machine').choices(['web', 'native']))
    .option('--jwks <json|@file>', 'its public keys')
    .option('--jwks-uri <url>', 'where its public keys are')
    .option('--software-statement <jwt|@file>', 'what somebody the server trusts says of it')
    .option('--metadata <json|@file>', 'any other metadata; what the options above say wins')
    .addOption(new Option('--read', 'read a registered client instead').conflicts(['update', 'delete']))
    .addOption(new Option('--update', 'change it: what is named is replaced, null takes it away').conflicts('delete'))
    .option('--delete', 'delete it at the server')
    .option('--registration-client-uri <url>', 'where it is managed, where no profile of it is saved');
  addSecretOptions(command, 'registration-access-token', 'token it is managed with').option(
    '--save [name]',
    'keep the client as a profile of that name; without a name in that of --profile',
  );
  return addServerOptions(command).action(async (issuer: string | undefined, options: RegisterOptions) => {
    const { runRegister } = await import('./register/run-register.ts');
    finish(await runRegister(issuer, options));
  });
}
