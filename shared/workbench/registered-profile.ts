import { grantTraits, usesRedirect } from '../model/grant-traits.ts';
import { type AuthMethod, authMethod, type ClientSettings, type GrantType, type Profile } from '../model/profile.ts';
import { isNativeRedirect } from '../model/redirect-place.ts';
import { responseTypeOf } from '../model/response-type.ts';
import type { ClientMetadata } from '../protocol/client-metadata.ts';

/** A profile made of a registered client, and the secrets that belong to it, by field. */
export interface RegisteredProfile {
  readonly profile: Profile;
  readonly secrets: ReadonlyMap<string, string>;
}

/** Fields of the keychain in which they are kept. */
const clientSecretField = 'client_secret';
const registrationField = 'registration_access_token';
const uriField = 'registration_client_uri';

/** How a client is kept. */
export interface KeepingWish {
  /** Name of a new profile; absent: that of the client. */
  readonly called?: string | undefined;
  /** Whether the address at which it is managed repeats something secret, and goes to the keychain. */
  readonly hidesUri?: boolean;
}

/**
 * A new profile for a client that was just registered: the server of `base`, the client as the server
 * describes it, the first grant it may use. Not checked yet: what a server says may be too much for a profile.
 */
export function registeredProfile(base: Profile, client: ClientMetadata, wish: KeepingWish = {}): RegisteredProfile {
  const known = withRegistration(base, client, wish);
  const name = wish.called ?? text(client.client_name);
  return {
    secrets: known.secrets,
    profile: {
      ...known.profile,
      id: crypto.randomUUID(),
      name: (name === '' ? `${base.name} (registered)` : name).trim().slice(0, 200) || 'Registered client',
      grant: mayUse(base, client) ? base.grant : (grantOf(client) ?? base.grant),
      request: {
        ...known.profile.request,
        scope: text(client.scope) || base.request.scope,
        redirectUri: redirectUriOf(client) ?? base.request.redirectUri,
        // The refresh token of another client.
        refreshToken: null,
      },
    },
  };
}

/**
 * The profile with what the server says of its client now: its secret and its token may be new ones. Another client
 * takes the place of the one it had, and brings its own redirect URI where that of the profile is not among its.
 */
export function withRegistration(before: Profile, client: ClientMetadata, { hidesUri = false }: KeepingWish = {}): RegisteredProfile {
  const secrets = new Map<string, string>();
  const keep = (field: string, value: unknown) => {
    if (typeof value !== 'string' || value === '') return null;
    secrets.set(field, value);
    return { secret: field };
  };
  const isSame = before.client.clientId === client.client_id;
  const known = isSame ? before.client.registration : null;
  // What is no address takes the place of none.
  const said = isWebAddress(client.registration_client_uri) ? text(client.registration_client_uri) : '';
  const uri = (hidesUri ? keep(uriField, said) : said) || (known?.uri ?? '');
  const accessToken = keep(registrationField, client.registration_access_token) ?? known?.accessToken ?? null;
  const clientSecret = keep(clientSecretField, client.client_secret) ?? (isSame ? before.client.clientSecret : null);
  const secretExpiresAt = clientSecret === null ? null : (expiryOf(client) ?? known?.secretExpiresAt ?? null);
  const registration = uri === '' && secretExpiresAt === null ? null : { uri, accessToken, secretExpiresAt };
  // Nothing would refer to it, and a keychain is no place for what nobody finds again.
  if (registration === null) secrets.delete(registrationField);
  const settings: ClientSettings = {
    ...before.client,
    clientId: text(client.client_id),
    authMethod: methodOf(client) ?? (isSame ? before.client.authMethod : clientSecret === null ? 'none' : 'client_secret_basic'),
    clientSecret,
    registration,
  };
  const redirectUri = isSame || redirects(before.request.redirectUri, client) ? null : redirectUriOf(client);
  const request = redirectUri === null ? before.request : { ...before.request, redirectUri };
  return { profile: { ...before, client: settings, request }, secrets };
}

/** The profile without the client that was registered, and is no more. */
export function withoutClient(before: Profile): Profile {
  return { ...before, client: { ...before.client, clientId: '', clientSecret: null, registration: null } };
}

function isWebAddress(uri: unknown): boolean {
  return typeof uri === 'string' && ['http:', 'https:'].includes(URL.parse(uri)?.protocol ?? '');
}

/** How the client authenticates, in so many words; null where the server does not say, or names what nobody here knows. */
function methodOf({ token_endpoint_auth_method: said }: ClientMetadata): AuthMethod | null {
  const method = authMethod.safeParse(said);
  return method.success ? method.data : null;
}

function expiryOf({ client_secret_expires_at: at }: ClientMetadata): number | null {
  return typeof at === 'number' && Number.isFinite(at) && at >= 0 ? at : null;
}

/** Whether a client may come back to this URI, at whichever port of the loopback interface. */
function redirects(redirectUri: string, { redirect_uris: uris }: ClientMetadata): boolean {
  return Array.isArray(uris) && uris.some((uri) => uri === redirectUri || uri === withoutPort(redirectUri));
}

/** What a profile would register: what it already says, in the words of the registration. */
export function suggestedMetadata({ name, grant, client, request }: Profile): ClientMetadata {
  const redirects = usesRedirect(grant);
  const { redirectUri, scope } = request;
  return {
    client_name: `${name}, registered by Grantbench`.slice(0, 200),
    ...(redirects && isNativeRedirect(redirectUri) && { application_type: 'native' }),
    redirect_uris: redirects ? [withoutPort(redirectUri)] : [],
    grant_types: grantTypesOf(grant, request.extensionGrantType),
    response_types: redirects ? [responseTypeOf(grant, request.responseType)] : [],
    token_endpoint_auth_method: client.authMethod === 'custom' ? 'client_secret_basic' : client.authMethod,
    ...(scope.trim() !== '' && { scope: scope.trim() }),
    ...(grant === 'ciba' && { backchannel_token_delivery_mode: request.ciba.mode }),
    ...(grant === 'ciba' && request.ciba.mode === 'ping' && { backchannel_client_notification_endpoint: request.ciba.notificationAddress }),
  };
}

/** A native client may come back to any port (RFC 8252 §7.3), so none is registered. */
export function withoutPort(redirectUri: string): string {
  return redirectUri.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#]*):0(?=[/?#]|$)/i, '$1');
}

function grantTypesOf(grant: GrantType, extension: string): string[] {
  switch (grant) {
    case 'authorization_code':
    case 'refresh_token':
      return ['authorization_code', 'refresh_token'];
    // A refresh token comes only to a client that may use it.
    case 'device_code':
    case 'ciba':
    case 'password':
      return [grantTraits[grant].wireName ?? grant, 'refresh_token'];
    case 'implicit':
      return ['implicit'];
    case 'hybrid':
      return ['authorization_code', 'implicit', 'refresh_token'];
    case 'extension':
      return [extension];
    default:
      return [grantTraits[grant].wireName ?? grant];
  }
}

/** Whether the client may use the grant of that profile; a refresh alone brings nothing to a new client. */
function mayUse({ grant, request }: Profile, { grant_types: types }: ClientMetadata): boolean {
  if (grant === 'refresh_token' || !Array.isArray(types)) return false;
  return grantTypesOf(grant, request.extensionGrantType).every((type) => type === 'refresh_token' || types.includes(type));
}

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
  return order.find((grant) => types.includes(grantTraits[grant].wireName ?? grant)) ?? null;
}

/** The first redirect URI; a native client's on the loopback interface, at any port. */
function redirectUriOf({ redirect_uris: uris, application_type: type }: ClientMetadata): string | null {
  const [first] = Array.isArray(uris) ? uris : [];
  if (typeof first !== 'string') return null;
  return type === 'native' && isNativeRedirect(first) ? first.replace(/^(http:\/\/(?:\[[^\]]*\]|[^/:?#]+))(?=\/|$)/, '$1:0') : first;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
