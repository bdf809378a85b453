import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the authorization code that came beside an ID token is the one it was made with. */
export const idTokenCHash: Rule<IdTokenFacts> = {
  id: 'id_token_c_hash',
  title: 'c_hash fits',
  spec: openId('core', '3.3.2.10', 'HybridTokenValidation2'),
  judge({ reading, codeHash }) {
    const hash = reading.payload?.c_hash;
    if (codeHash === null) return finding.notApplicable('No code came beside this ID token that its hash could be compared with.');
    if (hash === undefined) return finding.fail('A code came beside the ID token, which must then carry c_hash.', codeHash, 'nothing');
    return hash === codeHash
      ? finding.pass('The ID token was made together with this code.', codeHash, hash)
      : finding.fail('The ID token was made together with another code: this one may have been injected.', codeHash, shown(hash));
  },
};
