import { type CauseRule, strength } from '../cause.ts';
import { answeredWith } from '../readings.ts';

/** A server that takes the request for one of a page in a browser. */
export const originRefused: CauseRule = {
  id: 'origin_refused',
  title: 'The Origin header is refused (403)',
  find(facts) {
    const { last } = facts;
    if (last?.response?.status !== 403 || facts.error === null) return null;
    const origin = last.requestHeaders.get('origin');
    const said = /\b(cors|origin)\b/i.test(last.response.text);
    if (origin === null && !said) return null;
    return {
      weight: origin !== null && said ? strength.proven : strength.strong,
      message: 'The server refuses requests from this origin, as it would those of a page in a browser.',
      evidence: `${answeredWith(last, last.response)} The request ${origin === null ? 'has no Origin header' : `carries Origin: ${origin}`}.`,
      fix: origin === null ? 'Register the origin at the server.' : 'Leave the Origin header out, or register that origin at the server.',
      changes: origin === null ? [] : [{ kind: 'removeHeader', endpoint: 'token', name: 'Origin' }],
    };
  },
};
