import { openId, rfc } from '../../../model/spec-link.ts';
import { known, type MemberGroup } from './member.ts';

const metadata = rfc(8414, '2');
const provider = openId('discovery', '3', 'ProviderMetadata');
const jar = rfc(9101, '10.5');

/** What can be asked for at the authorization endpoint, and how. */
export const signingInMembers: MemberGroup = {
  id: 'signing_in',
  title: 'Signing in',
  members: [
    known(metadata, 'response_types_supported', 'Response types', 'What the redirect brings: code is the one to use.', { always: true }),
    known(metadata, 'response_modes_supported', 'Response modes', 'How the answer travels back; those with jwt are signed (JARM).', {
      standard: ['query', 'fragment'],
      always: true,
    }),
    known(
      rfc(7636, '4.3'),
      'code_challenge_methods_supported',
      'PKCE',
      'Binds the code to whoever asked for it. S256 is the method to use.',
      { always: true },
    ),
    known(
      rfc(9207, '3'),
      'authorization_response_iss_parameter_supported',
      'iss in responses',
      'Whether answers say which server they come from.',
      {
        standard: false,
        always: true,
      },
    ),
    known(
      rfc(9126, '5'),
      'pushed_authorization_request_endpoint',
      'Pushed requests (PAR)',
      'Takes the request from the client directly, out of the browser’s sight.',
      { always: true },
    ),
    known(rfc(9126, '5'), 'require_pushed_authorization_requests', 'PAR required', 'Whether requests that were not pushed are refused.', {
      standard: false,
    }),
    known(provider, 'request_parameter_supported', 'Request objects (JAR)', 'Whether a request may be a signed JWT.', {
      standard: false,
      always: true,
    }),
    known(
      provider,
      'request_uri_parameter_supported',
      'Request objects by URL',
      'Whether the server fetches a request object from a URL.',
      { standard: true },
    ),
    known(provider, 'require_request_uri_registration', 'URLs registered', 'Whether such a URL must have been registered.', {
      standard: false,
    }),
    known(jar, 'require_signed_request_object', 'JAR required', 'Whether requests that are not signed are refused.', { standard: false }),
    known(
      jar,
      'request_object_signing_alg_values_supported',
      'Request object signatures',
      'Algorithms with which request objects may be signed.',
    ),
    known(
      provider,
      'request_object_encryption_alg_values_supported',
      'Request object key encryption',
      'How the key of an encrypted request object is encrypted.',
    ),
    known(provider, 'request_object_encryption_enc_values_supported', 'Request object encryption', 'How its content is encrypted.'),
    known(
      openId('jarm', '3', ''),
      'authorization_signing_alg_values_supported',
      'Response signatures (JARM)',
      'Algorithms with which authorization responses are signed.',
    ),
    known(
      openId('jarm', '3', ''),
      'authorization_encryption_alg_values_supported',
      'Response key encryption (JARM)',
      'How the key of an encrypted response is encrypted.',
    ),
    known(
      openId('jarm', '3', ''),
      'authorization_encryption_enc_values_supported',
      'Response encryption (JARM)',
      'How its content is encrypted.',
    ),
    known(
      rfc(9396, '10'),
      'authorization_details_types_supported',
      'Rich requests (RAR)',
      'Types of authorization_details the server understands.',
    ),
    known(openId('prompts', '4.2', ''), 'prompt_values_supported', 'Prompts', 'Values of prompt the server understands.'),
    known(provider, 'display_values_supported', 'Displays', 'Kinds of pages the server can show.', {}),
    known(provider, 'acr_values_supported', 'Ways of authentication', 'Values of acr_values: how strongly a user can be asked to sign in.'),
  ],
};
