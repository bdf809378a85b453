import type { GrantType } from './profile.ts';

/** What a grant does, as far as others than the grant itself must know. */
export interface GrantTraits {
  /** What happens before the token endpoint is asked. */
  readonly opens: 'nothing' | 'authorization' | 'device' | 'backchannel';
  /** Whether the token endpoint is asked; `implicit` gets everything in the redirect. */
  readonly asksToken: boolean;
  /** Whether `scope` of an OpenID Connect request brings an ID token. */
  readonly openId: boolean;
  /** `grant_type` on the wire; null where the user names it, or none is sent. */
  readonly wireName: string | null;
}

const direct = { opens: 'nothing', asksToken: true, openId: false } as const;

/** Every grant's traits. Without zod, so that a first screen can know them cheaply. */
export const grantTraits: Readonly<Record<GrantType, GrantTraits>> = {
  client_credentials: { ...direct, wireName: 'client_credentials' },
  password: { ...direct, wireName: 'password' },
  authorization_code: { opens: 'authorization', asksToken: true, openId: true, wireName: 'authorization_code' },
  refresh_token: { ...direct, wireName: 'refresh_token' },
  device_code: { opens: 'device', asksToken: true, openId: true, wireName: 'urn:ietf:params:oauth:grant-type:device_code' },
  token_exchange: { ...direct, wireName: 'urn:ietf:params:oauth:grant-type:token-exchange' },
  jwt_bearer: { ...direct, wireName: 'urn:ietf:params:oauth:grant-type:jwt-bearer' },
  saml2_bearer: { ...direct, wireName: 'urn:ietf:params:oauth:grant-type:saml2-bearer' },
  ciba: { opens: 'backchannel', asksToken: true, openId: true, wireName: 'urn:openid:params:grant-type:ciba' },
  implicit: { opens: 'authorization', asksToken: false, openId: true, wireName: null },
  hybrid: { opens: 'authorization', asksToken: true, openId: true, wireName: 'authorization_code' },
  extension: { ...direct, wireName: null },
};

/** Whether the user's browser takes part, coming back by a redirect. */
export function usesRedirect(grant: GrantType): boolean {
  return grantTraits[grant].opens === 'authorization';
}
