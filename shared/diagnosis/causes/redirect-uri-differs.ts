import { type CauseRule, strength } from '../cause.ts';
import { descriptionOf, isEdited, quoted, verdictOf } from '../readings.ts';
import { isRefusedCode } from '../refused-code.ts';

/** Another redirect URI at the token endpoint than in the authorization request (RFC 6749 §4.1.3). */
export const redirectUriDiffers: CauseRule = {
  id: 'redirect_uri_differs',
  title: 'The redirect URI differs between the two legs',
  find(facts) {
    if (!isRefusedCode(facts)) return null;
    const verdict = verdictOf(facts, 'redirect_uri', 'fail', 'warning');
    const edited = isEdited(facts, 'token', 'redirect_uri') || isEdited(facts, 'authorization', 'redirect_uri');
    if (!edited && !/redirect/i.test(descriptionOf(facts))) return null;
    return {
      weight: edited ? strength.proven : strength.strong,
      message: 'The redirect_uri of the token request is not the one of the authorization request.',
      evidence: `${verdict?.message ?? `Sent at the token endpoint: ${facts.last?.parameters.get('redirect_uri') ?? 'none'}.`}${quoted(facts)}`,
      fix: 'Send the same redirect_uri in both requests.',
      changes: edited
        ? [
            { kind: 'standardParameter', endpoint: 'token', name: 'redirect_uri' },
            { kind: 'standardParameter', endpoint: 'authorization', name: 'redirect_uri' },
          ]
        : [],
    };
  },
};
