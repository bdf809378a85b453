import { type CauseRule, strength } from '../cause.ts';
import { answeredWith, endpointOf, placeOf, statusOf } from '../readings.ts';

/** A token endpoint that sends the client elsewhere. */
export const redirectedAway: CauseRule = {
  id: 'redirected_away',
  title: 'The endpoint redirects',
  find(facts) {
    const { last } = facts;
    const status = statusOf(facts);
    if (last?.response == null || facts.error === null || status < 300 || status > 399) return null;
    const location = last.response.headers.get('location');
    const target = location === null ? null : URL.parse(location, last.url.href);
    const endpoint = endpointOf(last, facts);
    const isSafe = target !== null && target.hostname === last.url.hostname && target.search === '' && target.hash === '';
    return {
      weight: strength.strong,
      message: `${placeOf(last.url)} redirects; credentials are not sent on, and a client that follows would turn POST into GET.`,
      evidence: `${answeredWith(last, last.response)} Location: ${target === null ? 'none' : placeOf(target)}.`,
      fix: target === null ? 'Check the URL of the endpoint.' : `If that address is right, use ${placeOf(target)} directly.`,
      changes: isSafe && endpoint !== null && target !== null ? [{ kind: 'endpoint', name: endpoint.field, value: target.href }] : [],
    };
  },
};
