import { openId, rfc } from '../../../model/spec-link.ts';
import { known, type MemberGroup } from './member.ts';

const metadata = rfc(8414, '2');
const ciba = openId('ciba', '4', 'registration');

/** By which grants tokens are had. */
export const grantMembers: MemberGroup = {
  id: 'grants',
  title: 'Grants',
  members: [
    known(metadata, 'grant_types_supported', 'Grants', 'How a client can come by tokens.', {
      standard: ['authorization_code', 'implicit'],
      always: true,
    }),
    known(rfc(8628, '4'), 'device_authorization_endpoint', 'Device endpoint', 'Where a device without a browser asks for its user code.', {
      always: true,
    }),
    known(ciba, 'backchannel_authentication_endpoint', 'CIBA endpoint', 'Where a user is asked to confirm on another device.', {
      always: true,
    }),
    known(ciba, 'backchannel_token_delivery_modes_supported', 'CIBA delivery', 'How tokens come back: poll, ping or push.'),
    known(
      ciba,
      'backchannel_authentication_request_signing_alg_values_supported',
      'CIBA request signatures',
      'Algorithms with which its requests may be signed.',
    ),
    known(ciba, 'backchannel_user_code_parameter_supported', 'CIBA user code', 'Whether users have a code against unwanted requests.', {
      standard: false,
    }),
  ],
};

/** How clients say who they are, and how there come to be any. */
export const clientMembers: MemberGroup = {
  id: 'clients',
  title: 'Clients',
  members: [
    known(
      metadata,
      'token_endpoint_auth_methods_supported',
      'Client authentication',
      'How a client proves at the token endpoint who it is.',
      {
        standard: ['client_secret_basic'],
        always: true,
      },
    ),
    known(
      metadata,
      'token_endpoint_auth_signing_alg_values_supported',
      'Client assertion signatures',
      'Algorithms of private_key_jwt and client_secret_jwt.',
    ),
    known(
      metadata,
      'introspection_endpoint_auth_methods_supported',
      'Authentication at introspection',
      'How a resource server proves who it is.',
    ),
    known(
      metadata,
      'introspection_endpoint_auth_signing_alg_values_supported',
      'Signatures at introspection',
      'Algorithms of its assertions.',
    ),
    known(metadata, 'revocation_endpoint_auth_methods_supported', 'Authentication at revocation', 'How a client proves there who it is.'),
    known(metadata, 'revocation_endpoint_auth_signing_alg_values_supported', 'Signatures at revocation', 'Algorithms of its assertions.'),
    known(rfc(7591, '3'), 'registration_endpoint', 'Registration', 'Where clients register themselves.', { always: true }),
    known(
      {
        rfc: 'Client ID Metadata Document (draft)',
        section: '',
        url: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/',
      },
      'client_id_metadata_document_supported',
      'Clients by URL',
      'Whether a client_id may be the URL of the client’s own metadata.',
      { standard: false },
    ),
  ],
};
