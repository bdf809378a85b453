import { rfc } from '../model/spec-link.ts';
import type { CodeFacts } from './facts.ts';
import { type Finding, finding, type Rule } from './rule.ts';

/** Whether the code was bound to this run by a proof key, and the server asked for it. */
export const pkceUsed: Rule<CodeFacts> = {
  id: 'pkce',
  title: 'PKCE',
  spec: rfc(7636, '4.6'),
  judge(facts) {
    const { challenge, challengeMethod, verifier, computedChallenge, tokensArrived } = facts;
    if (challenge === null) return without(facts);
    const title = `PKCE ${challengeMethod ?? 'plain'}`;
    const matches = verifier !== null && computedChallenge === challenge;
    if (!matches && tokensArrived) {
      const what = verifier === null ? 'without the verifier' : 'with a verifier that does not fit the challenge';
      return { ...finding.fail(`The server gave tokens ${what}: it does not check PKCE.`, 'a refusal', 'tokens'), title };
    }
    if (!matches) return { ...finding.warning('The verifier does not fit the challenge, and the server gave no tokens.'), title };
    if (!tokensArrived)
      return { ...finding.notApplicable('No tokens arrived, so whether the server checked the verifier is not known.'), title };
    if (challengeMethod === 'S256')
      return { ...finding.pass('The code was redeemed with the verifier of its S256 challenge.', 'S256', 'S256'), title };
    return {
      ...finding.warning(
        'With plain the challenge is the verifier: who reads the authorization request can redeem the code.',
        'S256',
        challengeMethod ?? 'plain',
      ),
      title,
    };
  },
};

function without({ verifier, tokensArrived }: CodeFacts): Finding {
  const title = 'without PKCE';
  if (verifier !== null && tokensArrived) {
    return {
      ...finding.fail('The server took a verifier for a code that was asked for without a challenge.', 'a refusal', 'tokens'),
      title,
    };
  }
  return { ...finding.warning('No PKCE: who steals the code can redeem it.', 'S256', 'none'), title };
}
