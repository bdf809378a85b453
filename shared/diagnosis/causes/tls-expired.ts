import { tlsKinds, tlsRule } from '../tls-rule.ts';

export const tlsExpired = tlsRule(
  'tls_expired',
  'The certificate is out of date',
  tlsKinds.date,
  'The server’s certificate is not valid at this time.',
  'The server needs a new certificate; check the clock of this machine first.',
);
