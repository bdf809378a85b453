import type { ResponseMode } from '../../shared/model/profile.ts';
import type { RedirectWay } from '../../shared/model/redirect-way.ts';
import type { Clock, RawExchange, RedirectArrival } from '../../shared/ports.ts';
import type { Expectation } from './expectation.ts';
import { type Parameters, readParameters } from './read-parameters.ts';
import { matchState, ofAnswer } from './route-request.ts';

/**
 * Judges a redirect that came by no listener as one that came to a listener: the run whose `state` it carries gets it,
 * any other one is told of a stray.
 *
 * @param here the runs that wait at its place
 */
export function judgeArrival(arrival: RedirectArrival, way: RedirectWay, here: readonly Expectation[], clock: Clock): void {
  const { via, parameters } = readArrival(arrival);
  const route = matchState(parameters, via, here, (status, reason, concerns) => ({ kind: 'stray', status, reason, concerns }));
  switch (route.kind) {
    case 'hit':
      route.expectation.settled = true;
      route.expectation.deliver({ parameters, via, way, exchange: null });
      return;
    case 'stray': {
      const exchange = arrivedRequest(arrival, clock);
      for (const expectation of route.concerns) expectation.stray(exchange, route.reason, way);
      return;
    }
    case 'fragment':
      return;
  }
}

/** What it carries: the form that was posted, or else what stands in the address. */
function readArrival({ url, form }: RedirectArrival): { via: ResponseMode; parameters: Parameters } {
  if (form !== null) return { via: 'form_post', parameters: readParameters(form) };
  const { search, hash } = new URL(url);
  const inFragment = readParameters(hash.slice(1));
  const inQuery = readParameters(search.slice(1));
  // A redirect URI may have a query of its own, and a browser takes the fragment of the page before along.
  return !answers(inQuery) && answers(inFragment) ? { via: 'fragment', parameters: inFragment } : { via: 'query', parameters: inQuery };
}

function answers(parameters: Parameters): boolean {
  return parameters.some(([name]) => ofAnswer.has(name));
}

/** The request that nobody sent, so that a stray one can be looked at. */
function arrivedRequest({ url, form }: RedirectArrival, clock: Clock): RawExchange {
  const body = form === null ? null : Buffer.from(form);
  return {
    startedAt: clock.now(),
    request: {
      method: form === null ? 'GET' : 'POST',
      url,
      httpVersion: '',
      headers: form === null ? [] : [['Content-Type', 'application/x-www-form-urlencoded']],
      body,
    },
    response: null,
    timings: { dns: null, connect: null, proxy: null, tls: null, firstByte: null, total: 0 },
    tls: null,
    error: null,
  };
}
