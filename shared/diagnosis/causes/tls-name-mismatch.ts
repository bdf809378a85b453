import { tlsKinds, tlsRule } from '../tls-rule.ts';

export const tlsNameMismatch = tlsRule(
  'tls_name_mismatch',
  'The certificate is for another name',
  tlsKinds.name,
  'The server’s certificate does not name the host that was asked.',
  'Use one of the names in the certificate, or have it made again with this one.',
);
