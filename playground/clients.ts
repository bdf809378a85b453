import type { ClientMetadata } from 'oidc-provider';
import type { PlaygroundFacts } from '../shared/model/playground.ts';

type ClientFacts = PlaygroundFacts['clients'][number];

/** A client as the playground knows it: what it tells the world, and the API its access tokens are for. */
interface PlaygroundClient extends ClientFacts {
  /** Resource indicator of RFC 8707; undefined for access tokens that open the userinfo endpoint. */
  readonly resource?: string;
  readonly idTokenAlgorithm: 'RS256' | 'ES256';
}

/** The APIs behind the playground: one takes JWT access tokens, the other opaque ones. */
export const jwtApi = 'https://api.playground.example';
export const opaqueApi = 'https://reports.playground.example';

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
    id_token_signed_response_alg: facts.idTokenAlgorithm,
  }));
}

/** What the playground tells about its clients. */
export function publicClientFacts(): ClientFacts[] {
  return clientFacts.map(({ resource: _resource, idTokenAlgorithm: _algorithm, ...facts }) => ({ ...facts }));
}
