import { rfc } from '../model/spec-link.ts';
import { sameInConstantTime } from '../protocol/constant-time.ts';
import type { CallbackFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the server that answers is the one that was asked, and not another one mixed in. */
export const issuerResponse: Rule<CallbackFacts> = {
  id: 'issuer_response',
  title: 'iss in response',
  spec: rfc(9207, '2.4'),
  judge({ issuer, issPromised, receivedIssuers }) {
    const [received, ...others] = receivedIssuers;
    if (issuer === null) return finding.notApplicable('No issuer is known for this server, so there is nothing to compare with.');
    if (received === undefined) {
      return issPromised
        ? finding.fail('The redirect names no issuer, though the metadata promises it.', issuer, null)
        : finding.notApplicable('The redirect names no issuer, and the metadata does not promise one.');
    }
    if (others.length > 0) return finding.fail('The redirect names more than one issuer.', issuer, shown(receivedIssuers));
    if (!sameInConstantTime(issuer, received))
      return finding.fail('The redirect comes from another issuer than the one asked.', issuer, shown(received));
    return finding.pass('The redirect names the issuer that was asked.', issuer, received);
  },
};
