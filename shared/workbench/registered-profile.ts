import { authMethod, type ClientSettings, type GrantType, type Profile, profile } from '../model/profile.ts';
import type { ClientMetadata } from './run-registration.ts';

/** A profile made of a registered client, and the secrets that belong to it, by field. */
export interface RegisteredProfile {
  readonly profile: Profile;
  readonly secrets: ReadonlyMap<string, string>;
}

/** Fields of the keychain in which they are kept. */
const clientSecretField = 'client_secret';
const registrationField = 'registration_access_token';

/**
 * A new profile for a client that was just registered: the server of `base`, the client as the server
 * describes it, the first grant it may use.
 */
export function registeredProfile(base: Profile, client: ClientMetadata): RegisteredProfile {
  const known = withRegistration(base, client);
  const name = text(client.client_name);
  return {
    secrets: known.secrets,
    profile: profile.parse({
      ...known.profile,
      id: crypto.randomUUID(),
      name: (name === '' ? `${base.name} (registered)` : name).trim().slice(0, 200) || 'Registered client',
      grant: grantOf(client) ?? base.grant,
      request: {
        ...known.profile.request,
        scope: text(client.scope) || base.request.scope,
        redirectUri: redirectUriOf(client) ?? base.request.redirectUri,
      },
    }),
  };
}

/** The profile with what the server says of its client now: its secret and its token may be new ones. */
export function withRegistration(before: Profile, client: ClientMetadata): RegisteredProfile {
  const secrets = new Map<string, string>();
  const keep = (field: string, value: unknown) => {
    if (typeof value !== 'string' || value === '') return null;
    secrets.set(field, value);
    return { secret: field };
  };
  const isSame = before.client.clientId === client.client_id;
  const uri = text(client.registration_client_uri) || (isSame ? (before.client.registration?.uri ?? '') : '');
  const accessToken =
    keep(registrationField, client.registration_access_token) ?? (isSame ? (before.client.registration?.accessToken ?? null) : null);
  const method = authMethod.safeParse(client.token_endpoint_auth_method ?? 'client_secret_basic');
  const settings: ClientSettings = {
    ...before.client,
    clientId: text(client.client_id),
    ...(method.success && { authMethod: method.data }),
    clientSecret: keep(clientSecretField, client.client_secret) ?? (isSame ? before.client.clientSecret : null),
    registration: uri === '' ? null : { uri, accessToken },
  };
  return { profile: { ...before, client: settings }, secrets };
}

/** What a profile would register: what it already says, in the words of the registration. */
export function suggestedMetadata({ name, grant, client, request }: Profile): ClientMetadata {
  const redirects = grant === 'authorization_code' || grant === 'hybrid' || grant === 'implicit';
  const url = URL.parse(request.redirectUri);
  const loopback = url !== null && url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  // A native client may come back to any port (RFC 8252 §7.3), so none is registered.
  const redirectUri = request.redirectUri.replace(/:0(?=\/|$)/, '');
  return {
    client_name: `${name}, registered by Grantbench`,
    ...(redirects && loopback && { application_type: 'native' }),
    redirect_uris: redirects ? [redirectUri] : [],
    grant_types: grantTypesOf(grant),
    response_types: redirects ? [grant === 'authorization_code' ? 'code' : request.responseType] : [],
    token_endpoint_auth_method: client.authMethod === 'custom' ? 'client_secret_basic' : client.authMethod,
    ...(request.scope.trim() !== '' && { scope: request.scope.trim() }),
  };
}

function grantTypesOf(grant: GrantType): string[] {
  if (grant === 'authorization_code') return ['authorization_code', 'refresh_token'];
  if (grant === 'implicit') return ['implicit'];
  if (grant === 'hybrid') return ['authorization_code', 'implicit', 'refresh_token'];
  if (grant === 'refresh_token') return ['authorization_code', 'refresh_token'];
  return [wireNames[grant] ?? grant];
}

const wireNames: Readonly<Partial<Record<GrantType, string>>> = {
  device_code: 'urn:ietf:params:oauth:grant-type:device_code',
  token_exchange: 'urn:ietf:params:oauth:grant-type:token-exchange',
  jwt_bearer: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  saml2_bearer: 'urn:ietf:params:oauth:grant-type:saml2-bearer',
  ciba: 'urn:openid:params:grant-type:ciba',
};

/** The grants a client may use, the first that Grantbench runs; the registration's default is the code. */
function grantOf({ grant_types: types }: ClientMetadata): GrantType | null {
  if (!Array.isArray(types)) return types === undefined ? 'authorization_code' : null;
  const order: readonly GrantType[] = [
    'authorization_code',
    'device_code',
    'ciba',
    'client_credentials',
    'password',
    'token_exchange',
    'jwt_bearer',
    'saml2_bearer',
    'implicit',
  ];
  return order.find((grant) => types.includes(wireNames[grant] ?? grant)) ?? null;
}

/** The first redirect URI; a native client's on the loopback interface, at any port. */
function redirectUriOf({ redirect_uris: uris, application_type: type }: ClientMetadata): string | null {
  const [first] = Array.isArray(uris) ? uris : [];
  if (typeof first !== 'string') return null;
  return type === 'native' ? first.replace(/^(http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]))(?=\/|$)/, '$1:0') : first;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
