import { type CauseRule, strength } from '../cause.ts';
import { tlsKinds } from '../tls-rule.ts';

/** A server for clients with a certificate of their own (RFC 8705 §2). */
export const tlsClientCertificate: CauseRule = {
  id: 'tls_client_certificate',
  title: 'A client certificate is wanted',
  find({ error, last }) {
    if (error === null) return null;
    // With TLS 1.3 the client has greeted before the server misses the certificate, and hangs up.
    const hungUp = error.code === 'NET_BROKEN' && last?.url.protocol === 'https:' && /clients with a certificate/i.test(error.hint);
    const said = error.code === 'NET_TLS' && tlsKinds.client.test(error.message);
    if (!said && !hungUp) return null;
    return {
      weight: said ? strength.proven : strength.likely,
      message: 'The server wants a client certificate, or does not accept this one.',
      evidence: error.message,
      fix: 'Add the client’s certificate and key to the profile, under TLS and proxy (--tls-cert and --tls-key, or --tls-pfx).',
    };
  },
};
