import type { AuthMethod, GrantType, PkceMethod, Profile, ResponseMode } from '../../../shared/model/profile.ts';
import type { SpecLink } from '../../../shared/model/spec-link.ts';
import { rfc } from '../../../shared/model/spec-name.ts';

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
};

/** The order in which grants are offered. */
export const grantOrder: readonly GrantType[] = ['authorization_code', 'client_credentials', 'password', 'refresh_token'];

/** A grant as this profile runs it: with the proof key it uses. */
export function grantLabel(grant: GrantType, pkce: PkceMethod): string {
  if (grant !== 'authorization_code') return grantWords[grant].label;
  return pkce === 'none' ? 'Authorization code without PKCE' : 'Authorization code with PKCE';
}

export const authMethodWords: Record<AuthMethod, { readonly meaning: string; readonly spec: SpecLink }> = {
  client_secret_basic: { meaning: 'Client ID and secret in the Authorization header.', spec: rfc(6749, '2.3.1') },
  client_secret_post: { meaning: 'Client ID and secret as parameters in the body.', spec: rfc(6749, '2.3.1') },
  none: { meaning: 'A public client: only the client ID, in the body.', spec: rfc(6749, '3.2.1') },
};

export const pkceWords: Record<PkceMethod, { readonly label: string; readonly meaning: string }> = {
  S256: { label: 'S256', meaning: 'The challenge is a hash; whoever sees it cannot use the code.' },
  plain: { label: 'plain', meaning: 'The challenge is the verifier itself. Only for servers that cannot do better.' },
  none: { label: 'off', meaning: 'No proof key: a stolen code can be used by anyone with the client’s credentials.' },
};

export const responseModeWords: Record<ResponseMode | 'default', { readonly label: string; readonly meaning: string }> = {
  default: { label: 'server’s choice', meaning: 'response_mode is not sent; code answers come in the query.' },
  query: { label: 'query', meaning: 'In the query of the redirect URI.' },
  fragment: { label: 'fragment', meaning: 'Behind the #, which the browser keeps to itself; our page hands it over.' },
  form_post: { label: 'form_post', meaning: 'As a form that the browser posts to the redirect URI.' },
};

/** Parameters the request carries by itself, which can be left out on purpose. */
export function standardParameters({ grant, request, client }: Profile, endpoint: 'authorization' | 'token'): string[] {
  const scope = request.scope.trim() === '' ? [] : ['scope'];
  if (endpoint === 'authorization') {
    const pkce = request.pkce === 'none' ? [] : ['code_challenge', 'code_challenge_method'];
    const mode = request.responseMode === null ? [] : ['response_mode'];
    const nonce = /(^|\s)openid(\s|$)/.test(request.scope) ? ['nonce'] : [];
    return ['response_type', 'client_id', 'redirect_uri', ...scope, 'state', ...nonce, ...pkce, ...mode];
  }
  const own: Record<GrantType, string[]> = {
    authorization_code: ['code', 'redirect_uri', ...(request.pkce === 'none' ? [] : ['code_verifier'])],
    client_credentials: scope,
    password: ['username', 'password', ...scope],
    refresh_token: ['refresh_token', ...scope],
  };
  const authentication: Record<AuthMethod, string[]> = {
    client_secret_basic: [],
    client_secret_post: ['client_id', 'client_secret'],
    none: ['client_id'],
  };
  return ['grant_type', ...own[grant], ...authentication[client.authMethod]];
}
