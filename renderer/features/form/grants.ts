import { grantTraits } from '../../../shared/model/grant-traits.ts';
import type { AuthMethod, GrantType, PkceMethod, Profile, RequestedResponseMode } from '../../../shared/model/profile.ts';
import { responseTypeOf } from '../../../shared/model/response-type.ts';
import type { SpecLink } from '../../../shared/model/spec-link.ts';
import { openId, rfc } from '../../../shared/model/spec-name.ts';

interface GrantWords {
  readonly label: string;
  /** In the list of profiles. */
  readonly short: string;
  /** One sentence: who does what. */
  readonly meaning: string;
  readonly specs: readonly SpecLink[];
}

/** The grants in words. */
export const grantWords: Record<GrantType, GrantWords> = {
  authorization_code: {
    label: 'Authorization code',
    short: 'code',
    meaning: 'The user signs in at the server; we receive a code on a local address and exchange it.',
    specs: [rfc(6749, '4.1'), rfc(7636)],
  },
  client_credentials: {
    label: 'Client credentials',
    short: 'client credentials',
    meaning: 'The client asks for itself, with its own credentials. No user takes part.',
    specs: [rfc(6749, '4.4')],
  },
  password: {
    label: 'Resource owner password',
    short: 'password',
    meaning: 'The user’s name and password go through the client to the server.',
    specs: [rfc(6749, '4.3')],
  },
  refresh_token: {
    label: 'Refresh token',
    short: 'refresh',
    meaning: 'A refresh token from an earlier run is exchanged for fresh tokens, without the user.',
    specs: [rfc(6749, '6')],
  },
  device_code: {
    label: 'Device authorization',
    short: 'device',
    meaning: 'The user enters a short code on another device; we ask until the answer is there.',
    specs: [rfc(8628)],
  },
  token_exchange: {
    label: 'Token exchange',
    short: 'exchange',
    meaning: 'A token is traded for another one: for somebody’s own use, or to act on somebody’s behalf.',
    specs: [rfc(8693, '2')],
  },
  jwt_bearer: {
    label: 'JWT bearer',
    short: 'JWT bearer',
    meaning: 'A signed assertion about a user, or the client itself, is traded for an access token.',
    specs: [rfc(7523, '2.1')],
  },
  saml2_bearer: {
    label: 'SAML 2.0 bearer',
    short: 'SAML',
    meaning: 'A SAML 2.0 assertion of an identity provider is traded for an access token.',
    specs: [rfc(7522, '2.1')],
  },
  ciba: {
    label: 'Backchannel authentication (CIBA)',
    short: 'CIBA',
    meaning: 'The server calls the user up at a device of their own; no browser takes part here.',
    specs: [openId('ciba', '7', 'rfc.section.7')],
  },
  implicit: {
    label: 'Implicit',
    short: 'implicit',
    meaning: 'Legacy: the tokens come in the redirect itself, where history, logs and referrers can see them.',
    specs: [rfc(6749, '4.2'), rfc(9700, '2.1.2')],
  },
  hybrid: {
    label: 'Hybrid',
    short: 'hybrid',
    meaning: 'The code comes with an ID token, or, as legacy, with an access token that the redirect exposes.',
    specs: [openId('core', '3.3', 'HybridFlowAuth'), rfc(9700, '2.1.2')],
  },
  extension: {
    label: 'Extension grant',
    short: 'extension',
    meaning: 'Any other grant, named by a URI; its parameters are yours to give.',
    specs: [rfc(6749, '4.5')],
  },
};

/** The order in which grants are offered. */
export const grantOrder: readonly GrantType[] = [
  'authorization_code',
  'client_credentials',
  'device_code',
  'refresh_token',
  'token_exchange',
  'jwt_bearer',
  'saml2_bearer',
  'ciba',
  'extension',
  'password',
  'hybrid',
  'implicit',
];

/** A grant as this profile runs it: with the proof key it uses. */
export function grantLabel(grant: GrantType, pkce: PkceMethod): string {
  if (grant !== 'authorization_code') return grantWords[grant].label;
  return pkce === 'none' ? 'Authorization code without PKCE' : 'Authorization code with PKCE';
}

export const authMethodWords: Record<AuthMethod, { readonly meaning: string; readonly spec: SpecLink }> = {
  client_secret_basic: { meaning: 'Client ID and secret in the Authorization header.', spec: rfc(6749, '2.3.1') },
  client_secret_post: { meaning: 'Client ID and secret as parameters in the body.', spec: rfc(6749, '2.3.1') },
  client_secret_jwt: { meaning: 'A short-lived JWT signed with the client secret, which itself does not travel.', spec: rfc(7523, '2.2') },
  private_key_jwt: { meaning: 'A short-lived JWT signed with the client’s private key.', spec: rfc(7523, '2.2') },
  tls_client_auth: { meaning: 'The client’s certificate, issued by an authority the server trusts.', spec: rfc(8705, '2.1') },
  self_signed_tls_client_auth: { meaning: 'The client’s own certificate, registered at the server.', spec: rfc(8705, '2.2') },
  none: { meaning: 'A public client: only the client ID, in the body.', spec: rfc(6749, '3.2.1') },
  custom: { meaning: 'Headers and parameters of your own, and nothing else.', spec: rfc(6749, '2.3.2') },
};

export const pkceWords: Record<PkceMethod, { readonly label: string; readonly meaning: string }> = {
  S256: { label: 'S256', meaning: 'The challenge is a hash; whoever sees it cannot use the code.' },
  plain: { label: 'plain', meaning: 'The challenge is the verifier itself. Only for servers that cannot do better.' },
  none: { label: 'off', meaning: 'No proof key: a stolen code can be used by anyone with the client’s credentials.' },
};

export const responseModeWords: Record<RequestedResponseMode | 'default', { readonly label: string; readonly meaning: string }> = {
  default: { label: 'server’s choice', meaning: 'response_mode is not sent; code answers come in the query.' },
  query: { label: 'query', meaning: 'In the query of the redirect URI.' },
  fragment: { label: 'fragment', meaning: 'Behind the #, which the browser keeps to itself; our page hands it over.' },
  form_post: { label: 'form_post', meaning: 'As a form that the browser posts to the redirect URI.' },
  jwt: { label: 'jwt', meaning: 'As a signed JWT (JARM), in the place that is usual for the response type.' },
  'query.jwt': { label: 'query.jwt', meaning: 'As a signed JWT (JARM) in the query.' },
  'fragment.jwt': { label: 'fragment.jwt', meaning: 'As a signed JWT (JARM) behind the #.' },
  'form_post.jwt': { label: 'form_post.jwt', meaning: 'As a signed JWT (JARM) in a form that the browser posts.' },
};

/** Parameters the request carries by itself, which can be left out on purpose. */
export function standardParameters({ grant, request, client }: Profile, endpoint: 'authorization' | 'token'): string[] {
  const scope = request.scope.trim() === '' ? [] : ['scope'];
  if (endpoint === 'authorization' && grantTraits[grant].opens !== 'authorization') return ['client_id', ...scope];
  if (endpoint === 'authorization') {
    const withCode = responseTypeOf(grant, request.responseType).includes('code');
    const pkce = request.pkce === 'none' || !withCode ? [] : ['code_challenge', 'code_challenge_method'];
    const mode = request.responseMode === null ? [] : ['response_mode'];
    const nonce = /(^|\s)openid(\s|$)/.test(request.scope) ? ['nonce'] : [];
    return ['response_type', 'client_id', 'redirect_uri', ...scope, 'state', ...nonce, ...pkce, ...mode];
  }
  const redeemed = ['code', 'redirect_uri', ...(request.pkce === 'none' ? [] : ['code_verifier'])];
  const own: Record<GrantType, string[]> = {
    authorization_code: redeemed,
    hybrid: redeemed,
    implicit: [],
    client_credentials: scope,
    password: ['username', 'password', ...scope],
    refresh_token: ['refresh_token', ...scope],
    device_code: ['device_code'],
    ciba: ['auth_req_id'],
    token_exchange: [
      'subject_token',
      'subject_token_type',
      ...(request.exchange.actorToken === null ? [] : ['actor_token', 'actor_token_type']),
      ...scope,
    ],
    jwt_bearer: ['assertion', ...scope],
    saml2_bearer: ['assertion', ...scope],
    extension: scope,
  };
  const assertion = ['client_id', 'client_assertion_type', 'client_assertion'];
  const authentication: Record<AuthMethod, string[]> = {
    client_secret_basic: [],
    client_secret_post: ['client_id', 'client_secret'],
    client_secret_jwt: assertion,
    private_key_jwt: assertion,
    tls_client_auth: ['client_id'],
    self_signed_tls_client_auth: ['client_id'],
    none: ['client_id'],
    custom: [],
  };
  return ['grant_type', ...own[grant], ...authentication[client.authMethod]];
}
