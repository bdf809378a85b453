import type { Endpoints } from './endpoints.ts';

/** Every endpoint Grantbench knows: its member of the server metadata (RFC 8414 §2) and its field of a profile. */
export const endpointFields = {
  authorization_endpoint: 'authorizationEndpoint',
  token_endpoint: 'tokenEndpoint',
  jwks_uri: 'jwksUri',
  device_authorization_endpoint: 'deviceAuthorizationEndpoint',
  backchannel_authentication_endpoint: 'backchannelAuthenticationEndpoint',
  pushed_authorization_request_endpoint: 'pushedAuthorizationRequestEndpoint',
  introspection_endpoint: 'introspectionEndpoint',
  revocation_endpoint: 'revocationEndpoint',
  userinfo_endpoint: 'userinfoEndpoint',
  end_session_endpoint: 'endSessionEndpoint',
  registration_endpoint: 'registrationEndpoint',
} as const satisfies Record<string, keyof Endpoints>;

/** Name of an endpoint in server metadata. */
export type EndpointName = keyof typeof endpointFields;
