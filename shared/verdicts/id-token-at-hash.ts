import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the access token is the one the ID token was made with. */
export const idTokenAtHash: Rule<IdTokenFacts> = {
  id: 'id_token_at_hash',
  title: 'at_hash fits',
  spec: openId('core', '3.1.3.8', 'CodeFlowTokenValidation'),
  judge({ reading, accessTokenHash, fromRedirect }) {
    const hash = reading.payload?.at_hash;
    if (hash === undefined && fromRedirect && accessTokenHash !== null) {
      return finding.fail(
        'An access token came beside the ID token in the redirect, which must then carry at_hash.',
        accessTokenHash,
        null,
      );
    }
    if (hash === undefined) return finding.notApplicable('The ID token has no at_hash; here it may be left out.');
    if (accessTokenHash === null) return finding.notApplicable('The hash of the access token cannot be computed for this algorithm.');
    return hash === accessTokenHash
      ? finding.pass('The ID token was made together with this access token.', accessTokenHash, hash)
      : finding.fail('The ID token was made together with another access token.', accessTokenHash, shown(hash));
  },
};
