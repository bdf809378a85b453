import { type CauseRule, strength } from '../cause.ts';
import { beside, elsewhere } from '../published-place.ts';
import { answeredWith, placeOf } from '../readings.ts';

/** A path the server does not have. */
export const wrongPath: CauseRule = {
  id: 'wrong_path',
  title: 'Wrong path (404)',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error === null || ![404, 410].includes(last.response.status)) return null;
    const other = elsewhere(facts);
    return {
      weight: other === null ? strength.strong : strength.proven,
      message: `The server has nothing at ${placeOf(last.url)}.`,
      evidence: `${answeredWith(last, last.response)}${other === null ? '' : ` Its metadata names ${other.published}.`}`,
      ...beside(
        facts,
        last.step === 'discovery'
          ? 'Check the issuer, its path included; or enter the endpoints by hand.'
          : 'Check the path of the endpoint.',
      ),
    };
  },
};
