import { type CauseRule, strength } from '../cause.ts';
import { descriptionOf, isEdited, quoted, verdictOf } from '../readings.ts';
import { isRefusedCode } from '../refused-code.ts';

/** A verifier that does not belong to the challenge (RFC 7636 §4.6). */
export const verifierWrong: CauseRule = {
  id: 'verifier_wrong',
  title: 'The PKCE verifier is wrong',
  find(facts) {
    if (!isRefusedCode(facts)) return null;
    const verdict = verdictOf(facts, 'pkce', 'fail', 'warning');
    const edited = isEdited(facts, 'token', 'code_verifier') || isEdited(facts, 'authorization', 'code_challenge');
    const said = /pkce|verifier|challenge/i.test(descriptionOf(facts));
    if (!said && !edited) return null;
    return {
      weight: edited ? strength.proven : strength.strong,
      message: 'The code_verifier does not belong to the code_challenge of the authorization request, or is missing.',
      evidence: `${verdict?.message ?? 'The server did not accept the verifier.'}${quoted(facts)}`,
      fix: edited ? 'Send verifier and challenge as Grantbench makes them.' : 'Use PKCE with S256 in both requests.',
      changes: edited
        ? [
            { kind: 'standardParameter', endpoint: 'token', name: 'code_verifier' },
            { kind: 'standardParameter', endpoint: 'authorization', name: 'code_challenge' },
          ]
        : [{ kind: 'pkce', value: 'S256' }],
    };
  },
};
