import { usesRedirect } from '../model/grant-traits.ts';
import { openId } from '../model/spec-link.ts';
import { sameInConstantTime } from '../protocol/constant-time.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the ID token was made for the request of this run, and is not one played again. */
export const nonceReturned: Rule<IdTokenFacts> = {
  id: 'nonce',
  title: 'nonce returned',
  spec: openId('core', '3.1.3.7', 'IDTokenValidation'),
  judge({ grant, reading, sentNonces }) {
    if (!usesRedirect(grant)) return finding.notApplicable('Only an authorization request has a nonce.');
    if (reading.payload === null) return finding.notApplicable('The claims of the ID token cannot be read.');
    const { nonce } = reading.payload;
    const [sent, ...more] = sentNonces;
    if (sent === undefined) {
      return finding.warning(
        'No nonce was sent, so nothing shows that this ID token was made for this run.',
        null,
        nonce === undefined ? null : shown(nonce),
      );
    }
    if (more.length > 0) return finding.warning('More than one nonce was sent, so that none can be compared.', null, shown(nonce));
    if (nonce === undefined) return finding.fail('The ID token carries no nonce, though one was sent.', sent, null);
    if (typeof nonce !== 'string' || !sameInConstantTime(sent, nonce)) {
      return finding.fail('The ID token carries another nonce than the one sent.', sent, shown(nonce));
    }
    return finding.pass('The ID token carries the nonce that was sent.', sent, nonce);
  },
};
