import { tlsKinds, tlsRule } from '../tls-rule.ts';

export const tlsUnknownAuthority = tlsRule(
  'tls_unknown_authority',
  'The certificate authority is unknown',
  tlsKinds.authority,
  'The server’s certificate is signed by an authority this machine does not know: a private one, or a proxy that opens TLS.',
  'Add the authority’s certificate to the profile, as PEM, under TLS and proxy (--ca-file).',
);
