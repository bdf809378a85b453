/** Words for one kind of TLS failure. */
export interface TlsErrorWords {
  readonly message: string;
  readonly hint: string;
}

const unknownAuthority = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
  'INVALID_CA',
]);

/** Whether more certificate authorities could turn this failure into a success. */
export function isUnknownAuthority(code: string): boolean {
  return unknownAuthority.has(code);
}

/** Names the kind of TLS failure behind an error code of OpenSSL or Node; null when it is none. */
export function tlsErrorWords(code: string, reason: string, place: string): TlsErrorWords | null {
  if (isUnknownAuthority(code)) {
    return {
      message: `The certificate of ${place} is signed by an unknown authority (${code}).`,
      hint: 'Add the certificate authority of the server to the profile, as PEM (--ca-file).',
    };
  }
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return {
        message: `The certificate of ${place} is for another name. ${reason}`,
        hint: 'Use the host name the certificate was made for.',
      };
    case 'CERT_HAS_EXPIRED':
      return {
        message: `The certificate of ${place} has expired.`,
        hint: 'The server needs a new certificate; check this machine’s clock too.',
      };
    case 'CERT_NOT_YET_VALID':
      return { message: `The certificate of ${place} is not yet valid.`, hint: 'Check this machine’s clock, then the certificate.' };
    case 'CERT_REVOKED':
      return {
        message: `The certificate of ${place} was revoked.`,
        hint: 'The server needs a new certificate. Do not send secrets to it.',
      };
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'ERR_SSL_HTTP_REQUEST':
    case 'ERR_SSL_UNKNOWN_PROTOCOL':
      return {
        message: `${place} does not speak the TLS protocol (${code}).`,
        hint: 'Check the port; perhaps plain http:// is spoken there.',
      };
    case 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED':
      return {
        message: `${place} asks for a client certificate (${code}).`,
        hint: 'This server is only for clients with a certificate of their own: add it to the profile, under TLS and proxy (--tls-cert and --tls-key, or --tls-pfx).',
      };
    case 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA':
    case 'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED':
    case 'ERR_SSL_TLSV1_ALERT_DECRYPT_ERROR':
    case 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE':
    case 'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE':
    case 'ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE':
    case 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED':
    case 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED':
    case 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN':
    case 'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_REVOKED':
    case 'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED':
    case 'ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_UNKNOWN':
    case 'ERR_SSL_SSL/TLS_ALERT_UNSUPPORTED_CERTIFICATE':
      return {
        message: `${place} does not accept the client certificate, or asks for one (${code}).`,
        hint: 'Its administrator knows which authority must have signed the certificate of this client, and for whom.',
      };
    case 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE':
    case 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE':
      return {
        message: `${place} refused the TLS handshake (${code}).`,
        hint: 'Perhaps it wants a client certificate, or another one; or it accepts only old or unusual versions and ciphers.',
      };
    case 'GRANTBENCH_TLS_CLOSED':
      return {
        message: `${place} closed the connection during the TLS handshake.`,
        hint: 'Check that the port speaks TLS and accepts connections from this machine; perhaps it wants a client certificate, or another one.',
      };
    default:
      return /^ERR_(SSL|TLS|OSSL)_|^EPROTO$/.test(code) || /^(CERT|CRL|ERROR_IN_C|UNABLE_TO_DECODE|UNABLE_TO_DECRYPT)_/.test(code)
        ? {
            message: `The TLS protocol with ${place} failed (${code}).`,
            hint: 'The server may accept only old or unusual TLS versions or ciphers; its administrator knows.',
          }
        : null;
  }
}
