import { AppError, asAppError } from '../../shared/errors.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { bareProfile } from '../../shared/workbench/bare-profile.ts';
import { knowing } from '../../shared/workbench/fill-texts.ts';
import { type RegistrationRun, runRegistration } from '../../shared/workbench/run-registration.ts';
import { type ExitCode, exitCodeFor, exitCodeOfRun } from '../exit-code.ts';
import type { RegisterOptions } from '../register.ts';
import { observeSteps } from '../server/tell-run.ts';
import { type DescribedServer, withServer } from '../server/with-server.ts';
import { formsOf, notEmpty } from '../token/secret-options.ts';
import type { ClientKeeper } from './client-keeper.ts';
import { tellClient } from './tell-client.ts';
import { wishFromOptions } from './wish-from-options.ts';

/**
 * Registers a client, or reads, changes or deletes one, and tells what came of it.
 *
 * @throws AppError for input and stored data that cannot be used; what happens on the wire is in the output instead
 */
export async function runRegister(issuer: string | undefined, options: RegisterOptions): Promise<ExitCode> {
  requireConsistent(issuer, options);
  const wish = {
    issuer,
    endpoints: { registrationEndpoint: options.registrationEndpoint },
    secretForms: [formsOf(options, 'initialAccessToken', notEmpty), formsOf(options, 'registrationAccessToken', notEmpty)],
  };
  return withServer(options, wish, async (server) => {
    const { ports, profile, resolve, clockSkewSeconds, signal } = server;
    const ready = await wishFromOptions(options, server);
    const keeper = keepsClient(options) ? await openKeeper(options, server) : null;
    const resolved = await resolve(bareProfile(profile));
    const request = {
      runId: crypto.randomUUID(),
      profile: knowing(resolved, ready.secrets),
      clockSkewSeconds,
      signal,
    };
    const observer = { ...observeSteps(options), authorizationRequested() {} };
    const run = await runRegistration(ports, request, ready.wish, observer);
    const { kept, problem } = await keep(keeper, run);
    const code = problem === null ? exitCodeOfRun(run.record) : exitCodeFor(problem.code);
    await tellClient({ ...run, action: ready.wish.action, kept, problem, ok: code === 0 }, options);
    return code;
  });
}

/** A client of a saved profile is kept as the server says it is: its token may be a new one every time. */
function keepsClient({ save, profile, registrationClientUri, read, update, delete: deletes }: RegisterOptions): boolean {
  const manages = read === true || update === true || deletes === true;
  return save !== undefined || (manages && profile !== undefined && registrationClientUri === undefined);
}

/** What keeps profiles is not even loaded where nothing is kept. */
async function openKeeper(options: RegisterOptions, server: DescribedServer): Promise<ClientKeeper> {
  const { openClientKeeper } = await import('./client-keeper.ts');
  return openClientKeeper(options, server);
}

/** The server has done its part, and it cannot be asked again: what it said is told, whatever becomes of the profile. */
async function keep(keeper: ClientKeeper | null, run: RegistrationRun): Promise<{ kept: Profile | null; problem: AppError | null }> {
  if (keeper === null) return { kept: null, problem: null };
  try {
    return { kept: await keeper.keep(run), problem: null };
  } catch (thrown) {
    const error = asAppError(thrown);
    const message = `The server did what it was asked, but no profile has the client: ${error.message}`;
    return { kept: null, problem: new AppError(error.code, { message, hint: 'Keep what stands in the output.', cause: error }) };
  }
}

function requireConsistent(issuer: string | undefined, options: RegisterOptions): void {
  const wrong = (message: string, hint: string) => new AppError('INPUT_INVALID', { message, hint });
  const manages = options.read === true || options.update === true || options.delete === true;
  if (options.save === true && options.profile === undefined)
    throw wrong('--save names no profile.', 'Give a name for a new one, or with --profile the one that is to have the client.');
  if (manages && options.save !== undefined)
    throw wrong('--save is for a client that is registered.', 'Leave it out: the profile of --profile is kept as the server says.');
  if (manages && (options.initialAccessToken ?? options.initialAccessTokenEnv ?? options.initialAccessTokenFile) !== undefined)
    throw wrong('An initial access token only registers a client.', 'Give --registration-access-token to manage one.');
  if (!manages && (options.registrationClientUri !== undefined || registrationToken(options) !== undefined))
    throw wrong('A registered client is named, and nothing to do with it.', 'Add --read, --update or --delete.');
  if (!manages && issuer === undefined && options.profile === undefined && options.registrationEndpoint === undefined)
    throw wrong(
      'The server is missing.',
      'Give its issuer as the first argument, a saved profile with --profile, or --registration-endpoint.',
    );
}

function registrationToken(options: RegisterOptions): string | undefined {
  return options.registrationAccessToken ?? options.registrationAccessTokenEnv ?? options.registrationAccessTokenFile;
}
