import { type CauseRule, strength } from '../cause.ts';
import { descriptionOf, isEdited, quoted, refusedWith } from '../readings.ts';

/** A server that insists on PKCE (RFC 9700 §2.1.1). */
export const pkceWanted: CauseRule = {
  id: 'pkce_wanted',
  title: 'The server wants PKCE',
  find(facts) {
    if (!refusedWith(facts, 'invalid_request') || !/pkce|code.?challenge/i.test(descriptionOf(facts))) return null;
    const edited = isEdited(facts, 'authorization', 'code_challenge');
    if (facts.profile.request.pkce === 'S256' && !edited) return null;
    return {
      weight: strength.proven,
      message: 'The server wants PKCE with S256, and the authorization request had none of it.',
      evidence: `PKCE: ${facts.profile.request.pkce}${edited ? ', code_challenge changed by hand' : ''}.${quoted(facts)}`,
      fix: 'Use PKCE with S256.',
      changes: [
        { kind: 'pkce', value: 'S256' },
        ...(edited ? [{ kind: 'standardParameter', endpoint: 'authorization', name: 'code_challenge' } as const] : []),
      ],
    };
  },
};
