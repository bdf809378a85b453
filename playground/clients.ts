import type { ClientMetadata } from 'oidc-provider';
import type { PlaygroundFacts } from '../shared/model/playground.ts';

type PublicFacts = PlaygroundFacts['clients'][number];
/** What is said of each here; where signing out comes back follows from where signing in does. */
type ClientFacts = Omit<PublicFacts, 'postLogoutRedirectUris'>;

/** A client as the playground knows it: what it tells the world, and the API its access tokens are for. */
interface PlaygroundClient extends ClientFacts {
  /** Resource indicator of RFC 8707; undefined for access tokens that open the userinfo endpoint. */
  readonly resource?: string;
  readonly idTokenAlgorithm: 'RS256' | 'ES256';
  /** Where it is pinged; registered as https, which is all that `oidc-provider` takes, and called as http. */
  readonly notificationEndpoint?: string;
}

/** The APIs behind the playground: one takes JWT access tokens, the other opaque ones. */
export const jwtApi = 'https://api.playground.example';
export const opaqueApi = 'https://reports.playground.example';

/** Whoever has it may register a client (RFC 7591 §3). Public like all secrets of the playground. */
export const initialAccessToken = 'playground-initial-access-token';

/** Any port of these will do (RFC 8252 §7.3): so they are told with port 0, which lets the client take a free one. */
const redirectUris = ['http://127.0.0.1:0/callback', 'http://localhost:0/callback', 'http://[::1]:0/callback'];

/** One client for each grant, confidential and, where the grant allows it, public. */
export const clientFacts: readonly PlaygroundClient[] = [
  {
    name: 'Machine client',
    clientId: 'machine-client',
    clientSecret: 'machine-secret',
    authMethod: 'client_secret_basic',
    grant: 'client_credentials',
    scope: 'api:read',
    redirectUris: [],
    note: 'Speaks for itself; gets a JWT access token.',
    resource: jwtApi,
    idTokenAlgorithm: 'RS256',
  },
  {
    name: 'Machine client, secret in the body',
    clientId: 'machine-post',
    clientSecret: 'machine-post-secret',
    authMethod: 'client_secret_post',
    grant: 'client_credentials',
    scope: 'reports:read',
    redirectUris: [],
    note: 'Sends its secret in the body; gets an opaque access token.',
    resource: opaqueApi,
    idTokenAlgorithm: 'RS256',
  },
  {
    name: 'Web app with PKCE',
    clientId: 'web-app',
    clientSecret: 'web-secret',
    authMethod: 'client_secret_basic',
    grant: 'authorization_code',
    scope: 'openid profile email api:read',
    redirectUris,
    note: 'Confidential; JWT access token, ID token signed RS256, rotating refresh token. Any loopback port.',
    resource: jwtApi,
    idTokenAlgorithm: 'RS256',
  },
  {
    name: 'Native app with PKCE',
    clientId: 'native-app',
    clientSecret: null,
    authMethod: 'none',
    grant: 'authorization_code',
    scope: 'openid profile email',
    redirectUris,
    note: 'Public, PKCE required; opaque access token, ID token signed ES256, rotating refresh token. Any loopback port.',
    idTokenAlgorithm: 'ES256',
  },
  {
    name: 'TV',
    clientId: 'tv',
    clientSecret: null,
    authMethod: 'none',
    grant: 'device_code',
    scope: 'openid profile email',
    redirectUris: [],
    note: 'Public, without a browser of its own; the user enters a code on another device.',
    idTokenAlgorithm: 'RS256',
  },
  {
    name: 'Bank app',
    clientId: 'bank-app',
    clientSecret: 'bank-secret',
    authMethod: 'client_secret_basic',
    grant: 'ciba',
    cibaMode: 'poll',
    scope: 'openid profile email',
    redirectUris: [],
    note: 'Asks in the background; the user answers at /approve, in place of their phone. It polls.',
    idTokenAlgorithm: 'RS256',
  },
  {
    name: 'Bank app, told by ping',
    clientId: 'bank-ping',
    clientSecret: 'bank-ping-secret',
    authMethod: 'client_secret_basic',
    grant: 'ciba',
    cibaMode: 'ping',
    scope: 'openid profile email',
    redirectUris: [],
    note: 'The same, called at http://127.0.0.1:9650/ciba-ping as soon as the user has answered.',
    idTokenAlgorithm: 'RS256',
    notificationEndpoint: 'https://127.0.0.1:9650/ciba-ping',
  },
  {
    name: 'Order service',
    clientId: 'order-service',
    clientSecret: 'order-secret',
    authMethod: 'client_secret_basic',
    grant: 'token_exchange',
    scope: 'api:read',
    redirectUris: [],
    note: 'Trades a token that another client of the playground brought (access or ID token) for one at the API; an actor token says who acts.',
    resource: jwtApi,
    idTokenAlgorithm: 'RS256',
  },
  {
    name: 'Hybrid web app',
    clientId: 'hybrid-app',
    clientSecret: 'hybrid-secret',
    authMethod: 'client_secret_basic',
    grant: 'hybrid',
    scope: 'openid profile email api:read',
    redirectUris,
    note: 'Legacy: gets an ID token in the redirect beside the code.',
    resource: jwtApi,
    idTokenAlgorithm: 'RS256',
  },
  {
    name: 'Trusted desktop app',
    clientId: 'trusted-app',
    clientSecret: 'trusted-secret',
    authMethod: 'client_secret_basic',
    grant: 'password',
    scope: 'openid profile email api:read',
    redirectUris: [],
    note: 'Takes the password of the user itself; JWT access token, rotating refresh token.',
    resource: jwtApi,
    idTokenAlgorithm: 'RS256',
  },
  {
    name: 'Trusted desktop app, public',
    clientId: 'trusted-public',
    clientSecret: null,
    authMethod: 'none',
    grant: 'password',
    scope: 'openid profile email',
    redirectUris: [],
    note: 'The same without a client secret; opaque access token, ID token signed ES256.',
    idTokenAlgorithm: 'ES256',
  },
];

/** `grant_types` of a client, where they are not its grant and refreshing. */
const grantTypes: Readonly<Partial<Record<ClientFacts['grant'], string[]>>> = {
  client_credentials: ['client_credentials'],
  device_code: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
  hybrid: ['authorization_code', 'implicit', 'refresh_token'],
  ciba: ['urn:openid:params:grant-type:ciba', 'refresh_token'],
  token_exchange: ['urn:ietf:params:oauth:grant-type:token-exchange'],
};

const responseTypes: Readonly<Partial<Record<ClientFacts['grant'], ('code' | 'code id_token' | 'id_token')[]>>> = {
  authorization_code: ['code'],
  hybrid: ['code id_token', 'code'],
};

/** The clients as `oidc-provider` registers them. */
export function clientMetadata(): ClientMetadata[] {
  return clientFacts.map((facts) => ({
    client_id: facts.clientId,
    ...(facts.clientSecret !== null && { client_secret: facts.clientSecret }),
    client_name: facts.name,
    // Only a native client may use any loopback port (RFC 8252 §7.3, OpenID Connect Registration §2).
    application_type: facts.redirectUris.length > 0 ? 'native' : 'web',
    token_endpoint_auth_method: facts.authMethod,
    grant_types: grantTypes[facts.grant] ?? [facts.grant, 'refresh_token'],
    response_types: responseTypes[facts.grant] ?? [],
    redirect_uris: facts.redirectUris.map((uri) => uri.replace(':0/', '/')),
    post_logout_redirect_uris: postLogoutRedirectUris(facts).map((uri) => uri.replace(':0/', '/')),
    id_token_signed_response_alg: facts.idTokenAlgorithm,
    ...(facts.cibaMode !== undefined && { backchannel_token_delivery_mode: facts.cibaMode }),
    ...(facts.notificationEndpoint !== undefined && { backchannel_client_notification_endpoint: facts.notificationEndpoint }),
  }));
}

/** Signing out may come back to the same places as signing in, at a path of its own. */
function postLogoutRedirectUris({ redirectUris: uris }: ClientFacts): string[] {
  return uris.map((uri) => uri.replace('/callback', '/signed-out'));
}

/** What the playground tells about its clients. */
export function publicClientFacts(): PublicFacts[] {
  return clientFacts.map(({ resource: _resource, idTokenAlgorithm: _algorithm, notificationEndpoint: _endpoint, ...facts }) => ({
    ...facts,
    postLogoutRedirectUris: postLogoutRedirectUris(facts),
  }));
}
