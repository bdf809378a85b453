import { usesRedirect } from '../../model/grant-traits.ts';
import { type CauseRule, strength } from '../cause.ts';
import { publishedList, scopeWords } from '../readings.ts';

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
