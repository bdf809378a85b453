import { AppError, asAppError } from '../../shared/errors.ts';
import type { RunRecord } from '../../shared/model/run.ts';
import { endpointProfile } from '../../shared/workbench/endpoint-profile.ts';
import type { TokenInHand } from '../../shared/workbench/endpoints/endpoint.ts';
import { knowing } from '../../shared/workbench/fill-texts.ts';
import { fillWish } from '../../shared/workbench/fill-wish.ts';
import { runEndpoint } from '../../shared/workbench/run-endpoint.ts';
import { serverWord } from '../../shared/workbench/server-word.ts';
import type { EndpointOptions } from '../endpoint.ts';
import { type ExitCode, exitCodeOfRun } from '../exit-code.ts';
import { writeLine } from '../output.ts';
import { observeSteps } from '../server/tell-run.ts';
import { type AdHocProfile, type ProfileOptions, profileFromOptions } from '../token/profile-from-options.ts';
import { withProfile } from '../token/with-profile.ts';
import type { Session } from '../with-session.ts';
import { answerDocument } from './answer-document.ts';
import { printAnswer } from './print-answer.ts';
import { type AskedTask, wishFromOptions } from './wish-from-options.ts';

/**
 * Asks one endpoint and prints what it said.
 *
 * @param address the issuer; of `call` the URL
 * @throws AppError for input and stored data that cannot be used; what happens on the wire is in the output instead
 */
export async function runAsk(task: AskedTask, address: string | undefined, options: EndpointOptions): Promise<ExitCode> {
  const issuer = task === 'resource' ? undefined : address;
  let given: Pick<AdHocProfile, 'token' | 'idToken'> = { token: undefined, idToken: undefined };
  const record = await withProfile(
    issuer,
    options,
    (saved, preset) => {
      const base = saved && endpointProfile(saved, task, saved.request.protection.dpop);
      const described = profileFromOptions(issuer, options, base, preset, (...said) => requireServer(task, ...said));
      given = described;
      return described;
    },
    async (ports, request, session) => {
      const wish = wishFromOptions(task, address, options, given);
      const { texts, secrets } = await session.fillTexts((fill) => fillWish(wish, fill));
      const observer = { ...observeSteps(options), authorizationRequested() {} };
      const known = { ...request, profile: knowing(request.profile, secrets) };
      const asked = await runEndpoint(ports, known, texts, observer, request.profile.edits.token);
      await noteEnd(asked, wish.token, session);
      return asked;
    },
  );
  const code = exitCodeOfRun(record);
  if (options.json) await writeLine(process.stdout, JSON.stringify(answerDocument(record, code === 0, options.showSecrets === true)));
  else await printAnswer(record, options.showSecrets === true);
  return code;
}

/**
 * Notes that a token is over, where the workbench holds it. That it is still active is no news, and not worth a
 * question at the keychain. What the server did is done, whether or not it can be noted.
 */
async function noteEnd({ view }: RunRecord, token: TokenInHand, session: Session): Promise<void> {
  const word = serverWord(view, token);
  if (word === null || word.said === 'active') return;
  try {
    await session.note(word);
  } catch (thrown) {
    await writeLine(process.stderr, `The workbench could not note that the token is over: ${asAppError(thrown).message}`);
  }
}

/** What cannot be done without, where no saved profile says it. */
function requireServer(task: AskedTask, issuer: string | undefined, options: ProfileOptions, hasPreset: boolean): void {
  const missing = (what: string, hint: string) => new AppError('INPUT_INVALID', { message: `${what} is missing.`, hint });
  const endpoints = {
    introspection: ['--introspection-endpoint', options.introspectionEndpoint],
    revocation: ['--revocation-endpoint', options.revocationEndpoint],
    userinfo: ['--userinfo-endpoint', options.userinfoEndpoint],
    resource: ['', ''],
  } as const;
  const [flag, endpoint] = endpoints[task];
  if (issuer === undefined && endpoint === undefined && !hasPreset)
    throw missing('The server', `Give its issuer as the first argument, or ${flag}.`);
  if ((task === 'introspection' || task === 'revocation') && options.clientId === undefined)
    throw missing('--client-id', 'Say which client asks.');
}
