import { AppError } from '../../shared/errors.ts';
import { logoutWish } from '../../shared/model/logout-wish.ts';
import { bareProfile } from '../../shared/workbench/bare-profile.ts';
import { knowing } from '../../shared/workbench/fill-texts.ts';
import { filledLogout, runLogout } from '../../shared/workbench/run-logout.ts';
import { type ExitCode, exitCodeOfRun } from '../exit-code.ts';
import type { LogoutOptions } from '../logout.ts';
import { observeSteps, tellRun } from '../server/tell-run.ts';
import { withServer } from '../server/with-server.ts';
import { askForAuthorization } from '../token/ask-for-authorization.ts';
import { formsOf, notEmpty } from '../token/secret-options.ts';

const words = {
  event: 'logout.requested',
  opened: 'Sign out at the browser.',
  byHand: 'Open this address in a browser to sign out:',
} as const;

/**
 * Signs the user out as the options describe, and tells what came of it.
 *
 * @throws AppError for input and stored data that cannot be used; what happens at the browser is in the output instead
 */
export async function runLogoutCommand(issuer: string | undefined, options: LogoutOptions): Promise<ExitCode> {
  requireServer(issuer, options);
  const wish = {
    issuer,
    endpoints: { endSessionEndpoint: options.endSessionEndpoint },
    clientId: options.clientId,
    secretForms: [formsOf(options, 'token', notEmpty)],
  };
  return withServer(options, wish, async ({ ports, profile, resolve, fillTexts, secrets: [idToken], clockSkewSeconds, signal }) => {
    const resolved = await resolve(bareProfile(profile));
    const { idToken: _held, ...said } = logoutWish.parse({
      postLogoutRedirectUri: options.postLogoutRedirectUri ?? profile.request.postLogoutRedirectUri,
      logoutHint: options.logoutHint,
      uiLocales: options.uiLocales,
    });
    const { texts, secrets } = await fillTexts((fill) => filledLogout({ ...said, idToken: idToken?.trim() ?? null }, fill));
    const request = { runId: crypto.randomUUID(), profile: knowing(resolved, secrets), clockSkewSeconds, signal };
    const observer = {
      ...observeSteps(options),
      authorizationRequested: (task: Parameters<typeof askForAuthorization>[0]) => askForAuthorization(task, options, words),
    };
    const record = await runLogout(ports, request, texts, observer);
    await tellRun(record, options);
    return exitCodeOfRun(record);
  });
}

function requireServer(issuer: string | undefined, { profile, endSessionEndpoint }: LogoutOptions): void {
  if (issuer !== undefined || profile !== undefined || endSessionEndpoint !== undefined) return;
  throw new AppError('INPUT_INVALID', {
    message: 'The server is missing.',
    hint: 'Give its issuer as the first argument, a saved profile with --profile, or --end-session-endpoint.',
  });
}
