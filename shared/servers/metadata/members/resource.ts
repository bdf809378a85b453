import { rfc } from '../../../model/spec-link.ts';
import { known, type MemberGroup } from './member.ts';

const spec = rfc(9728, '2');

/** What a protected resource says of itself. */
const aboutResource: MemberGroup = {
  id: 'resource',
  title: 'Resource',
  members: [
    known(spec, 'resource', 'Resource', 'The identifier of the resource: what tokens for it are asked for with, and what their aud says.', {
      always: true,
    }),
    known(spec, 'resource_name', 'Name', 'What to call it before users.'),
    known(spec, 'authorization_servers', 'Authorization servers', 'Issuers whose tokens it takes.', { always: true }),
    known(spec, 'scopes_supported', 'Scopes', 'Scopes that open parts of it.'),
    known(spec, 'authorization_details_types_supported', 'Rich requests (RAR)', 'Types of authorization_details it understands.'),
    known(spec, 'jwks_uri', 'Keys', 'The public keys that verify what the resource signs.'),
    known(spec, 'resource_signing_alg_values_supported', 'Signatures', 'Algorithms with which the resource signs its answers.'),
    known(spec, 'signed_metadata', 'Signed metadata', 'The same document as a signed JWT, for those who trust its signer.'),
    known(spec, 'resource_documentation', 'Documentation', 'What developers should read.'),
    known(spec, 'resource_policy_uri', 'Policy', 'How its data may be used.'),
    known(spec, 'resource_tos_uri', 'Terms of service', 'What whoever uses it agrees to.'),
  ],
};

/** How a token is shown to it. */
const presentingTokens: MemberGroup = {
  id: 'presenting',
  title: 'Presenting a token',
  members: [
    known(spec, 'bearer_methods_supported', 'Ways to send a token', 'header is the one to use; body and query are legacy.', {
      always: true,
    }),
    known(spec, 'dpop_signing_alg_values_supported', 'DPoP', 'Algorithms of proofs that show the token is the caller’s own.', {
      always: true,
    }),
    known(spec, 'dpop_bound_access_tokens_required', 'DPoP required', 'Whether tokens that are not bound to a key are refused.', {
      standard: false,
    }),
    known(
      spec,
      'tls_client_certificate_bound_access_tokens',
      'Bound to certificates',
      'Whether it takes tokens bound to the client’s certificate.',
      {
        standard: false,
        always: true,
      },
    ),
  ],
};

export const resourceGroups: readonly MemberGroup[] = [aboutResource, presentingTokens];
