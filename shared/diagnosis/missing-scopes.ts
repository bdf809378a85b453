/** Tokens that did not come because nobody asked for them. */
import { grantTraits, usesRedirect } from '../model/grant-traits.ts';
import { type CauseRule, strength } from './cause.ts';
import { descriptionOf, publishedList, quoted, refusedWith, scopeWords } from './readings.ts';

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

/** Offline access has to be asked for, and often to be consented to anew (OpenID Connect Core 1.0 §11). */
export const refreshTokenMissing: CauseRule = {
  id: 'refresh_token_missing',
  title: 'No refresh token: offline_access or prompt=consent is missing',
  alsoAfterSuccess: true,
  find(facts) {
    const { profile, tokens, error } = facts;
    if (
      error !== null ||
      tokens === null ||
      tokens.refresh_token !== undefined ||
      !usesRedirect(profile.grant) ||
      profile.grant === 'implicit'
    )
      return null;
    if (!publishedList(facts, 'scopes_supported')?.includes('offline_access')) return null;
    const hasScope = scopeWords(profile.request.scope).includes('offline_access');
    const prompt = profile.request.openId.prompt;
    if (hasScope && scopeWords(prompt).includes('consent')) return null;
    return {
      weight: strength.possible,
      message: hasScope
        ? 'No refresh token came, though offline_access was asked for: it takes the user’s consent, and prompt=consent was not sent.'
        : 'No refresh token came, because offline_access is not among the scopes.',
      evidence: `Asked for: ${profile.request.scope || 'no scope'}; prompt: ${prompt || 'none'}. The server publishes offline_access.`,
      fix: hasScope ? 'Send prompt=consent.' : 'Add the scope offline_access, and prompt=consent.',
      changes: [...(hasScope ? [] : [{ kind: 'addScope', value: 'offline_access' } as const]), { kind: 'prompt', value: 'consent' }],
    };
  },
};
