import { rfc } from '../model/spec-link.ts';
import type { ConnectionFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether nobody on the way could read the credentials and tokens. */
export const tlsUsed: Rule<ConnectionFacts> = {
  id: 'tls',
  title: 'TLS used',
  spec: rfc(6749, '3.2'),
  judge({ url, protocol, certificateProblem, recorded, loopback }) {
    if (!url.startsWith('https:')) {
      return loopback
        ? finding.notApplicable('Plain http to this machine: nothing crosses a network.')
        : finding.warning('Credentials and tokens crossed the network readable.', 'https', 'http');
    }
    if (!recorded) return finding.notApplicable('Nothing was recorded about the TLS connection.');
    if (certificateProblem !== null) {
      return finding.warning(
        'The certificate is not trusted, and checking it was switched off.',
        'a trusted certificate',
        certificateProblem,
      );
    }
    return finding.pass('The connection was encrypted and the certificate is trusted.', 'TLS', protocol);
  },
};
