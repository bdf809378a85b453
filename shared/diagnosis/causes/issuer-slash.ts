import { type CauseRule, strength } from '../cause.ts';
import { verdictOf } from '../readings.ts';

/**
 * Issuers are compared as texts: one slash at the end makes two of them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-3.3
 */
export const issuerSlash: CauseRule = {
  id: 'issuer_slash',
  title: 'The issuer differs by a slash at the end',
  find(facts) {
    for (const id of ['metadata_issuer', 'issuer_response', 'id_token_iss']) {
      const verdict = verdictOf(facts, id, 'fail');
      const { expected, actual } = verdict ?? {};
      if (expected == null || actual == null || expected === actual) continue;
      if (expected.replace(/\/$/, '') !== actual.replace(/\/$/, '')) continue;
      return {
        weight: strength.proven + 5,
        message: 'The issuer of the profile and the one the server names differ only by a slash at the end.',
        evidence: `Asked: ${expected}. Named: ${actual}.`,
        fix: `Use ${actual}, exactly so.`,
        changes: id === 'metadata_issuer' ? [{ kind: 'issuer', value: actual }] : [],
      };
    }
    return null;
  },
};
