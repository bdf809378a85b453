import { challengeParameter } from '../../protocol/challenges.ts';
import { type CauseRule, strength } from '../cause.ts';
import { challengeFor } from '../challenge-for.ts';
import { scopeWords } from '../readings.ts';

/**
 * A token that may do less than is asked of it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export const scopeInsufficient: CauseRule = {
  id: 'scope_insufficient',
  title: 'The token lacks a scope',
  find(facts) {
    const challenge = challengeFor(facts, 'insufficient_scope');
    if (challenge === null) return null;
    const needed = scopeWords(challengeParameter(challenge, 'scope') ?? '');
    return {
      weight: strength.proven,
      message: 'The resource wants a scope that this token does not have.',
      evidence: `WWW-Authenticate names insufficient_scope${needed.length === 0 ? '' : `, and the scope ${needed.join(' ')}`}.`,
      fix: needed.length === 0 ? 'Obtain a token with more scope.' : `Obtain a token with the scope ${needed.join(' ')}.`,
      changes: needed.slice(0, 10).map((value) => ({ kind: 'addScope', value })),
    };
  },
};
