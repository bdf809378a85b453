import { openId } from '../model/spec-link.ts';
import type { TwoIdTokensFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the ID tokens of redirect and token endpoint speak of the same user at the same issuer. */
export const idTokensAgree: Rule<TwoIdTokensFacts> = {
  id: 'id_tokens_agree',
  title: 'ID tokens agree',
  spec: openId('core', '3.3.3.6', 'HybridIDToken2'),
  judge({ front, back }) {
    if (front === null || back === null) return finding.notApplicable('The claims of one of the two ID tokens cannot be read.');
    for (const name of ['iss', 'sub'] as const) {
      if (front[name] !== back[name]) {
        const message = `The ID token of the token endpoint has another ${name} than the one in the redirect: the code may be another user's.`;
        return finding.fail(message, shown(front[name]), shown(back[name]));
      }
    }
    const differing = ['auth_time', 'acr'].find((name) => name in front && JSON.stringify(front[name]) !== JSON.stringify(back[name]));
    if (differing !== undefined) {
      const message = `The ID token of the token endpoint says something else of the sign-in (${differing}) than the one in the redirect.`;
      return finding.warning(message, shown(front[differing]), shown(back[differing]));
    }
    return finding.pass('Both ID tokens name the same user at the same issuer.', shown(front.sub), shown(back.sub));
  },
};
