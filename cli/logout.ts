import { Command } from 'commander';
import type { Finish } from './program.ts';
import { addServerOptions, type ServerOptions } from './server/server-options.ts';
import { addSecretOptions } from './token/secret-options.ts';

/** The options of `grantbench logout`, as commander hands them over. */
export interface LogoutOptions extends ServerOptions {
  endSessionEndpoint?: string;
  clientId?: string;
  token?: string;
  tokenEnv?: string;
  tokenFile?: string;
  postLogoutRedirectUri?: string;
  logoutHint?: string;
  uiLocales?: string;
  open: boolean;
}

/** `grantbench logout`: ends the user's session at the server. */
export function logoutCommand(finish: Finish): Command {
  const command = new Command('logout')
    .description('sign the user out at the server, and check the way back')
    .argument('[issuer]', 'issuer whose metadata names the sign-out endpoint')
    .option('--end-session-endpoint <url>', 'sign-out endpoint, instead of the discovered one')
    .option('--client-id <id>', 'client identifier');
  addSecretOptions(command, 'token', 'ID token of the session, sent as id_token_hint', 'the ID token')
    .option(
      '--post-logout-redirect-uri <uri>',
      'where the browser comes back (port 0 takes any free port); without it, as the profile says, else nowhere',
    )
    .option('--logout-hint <text>', 'who is to be signed out')
    .option('--ui-locales <tags>', 'languages of the pages')
    .option('--no-open', 'do not open a browser; print the address on standard error');
  return addServerOptions(command).action(async (issuer: string | undefined, options: LogoutOptions) => {
    const { runLogoutCommand } = await import('./logout/run-logout-command.ts');
    finish(await runLogoutCommand(issuer, options));
  });
}
