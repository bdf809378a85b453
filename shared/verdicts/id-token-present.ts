import { grantTraits } from '../model/grant-traits.ts';
import { openId } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether an ID token came where one was asked for. */
export const idTokenPresent: Rule<TokenAnswerFacts> = {
  id: 'id_token',
  title: 'ID token issued',
  spec: openId('core', '3.1.3.3', 'TokenResponse'),
  judge({ grant, requestedScope, answer: { tokens, members } }) {
    if (tokens?.id_token !== undefined) return finding.pass('The answer has an ID token.');
    if (members !== null && Object.hasOwn(members, 'id_token') && members.id_token !== null) {
      return finding.fail('The id_token is not a text with at least one character.', 'a string', typeof members.id_token);
    }
    const asked = requestedScope.split(/\s+/).includes('openid');
    if (!asked) return finding.notApplicable('No ID token was asked for (scope openid), and none came.');
    return grantTraits[grant].openId
      ? finding.warning('The scope openid was asked for, but no ID token came.', 'id_token', null)
      : finding.notApplicable('OpenID Connect promises no ID token for this grant, and none came.');
  },
};
