import { usesRedirect } from '../../model/grant-traits.ts';
import { challengeParameter } from '../../protocol/challenges.ts';
import { type CauseRule, strength } from '../cause.ts';
import { challengeFor } from '../challenge-for.ts';

/**
 * A resource for which the user did not sign in strongly, or recently, enough. The fix is a new authorization
 * request that asks for what the challenge names.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9470#section-4
 */
export const stepUpWanted: CauseRule = {
  id: 'step_up_wanted',
  title: 'The user must sign in again, or more strongly',
  find(facts) {
    const challenge = challengeFor(facts, 'insufficient_user_authentication');
    if (challenge === null) return null;
    const acrValues = challengeParameter(challenge, 'acr_values') ?? '';
    const maxAge = Number(challengeParameter(challenge, 'max_age') ?? Number.NaN);
    const hasAge = Number.isInteger(maxAge) && maxAge >= 0;
    const wanted = [...(acrValues === '' ? [] : [`acr_values ${acrValues}`]), ...(hasAge ? [`max_age ${maxAge}`] : [])].join(' and ');
    const canAsk = usesRedirect(facts.profile.grant);
    return {
      weight: strength.proven,
      message: 'The resource does not find that the user signed in strongly, or recently, enough for this.',
      evidence: `WWW-Authenticate names insufficient_user_authentication${wanted === '' ? '' : `, and wants ${wanted}`}.`,
      fix: canAsk
        ? `Ask for authorization again${wanted === '' ? '' : ` with ${wanted}`}, then use the new token.`
        : 'Obtain the token with a grant in which the user signs in, with the parameters the challenge names.',
      changes: canAsk
        ? [
            ...(acrValues === '' ? [] : [{ kind: 'acrValues', value: acrValues } as const]),
            ...(hasAge ? [{ kind: 'maxAge', value: maxAge } as const] : []),
          ]
        : [],
    };
  },
};
