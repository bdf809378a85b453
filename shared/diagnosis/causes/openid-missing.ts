import { grantTraits } from '../../model/grant-traits.ts';
import { type CauseRule, strength } from '../cause.ts';
import { descriptionOf, publishedList, quoted, refusedWith, scopeWords } from '../readings.ts';

/** Without `openid` it is no OpenID Connect request (OpenID Connect Core 1.0 §3.1.2.1). */
export const openidMissing: CauseRule = {
  id: 'openid_missing',
  title: 'The scope openid is missing',
  alsoAfterSuccess: true,
  find(facts) {
    const { profile, tokens, error } = facts;
    if (!grantTraits[profile.grant].openId || scopeWords(profile.request.scope).includes('openid')) return null;
    const wanted = /openid/i.test(descriptionOf(facts)) && refusedWith(facts, 'invalid_scope', 'invalid_request');
    const without = error === null && tokens !== null && tokens.id_token === undefined;
    if (!wanted && !(without && publishedList(facts, 'scopes_supported')?.includes('openid'))) return null;
    return {
      weight: wanted ? strength.strong + 10 : strength.possible,
      message: wanted ? 'The server wants the scope openid.' : 'No ID token came, because openid is not among the scopes.',
      evidence: `Asked for: ${profile.request.scope || 'no scope'}.${quoted(facts)}`,
      fix: 'Add the scope openid.',
      changes: [{ kind: 'addScope', value: 'openid' }],
    };
  },
};
