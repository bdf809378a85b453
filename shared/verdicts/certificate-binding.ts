import { rfc } from '../model/spec-name.ts';
import type { CertificateBindingFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the access token is bound to the certificate that the client showed when it asked for it. */
export const certificateBinding: Rule<CertificateBindingFacts> = {
  id: 'certificate_binding',
  title: 'certificate binding',
  spec: rfc(8705, '3.1'),
  judge({ thumbprint, accessTokenClaims, promised }) {
    if (accessTokenClaims === null) {
      return finding.notApplicable('The access token cannot be read; introspection would say whether it is bound to a certificate.');
    }
    const { cnf } = accessTokenClaims;
    const member = typeof cnf === 'object' && cnf !== null ? (cnf as Record<string, unknown>)['x5t#S256'] : undefined;
    const bound = member === undefined ? null : String(member);
    if (bound === null) {
      if (thumbprint === null || !promised) return finding.notApplicable('The access token is not bound to a certificate.');
      return finding.warning(
        'The server binds access tokens to certificates, as its metadata says, but not this one: whoever has it can use it.',
        thumbprint,
        null,
      );
    }
    if (thumbprint === null) {
      return finding.fail('The access token is bound to a certificate, but this client has none: it cannot use the token.', null, bound);
    }
    return bound === thumbprint
      ? finding.pass(
          'The access token is bound to the certificate of this client: a thief without its key cannot use it.',
          thumbprint,
          bound,
        )
      : finding.fail('The access token is bound to another certificate than the one of this client.', thumbprint, bound);
  },
};
