import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the ID token comes from the issuer that was asked. */
export const idTokenIss: Rule<IdTokenFacts> = {
  id: 'id_token_iss',
  title: 'ID token issuer',
  spec: openId('core', '3.1.3.7', 'IDTokenValidation'),
  judge({ reading, issuer }) {
    const iss = reading.payload?.iss;
    if (typeof iss !== 'string') return finding.fail('The ID token names no issuer.', issuer, shown(iss));
    if (issuer === null) return finding.notApplicable('No issuer is known for this server, so there is nothing to compare with.');
    return iss === issuer
      ? finding.pass('The ID token comes from the issuer that was asked.', issuer, iss)
      : finding.fail('The ID token comes from another issuer than the one asked.', issuer, shown(iss));
  },
};
