import { openId, rfc } from '../../../model/spec-link.ts';
import { known, type MemberGroup } from './member.ts';

const metadata = rfc(8414, '2');

/** Who the server is, and where it is reached. */
export const serverMembers: MemberGroup = {
  id: 'server',
  title: 'Issuer and endpoints',
  members: [
    known(metadata, 'issuer', 'Issuer', 'The name of the server. Tokens carry it as iss.', { always: true }),
    known(metadata, 'authorization_endpoint', 'Authorization endpoint', 'Where users are sent to sign in and consent.', { always: true }),
    known(metadata, 'token_endpoint', 'Token endpoint', 'Where clients exchange a grant for tokens.', { always: true }),
    known(metadata, 'jwks_uri', 'Keys', 'The public keys that verify what the server signs.', { always: true }),
    known(
      openId('core', '5.3', 'UserInfo'),
      'userinfo_endpoint',
      'Userinfo endpoint',
      'Tells claims about the user to whoever has an access token.',
    ),
    known(
      rfc(7662, '2'),
      'introspection_endpoint',
      'Introspection endpoint',
      'Tells a resource server whether a token is active, and what it grants.',
      { always: true },
    ),
    known(rfc(7009, '2'), 'revocation_endpoint', 'Revocation endpoint', 'Ends a token before it expires.', { always: true }),
    known(rfc(8705, '5'), 'mtls_endpoint_aliases', 'Endpoints for certificates', 'Other addresses for clients that show a certificate.'),
    known(rfc(8414, '2.1'), 'signed_metadata', 'Signed metadata', 'The same document as a signed JWT, for those who trust its signer.'),
    known(rfc(9728, '4'), 'protected_resources', 'Protected resources', 'Resources whose access tokens this server issues.'),
    known(metadata, 'service_documentation', 'Documentation', 'What developers should read.'),
    known(metadata, 'op_policy_uri', 'Policy', 'How the data of a client may be used.'),
    known(metadata, 'op_tos_uri', 'Terms of service', 'What whoever registers a client agrees to.'),
    known(metadata, 'ui_locales_supported', 'Languages of the pages', 'In which languages the server speaks to users.'),
  ],
};
