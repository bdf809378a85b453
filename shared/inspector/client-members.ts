import { openId, rfc, type SpecLink } from '../model/spec-link.ts';
import type { ReadClaim } from '../model/token-reading.ts';

const oauth = rfc(7591, '2');
const answered = rfc(7591, '3.2.1');
const managed = rfc(7592, '3');
const connect = openId('registration', '2', 'ClientMetadata');
const logout = openId('logout', '3.1', 'ClientMetadata');
const ciba = openId('ciba', '4', 'registration');
const jarm = openId('jarm', '', '');

/** Members of a client's metadata, those one looks for first. */
const members: readonly (readonly [name: string, meaning: string, spec: SpecLink])[] = [
  ['client_id', 'The client’s id: what it calls itself towards the server.', answered],
  ['client_secret', 'What proves the client. It is in the keychain where a profile has the client.', answered],
  ['client_secret_expires_at', 'Until when the secret is good, in epoch seconds; 0 for ever.', answered],
  ['client_id_issued_at', 'When the client was registered, in epoch seconds.', answered],
  ['registration_client_uri', 'Where the registration is read, changed and deleted.', managed],
  ['registration_access_token', 'What it is managed with. A server may replace it with every answer.', managed],
  ['client_name', 'What users are asked about when they consent.', oauth],
  ['redirect_uris', 'Where users may come back; compared character by character.', oauth],
  ['application_type', 'native for an application on the user’s machine, which may come back to any loopback port; else web.', connect],
  ['grant_types', 'The grants the client may use.', oauth],
  ['response_types', 'What it may ask the authorization endpoint for.', oauth],
  ['token_endpoint_auth_method', 'How it must prove itself at the token endpoint.', oauth],
  ['token_endpoint_auth_signing_alg', 'With which algorithm its assertions must be signed.', connect],
  ['scope', 'The scopes it may ask for.', oauth],
  ['jwks', 'Its public keys.', oauth],
  ['jwks_uri', 'Where its public keys are fetched.', oauth],
  ['contacts', 'Whom to ask about it.', oauth],
  ['client_uri', 'A page about the client.', oauth],
  ['logo_uri', 'Its picture on the consent page.', oauth],
  ['policy_uri', 'What it does with the user’s data.', oauth],
  ['tos_uri', 'Its terms of service.', oauth],
  ['software_id', 'Which software it is, the same for all its installations.', oauth],
  ['software_version', 'Which version of it.', oauth],
  ['software_statement', 'What somebody the server trusts says of it, signed.', rfc(7591, '2.3')],
  ['post_logout_redirect_uris', 'Where users may come back from signing out.', logout],
  ['subject_type', 'public: all clients see the same sub; pairwise: each sees its own.', connect],
  ['sector_identifier_uri', 'Which redirect URIs see the same pairwise sub.', connect],
  ['id_token_signed_response_alg', 'How its ID tokens are signed.', connect],
  ['userinfo_signed_response_alg', 'How userinfo is signed for it.', connect],
  ['request_object_signing_alg', 'How its request objects must be signed.', connect],
  ['require_auth_time', 'Whether its ID tokens always say when the user signed in.', connect],
  ['default_max_age', 'After how many seconds the user must sign in again, unless the request says.', connect],
  ['default_acr_values', 'How strongly the user must sign in, unless the request says.', connect],
  ['require_signed_request_object', 'Whether it must send signed request objects.', rfc(9101, '10.5')],
  ['require_pushed_authorization_requests', 'Whether it must push its authorization requests.', rfc(9126, '6')],
  ['dpop_bound_access_tokens', 'Whether its access tokens are always bound to a key.', rfc(9449, '5.2')],
  ['tls_client_certificate_bound_access_tokens', 'Whether its access tokens are bound to its certificate.', rfc(8705, '3.4')],
  ['tls_client_auth_subject_dn', 'Whose certificate it shows.', rfc(8705, '2.1.2')],
  ['authorization_details_types', 'The types of authorization details it may ask for.', rfc(9396, '10')],
  ['authorization_signed_response_alg', 'How authorization responses are signed for it (JARM).', jarm],
  ['backchannel_token_delivery_mode', 'How it learns that a user has answered in the background.', ciba],
  ['backchannel_client_notification_endpoint', 'Where it is told so.', ciba],
  ['backchannel_user_code_parameter', 'Whether it sends a secret code of the user.', ciba],
];

const places = new Map(members.map(([name], index) => [name, index]));

/**
 * Explains every member of a client's metadata, those one looks for first: one sentence, empty for a name nobody registered.
 *
 * @see https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#client-metadata
 */
export function explainClient(metadata: Readonly<Record<string, unknown>>): ReadClaim[] {
  const place = (name: string) => places.get(name) ?? members.length;
  return Object.entries(metadata)
    .toSorted(([one], [other]) => place(one) - place(other))
    .map(([name, value]) => {
      const [, meaning, spec] = members[place(name)] ?? [name, '', null];
      return { name, value, meaning, spec };
    });
}
