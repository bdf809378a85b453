import { type CauseRule, strength } from '../cause.ts';
import { tlsKinds } from '../tls-rule.ts';

/** TLS that fails otherwise. */
export const tlsProtocol: CauseRule = {
  id: 'tls_protocol',
  title: 'The TLS protocol failed',
  find({ error }) {
    if (error?.code !== 'NET_TLS' || Object.values(tlsKinds).some((kind) => kind.test(error.message))) return null;
    return {
      weight: strength.likely,
      message: 'The two sides found no TLS they both speak.',
      evidence: error.message,
      fix: 'Check the port; perhaps plain HTTP is spoken there, or only TLS versions that are too old.',
    };
  },
};
