import type { ResponseMode } from '../../shared/model/profile.ts';
import type { Expectation } from './expectation.ts';
import { onlyValue, type Parameters, readParameters } from './read-parameters.ts';
import { isLoopbackHost } from './redirect-target.ts';

/** A request at the listener, reduced to what decides about it. */
export interface ArrivedRequest {
  readonly method: string;
  /** Request target as sent: path and query, or the absolute form. */
  readonly target: string;
  /** All values of a header; more than one Host or Origin is one too many. */
  header(name: string): readonly string[];
  readonly body: Uint8Array;
  /** Whether the body went beyond the limit and was cut. */
  readonly tooLarge: boolean;
}

/** What a request is to the runs that wait. */
export type Route =
  | { readonly kind: 'hit'; readonly expectation: Expectation; readonly via: ResponseMode; readonly parameters: Parameters }
  /** The parameters are in the fragment, which only the browser sees: ask it to post them. */
  | { readonly kind: 'fragment' }
  | { readonly kind: 'stray'; readonly status: number; readonly reason: string; readonly concerns: readonly Expectation[] };

/** Decides what a request is. Paths are compared as sent: nothing is normalized, so nothing can be smuggled. */
export function routeRequest(request: ArrivedRequest, at: ListenerPlace, expectations: readonly Expectation[]): Route {
  const stray = (status: number, reason: string, concerns = expectations): Route => ({ kind: 'stray', status, reason, concerns });
  const [host, ...moreHosts] = request.header('host');
  if (host === undefined || moreHosts.length > 0 || !isLoopbackHost(host, at.port, at.scheme)) {
    return stray(421, 'The Host header does not name this listener.');
  }
  const target = readTarget(request.target, at);
  if (target === null) return stray(400, 'The request target is of no form this listener knows.');
  const here = expectations.filter((expectation) => expectation.path === target.path);
  if (here.length === 0) return stray(404, 'No run waits at this path.');
  if (request.tooLarge) return stray(413, 'The body is larger than any redirect.', here);
  const [destination = 'document'] = request.header('sec-fetch-dest');
  if (!ofPages.has(destination)) return stray(400, `The browser fetched this as ${destination}, not as a page.`, here);

  switch (request.method) {
    case 'GET': {
      const parameters = readParameters(target.query);
      if (here.some(({ mode }) => mode === 'fragment') && !parameters.some(([name]) => ofAnswer.has(name))) return { kind: 'fragment' };
      // A server that does not know the asked response mode answers in the query: the state vouches for it.
      return matchState(parameters, 'query', here, stray);
    }
    case 'POST':
      return routePost(request, `${at.scheme}://${host}`, here, stray);
    default:
      return stray(405, `The method ${request.method} is not one a redirect uses.`, here);
  }
}

/** What a redirect may be to a browser. Sloppy servers redirect their own favicon, code and state included. */
const ofPages = new Set(['document', 'iframe', 'frame', 'empty']);

/** Where none of these is in the query, the answer may be in the fragment. */
export const ofAnswer = new Set(['code', 'error', 'state', 'response', 'access_token', 'id_token']);

type Stray = (status: number, reason: string, concerns: readonly Expectation[]) => Route;

/** What a listener speaks, and where. */
export interface ListenerPlace {
  readonly scheme: 'http' | 'https';
  readonly port: number;
}

function routePost(request: ArrivedRequest, ownOrigin: string, here: readonly Expectation[], stray: Stray): Route {
  const posted = here.filter(({ mode }) => mode !== 'query');
  if (posted.length === 0) return stray(405, 'A POST, but the redirect is expected as a GET (response_mode query).', here);
  const [type = ''] = request.header('content-type');
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return stray(415, 'A POST whose body is not application/x-www-form-urlencoded.', posted);
  }
  const route = matchState(readParameters(Buffer.from(request.body).toString()), 'form_post', posted, stray);
  if (route.kind !== 'hit' || route.expectation.mode !== 'fragment') return route;
  // Only the page we served may post a fragment; a form on another site would carry its own origin.
  const origins = request.header('origin');
  if (origins.length !== 1 || origins[0] !== ownOrigin) {
    return stray(403, 'The fragment was posted by another origin.', [route.expectation]);
  }
  return { ...route, via: 'fragment' };
}

/**
 * Finds the run whose redirect this is, among those that wait at its place.
 *
 * @param stray makes what it is where it is nobody's
 */
export function matchState(parameters: Parameters, via: ResponseMode, here: readonly Expectation[], stray: Stray): Route {
  if (parameters.length === 0) return stray(400, 'The redirect carries no parameters.', here);
  const state = onlyValue(parameters, 'state');
  const expectation = here.find((one) => one.claimsPort || (state !== null && one.knows(state)));
  if (expectation === undefined) {
    return state === null
      ? stray(400, 'The redirect carries no state, or more than one.', here)
      : stray(400, 'The redirect carries a state that no waiting run has sent.', here);
  }
  if (expectation.settled) return stray(409, 'The redirect of this run has already arrived.', [expectation]);
  return { kind: 'hit', expectation, via, parameters };
}

function readTarget(target: string, { scheme, port }: ListenerPlace): { path: string; query: string } | null {
  const absolute = /^(https?):\/\/([^/?#]*)(.*)$/is.exec(target);
  if (absolute !== null && (absolute[1]?.toLowerCase() !== scheme || !isLoopbackHost(absolute[2] ?? '', port, scheme))) return null;
  const local = absolute === null ? target : absolute[3] || '/';
  if (!local.startsWith('/')) return null;
  const question = local.indexOf('?');
  return question < 0 ? { path: local, query: '' } : { path: local.slice(0, question), query: local.slice(question + 1) };
}
