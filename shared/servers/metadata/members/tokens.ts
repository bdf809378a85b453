import { openId, rfc } from '../../../model/spec-link.ts';
import { known, type MemberGroup } from './member.ts';

const provider = openId('discovery', '3', 'ProviderMetadata');

/** What tokens are like, and what they are bound to. */
export const tokenMembers: MemberGroup = {
  id: 'tokens',
  title: 'Tokens',
  members: [
    known(rfc(9449, '5.1'), 'dpop_signing_alg_values_supported', 'DPoP', 'Algorithms of proofs that bind a token to a key of the client.', {
      always: true,
    }),
    known(
      rfc(8705, '3.3'),
      'tls_client_certificate_bound_access_tokens',
      'Bound to certificates',
      'Whether access tokens can be bound to the client’s certificate.',
      {
        standard: false,
        always: true,
      },
    ),
    known(provider, 'id_token_signing_alg_values_supported', 'ID token signatures', 'Algorithms with which ID tokens are signed.'),
    known(
      provider,
      'id_token_encryption_alg_values_supported',
      'ID token key encryption',
      'How the key of an encrypted ID token is encrypted.',
    ),
    known(provider, 'id_token_encryption_enc_values_supported', 'ID token encryption', 'How its content is encrypted.'),
    known(
      provider,
      'userinfo_signing_alg_values_supported',
      'Userinfo signatures',
      'Algorithms with which userinfo answers may be signed.',
    ),
    known(
      provider,
      'userinfo_encryption_alg_values_supported',
      'Userinfo key encryption',
      'How the key of an encrypted userinfo answer is encrypted.',
    ),
    known(provider, 'userinfo_encryption_enc_values_supported', 'Userinfo encryption', 'How its content is encrypted.'),
    known(
      rfc(9701, '7'),
      'introspection_signing_alg_values_supported',
      'Introspection signatures',
      'Algorithms with which introspection answers may be signed.',
    ),
    known(
      rfc(9701, '7'),
      'introspection_encryption_alg_values_supported',
      'Introspection key encryption',
      'How the key of an encrypted introspection answer is encrypted.',
    ),
    known(rfc(9701, '7'), 'introspection_encryption_enc_values_supported', 'Introspection encryption', 'How its content is encrypted.'),
  ],
};

/** What can be learnt of a user, and asked for. */
export const userMembers: MemberGroup = {
  id: 'users',
  title: 'Users and scopes',
  members: [
    known(rfc(8414, '2'), 'scopes_supported', 'Scopes', 'Scopes that can be asked for; there may be more.'),
    known(provider, 'claims_supported', 'Claims', 'What the server can tell of a user; there may be more.'),
    known(provider, 'claims_parameter_supported', 'Single claims', 'Whether claims can be asked for one by one.', { standard: false }),
    known(provider, 'claim_types_supported', 'Kinds of claims', 'Whether claims may come from elsewhere.', { standard: ['normal'] }),
    known(provider, 'claims_locales_supported', 'Languages of claims', 'In which languages claims can be had.'),
    known(provider, 'subject_types_supported', 'Subjects', 'public: all clients see the same sub. pairwise: each sees its own.'),
  ],
};

const session = openId('session', '3.3', 'OPMetadata');
const front = openId('frontChannelLogout', '3', 'OPLogout');
const back = openId('backChannelLogout', '2.1', 'BCSupport');

/** How a session ends. */
export const sessionMembers: MemberGroup = {
  id: 'sessions',
  title: 'Signing out',
  members: [
    known(openId('logout', '2.1', 'OPMetadata'), 'end_session_endpoint', 'Sign-out endpoint', 'Where a client sends users to sign out.', {
      always: true,
    }),
    known(session, 'check_session_iframe', 'Session check', 'A page that tells a client in the browser whether the session still stands.'),
    known(front, 'frontchannel_logout_supported', 'Front-channel sign-out', 'Whether clients are told through the browser.', {
      standard: false,
    }),
    known(front, 'frontchannel_logout_session_supported', 'Front-channel session', 'Whether they are told which session.', {
      standard: false,
    }),
    known(back, 'backchannel_logout_supported', 'Back-channel sign-out', 'Whether clients are told directly, with a logout token.', {
      standard: false,
    }),
    known(back, 'backchannel_logout_session_supported', 'Back-channel session', 'Whether it says which session.', { standard: false }),
  ],
};
