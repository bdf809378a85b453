import type { OAuthErrorMeaning } from './oauth-error-meaning.ts';
import { openId, rfc } from './spec-name.ts';

/** The error codes that extensions of OAuth 2.0 define. */
export const extensionErrors: Readonly<Record<string, OAuthErrorMeaning>> = {
  authorization_pending: {
    meaning: 'The user has not answered yet.',
    hint: 'Keep polling; this is a state, not a fault.',
    spec: rfc(8628, '3.5'),
  },
  slow_down: {
    meaning: 'The server was asked too often.',
    hint: 'Poll more slowly: the interval grows by five seconds.',
    spec: rfc(8628, '3.5'),
  },
  expired_token: {
    meaning: 'The code ran out before the user answered.',
    hint: 'Start again and answer sooner.',
    spec: rfc(8628, '3.5'),
  },
  use_dpop_nonce: {
    meaning: 'The server wants its nonce in the DPoP proof.',
    hint: 'The request is sent once more with the nonce of the answer.',
    spec: rfc(9449, '8'),
  },
  invalid_dpop_proof: {
    meaning: 'The DPoP proof is missing, malformed, replayed, or made for another request.',
    hint: 'Check the clock of this machine, and that a proxy changes neither URL nor method.',
    spec: rfc(9449, '5'),
  },
  invalid_authorization_details: {
    meaning: 'The server does not know, or does not allow, what authorization_details asks for.',
    hint: 'Check the type and its fields against what the server documents, and that this client may use the type.',
    spec: rfc(9396, '5'),
  },
  invalid_request_uri: {
    meaning: 'The request_uri is unknown, expired or used up.',
    hint: 'Push the request again right before it is used.',
    spec: rfc(9101, '7'),
  },
  invalid_request_object: {
    meaning: 'The request object cannot be read, or its signature or claims do not hold.',
    hint: 'Check its key at the server, its audience (the issuer), and the clock.',
    spec: rfc(9101, '7'),
  },
  request_not_supported: {
    meaning: 'The server takes no request objects.',
    hint: 'Switch the request object off.',
    spec: openId('core', '6.2', 'RequestUriParameter'),
  },
  request_uri_not_supported: {
    meaning: 'The server takes no request_uri.',
    hint: 'Send the request itself.',
    spec: openId('core', '6.2', 'RequestUriParameter'),
  },
  registration_not_supported: {
    meaning: 'The server takes no registration parameter.',
    hint: 'Leave it out.',
    spec: openId('core', '7.2', 'SelfIssuedRegistration'),
  },
  unmet_authentication_requirements: {
    meaning: 'The server cannot authenticate the user the way acr_values or claims ask.',
    hint: 'Ask for less, or for what the server lists in acr_values_supported.',
    spec: openId('core', '3.1.2.6', 'AuthError'),
  },
  unsupported_token_type: {
    meaning: 'The server does not revoke, or look up, tokens of this kind.',
    hint: 'A JWT is checked by its signature and its times; to end it, revoke the refresh token it came with.',
    spec: rfc(7009, '2.2.1'),
  },
  invalid_token: {
    meaning: 'The token is expired, revoked, malformed, or not meant for this resource.',
    hint: 'Get a fresh token, and compare its audience with the resource.',
    spec: rfc(6750, '3.1'),
  },
  insufficient_scope: {
    meaning: 'The token does not have the scope this resource needs.',
    hint: 'Ask for the scope the answer names.',
    spec: rfc(6750, '3.1'),
  },
  insufficient_user_authentication: {
    meaning: 'The resource wants the user to be authenticated more strongly, or more recently.',
    hint: 'Ask again with the acr_values or max_age of the challenge.',
    spec: rfc(9470, '3'),
  },
  invalid_redirect_uri: {
    meaning: 'A redirect URI of the registration is not allowed.',
    hint: 'Check scheme, host and that there is no fragment.',
    spec: rfc(7591, '3.2.2'),
  },
  invalid_client_metadata: {
    meaning: 'A value of the client’s registration is not allowed.',
    hint: 'Compare the metadata with what the server supports.',
    spec: rfc(7591, '3.2.2'),
  },
  invalid_software_statement: {
    meaning: 'The software statement cannot be read or does not hold.',
    hint: 'Get a fresh one from whoever issued it.',
    spec: rfc(7591, '3.2.2'),
  },
  unapproved_software_statement: {
    meaning: 'The server does not accept this software statement.',
    hint: 'Ask the operator of the server to approve its issuer.',
    spec: rfc(7591, '3.2.2'),
  },
  unknown_user_id: {
    meaning: 'The server does not know the user the hint names.',
    hint: 'Check the login hint.',
    spec: openId('ciba', '13', 'rfc.section.13'),
  },
  missing_user_code: {
    meaning: 'The server wants the user’s code in the request.',
    hint: 'Enter the user code.',
    spec: openId('ciba', '13', 'rfc.section.13'),
  },
  invalid_user_code: {
    meaning: 'The user’s code is wrong.',
    hint: 'Check it with the user.',
    spec: openId('ciba', '13', 'rfc.section.13'),
  },
  invalid_binding_message: {
    meaning: 'The binding message is not one the server can show.',
    hint: 'Shorten it, and keep to plain characters.',
    spec: openId('ciba', '13', 'rfc.section.13'),
  },
  expired_login_hint_token: {
    meaning: 'The login hint token has expired.',
    hint: 'Get a fresh one.',
    spec: openId('ciba', '13', 'rfc.section.13'),
  },
  transaction_failed: {
    meaning: 'The server could not finish asking the user.',
    hint: 'Try again; if it repeats, ask its operator.',
    spec: openId('ciba', '11', 'rfc.section.11'),
  },
};
