import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the `state` of the redirect is the one an ID token was made with (FAPI 1.0 Part 2 §5.2.2.1 asks for it). */
export const idTokenSHash: Rule<IdTokenFacts> = {
  id: 'id_token_s_hash',
  title: 's_hash fits',
  spec: openId('core', '3.3.2.10', 'HybridTokenValidation2'),
  judge({ reading, stateHash }) {
    const hash = reading.payload?.s_hash;
    if (hash === undefined) return finding.notApplicable('The ID token has no s_hash, which only FAPI 1.0 asks for.');
    if (stateHash === null) return finding.notApplicable('There is no state beside this ID token that its hash could be compared with.');
    return hash === stateHash
      ? finding.pass('The ID token was made for this state.', stateHash, hash)
      : finding.fail('The ID token was made for another state: the redirect may have been put together.', stateHash, shown(hash));
  },
};
