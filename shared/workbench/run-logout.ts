import { AppError } from '../errors.ts';
import { maskSecrets } from '../exchange/sealed-text.ts';
import type { LogoutWish } from '../model/logout-wish.ts';
import type { RunRecord } from '../model/run.ts';
import { openId } from '../model/spec-link.ts';
import type { Verdict } from '../model/verdict.ts';
import type { FlowPorts, LandingWords } from '../ports.ts';
import type { NameValues } from '../protocol/apply-edits.ts';
import { authorizationUrl, valuesOf } from '../protocol/authorization-request.ts';
import { randomValue } from '../protocol/random-value.ts';
import { refusal } from '../protocol/refusal.ts';
import { needEndpoint } from '../protocol/server-facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { cameBy } from './accept-redirect.ts';
import type { FillVariables } from './fill-variables.ts';
import type { RunContext, RunObserver, RunRequest } from './run-context.ts';
import { findServer } from './run-discovery.ts';
import { runFlow } from './run-flow.ts';
import type { RunEnd } from './run-record.ts';
import { awaitRedirect } from './run-redirect.ts';
import type { OpenStep } from './run-steps.ts';
import { windowOf } from './run-window.ts';
import { sendUser } from './send-user.ts';

/** A wish with the ID token itself in place of where it is. */
export type ReadyLogout = Omit<LogoutWish, 'idToken'> & { readonly idToken: string | null };

/** The wish with its variables filled in. @throws AppError as `fill` */
export async function filledLogout(wish: ReadyLogout, fill: FillVariables): Promise<ReadyLogout> {
  return {
    ...wish,
    postLogoutRedirectUri: (await fill(wish.postLogoutRedirectUri, 'The post-logout redirect URI')).trim(),
    logoutHint: await fill(wish.logoutHint, 'The logout hint'),
    uiLocales: await fill(wish.uiLocales, 'The UI locales'),
  };
}

/**
 * Ends the user's session at the server: opens its sign-out page in the browser, and waits until the browser
 * comes back, where it is to. Never rejects for a flow that failed: the record carries the error.
 *
 * @param request its profile made ready without the secrets of a grant (`bareProfile`)
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html
 */
export function runLogout(ports: FlowPorts, request: RunRequest, wish: ReadyLogout, observer: RunObserver): Promise<RunRecord> {
  return runFlow(ports, request, observer, 'logout', (run, end) => signOut(run, end, wish));
}

async function signOut(run: RunContext, end: RunEnd, wish: ReadyLogout): Promise<void> {
  const { profile } = run.request;
  if (wish.idToken !== null) run.log.learn('id_token', wish.idToken);
  const server = await findServer(run, ['end_session_endpoint']);
  end.metadata = server.metadata;
  const endpoint = needEndpoint(profile, server.metadata, 'end_session_endpoint');
  end.host = endpoint.host;
  if (wish.postLogoutRedirectUri === '') await leave(run, endpoint, wish);
  else await leaveAndReturn(run, endpoint, wish);
}

/** Nothing comes back: all there is to do is to bring the user there. */
async function leave(run: RunContext, endpoint: URL, wish: ReadyLogout): Promise<void> {
  const parameters = logoutParameters(run, wish, null);
  const step = run.log.begin('logout', 'open sign-out page');
  const verdicts = judgeRequest(parameters);
  step.wait(run.ports.clock.now() + limitOf(run));
  const nowhere = () => {
    throw new AppError('INPUT_URL', { message: 'This sign-out comes back nowhere.', hint: 'Give a post-logout redirect URI.' });
  };
  const url = authorizationUrl(endpoint, parameters);
  try {
    const ignored = () => {};
    // The window outlives the run, which is over once the user is on the way.
    const { signal } = new AbortController();
    const openWindow = windowOf(run, { url, redirectUri: '', signal, arrived: ignored, opened: ignored, closed: ignored });
    await withinLimit(run, run.observer.authorizationRequested({ url, redirectUri: '', states: [], paste: nowhere, openWindow }));
  } catch (thrown) {
    step.end('failed', { verdicts });
    throw thrown;
  }
  step.end('done', { verdicts });
}

async function leaveAndReturn(run: RunContext, endpoint: URL, wish: ReadyLogout): Promise<void> {
  const { ports, log } = run;
  const state = randomValue(ports.random);
  const redirect = await awaitRedirect(run, {
    redirectUri: wish.postLogoutRedirectUri,
    responseMode: 'query',
    state,
    bare: true,
    judge: (hit) => landingWords(judgeReturn(hit.parameters, state).error, log.secrets),
    isForeign: (parameters) => judgeReturn(parameters, state).error?.code === 'OAUTH_STATE_MISMATCH',
  });
  try {
    const parameters = logoutParameters(run, { ...wish, postLogoutRedirectUri: redirect.redirectUri }, state);
    const url = authorizationUrl(endpoint, parameters);
    const step = log.begin('logout', 'open sign-out page');
    const task = { url, states: [state], byHand: 'open sign-out page by hand' };
    const sent = sendUser(run, step, redirect, task).catch((thrown: unknown) => {
      throw thrown instanceof AppError && thrown.code === 'REDIRECT_TIMEOUT' ? neverBack(thrown, redirect.redirectUri) : thrown;
    });
    const hit = await endingWith(step, judgeRequest(parameters), sent);
    const names = hit.parameters.map(([name]) => name);
    const callback = log.begin('callback', `${names.join(', ') || 'back without parameters'}${cameBy(hit)}`);
    const { verdicts, error } = judgeReturn(hit.parameters, state);
    callback.end(error === null ? 'done' : 'failed', { exchange: hit.exchange, way: hit.way, verdicts });
    if (error !== null) throw error;
  } finally {
    await redirect.close();
  }
}

/** A server that does not know the address says so in the browser, or signs out and stays there. */
function neverBack(cause: AppError, redirectUri: string): AppError {
  return new AppError('REDIRECT_TIMEOUT', {
    message: `The browser did not come back. ${cause.message}`,
    hint: `Look at what the server shows there. Most often ${redirectUri} is not registered as one of the client’s post_logout_redirect_uris.`,
    spec: openId('logout', '3', 'RedirectionAfterLogout'),
    cause,
  });
}

/** Ends the step as what it waits for ends. */
async function endingWith<T>(step: OpenStep, verdicts: Verdict[], work: Promise<T>): Promise<T> {
  try {
    const result = await work;
    step.end('done', { verdicts });
    return result;
  } catch (thrown) {
    step.end('failed', { verdicts });
    throw thrown;
  }
}

/** What the server is told, in the order of the specification; what is empty is not sent. */
function logoutParameters({ request }: RunContext, wish: ReadyLogout, state: string | null): NameValues {
  const all: [string, string | null][] = [
    ['id_token_hint', wish.idToken],
    ['logout_hint', wish.logoutHint],
    ['client_id', wish.sendsClientId ? request.profile.client.clientId : null],
    ['post_logout_redirect_uri', wish.postLogoutRedirectUri],
    ['state', state],
    ['ui_locales', wish.uiLocales],
  ];
  return all.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== '');
}

function judgeRequest(parameters: NameValues): Verdict[] {
  const has = (name: string) => valuesOf(parameters, name).length > 0;
  const facts = { hasIdTokenHint: has('id_token_hint'), hasClientId: has('client_id'), returns: has('post_logout_redirect_uri') };
  return judgeAll(rules.logoutRequest, facts);
}

/** What a browser that came back says: nothing but the state, where all is well. */
function judgeReturn(parameters: NameValues, sentState: string): { readonly verdicts: Verdict[]; readonly error: AppError | null } {
  const verdicts = judgeAll(rules.logoutReturn, { sentState, receivedStates: valuesOf(parameters, 'state') });
  const failed = verdicts.find(({ status }) => status === 'fail');
  if (failed !== undefined) {
    const message = `${failed.message} Whether the session has ended cannot be told.`;
    return { verdicts, error: new AppError('OAUTH_STATE_MISMATCH', { message, spec: failed.spec }) };
  }
  const [error] = valuesOf(parameters, 'error');
  if (error === undefined || error === '') return { verdicts, error: null };
  const [description] = valuesOf(parameters, 'error_description');
  const oauth = { error, ...(description !== undefined && { error_description: description }) };
  return { verdicts, error: refusal(oauth, openId('logout', '4', 'ValidationAndErrorHandling')) };
}

function landingWords(error: AppError | null, secrets: RunContext['log']['secrets']): LandingWords {
  if (error === null) return { ok: true, title: 'Back from signing out', text: 'The server sent you back. You can close this page.' };
  return {
    ok: false,
    title: 'Grantbench did not accept this',
    text: `${maskSecrets(error.message, secrets)} Grantbench shows the details.`,
  };
}

function limitOf({ request }: RunContext): number {
  return request.profile.limits.browserSeconds * 1_000;
}

/** Waits for whoever opens the page; not for ever, and not beyond a cancelled run. */
async function withinLimit(run: RunContext, work: Promise<void> | void): Promise<void> {
  const { signal } = run.request;
  const stopped = Promise.withResolvers<never>();
  const cancel = () => stopped.reject(new AppError('CANCELLED'));
  const limit = setTimeout(
    () => stopped.reject(new AppError('BROWSER_FAILED', { message: 'Nobody opened the sign-out page.' })),
    limitOf(run),
  );
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await Promise.race([work, stopped.promise]);
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', cancel);
  }
}
