import { type CauseRule, strength } from '../cause.ts';
import { publishedList, quoted, refusedWith, scopeWords } from '../readings.ts';

/** A scope the server does not know or does not give this client (RFC 6749 §5.2). */
export const invalidScope: CauseRule = {
  id: 'invalid_scope',
  title: 'A scope is not known or not allowed',
  find(facts) {
    if (!refusedWith(facts, 'invalid_scope')) return null;
    const asked = scopeWords(facts.profile.request.scope);
    const supported = publishedList(facts, 'scopes_supported');
    const unknown = supported === null ? [] : asked.filter((word) => !supported.includes(word));
    return {
      weight: unknown.length > 0 ? strength.strong + 5 : strength.strong,
      message:
        unknown.length > 0
          ? `The server does not publish the scope ${unknown.join(' ')}.`
          : 'The server does not know one of the scopes, or does not give it to this client.',
      evidence: `Asked for: ${asked.join(' ') || 'no scope'}.${supported === null ? '' : ` scopes_supported: ${supported.join(' ')}.`}${quoted(facts)}`,
      fix: unknown.length > 0 ? `Leave out ${unknown.join(' ')}.` : 'Ask only for scopes this client is registered for.',
      changes: unknown.map((value) => ({ kind: 'removeScope', value })),
    };
  },
};
