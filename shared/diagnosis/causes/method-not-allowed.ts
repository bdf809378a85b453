import { type CauseRule, strength } from '../cause.ts';
import { beside } from '../published-place.ts';
import { answeredWith, placeOf } from '../readings.ts';

/** An endpoint that does not take this method. */
export const methodNotAllowed: CauseRule = {
  id: 'method_not_allowed',
  title: 'The endpoint does not take this method (405)',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error === null) return null;
    if (last.response.status !== 405 && !/does not support http method/i.test(last.response.text)) return null;
    const allow = last.response.headers.get('allow');
    return {
      weight: strength.strong,
      message: `${placeOf(last.url)} does not take ${last.method}: it is not the token endpoint, or a proxy changed the method.`,
      evidence: `${answeredWith(last, last.response)}${allow === null ? '' : ` It allows ${allow}.`}`,
      ...beside(facts, 'Check the URL of the endpoint: a token endpoint takes POST.'),
    };
  },
};
