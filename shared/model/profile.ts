import { clientSettings } from './client-settings.ts';
import { dialect } from './dialect.ts';
import { endpoints } from './endpoints.ts';
import { assertionSettings, cibaSettings, openIdParameters, requestProtection, tokenExchangeSettings } from './request-settings.ts';
import { longText, shortText, uuid } from './text-limits.ts';
import { proxySettings, tlsSettings } from './transport-settings.ts';
import { namedValue, secretRef, tokenRef } from './value.ts';
import { z } from './zod.ts';

export { type AuthMethod, authMethod, type ClientSettings, clientSettings } from './client-settings.ts';
export { type BasicEncoding, basicEncoding, type Dialect, dialect } from './dialect.ts';
export { type Endpoints, endpoints } from './endpoints.ts';
export { type ProxySettings, proxySettings, type TlsSettings, tlsSettings } from './transport-settings.ts';

/** The grants Grantbench runs, by short names; grant-traits.ts has their `grant_type`. */
export const grantType = z.enum([
  'client_credentials',
  'password',
  'authorization_code',
  'refresh_token',
  'device_code',
  'token_exchange',
  'jwt_bearer',
  'saml2_bearer',
  'ciba',
  'implicit',
  'hybrid',
  'extension',
]);
export type GrantType = z.infer<typeof grantType>;

/** `code_challenge_method` of RFC 7636, or no PKCE at all. */
export const pkceMethod = z.enum(['S256', 'plain', 'none']);
export type PkceMethod = z.infer<typeof pkceMethod>;

/** How the authorization response travels back. */
export const responseMode = z.enum(['query', 'fragment', 'form_post']);
export type ResponseMode = z.infer<typeof responseMode>;

/** What may be asked for as `response_mode`: also as a JWT (JARM), in the server's own choice or a given place. */
export const requestedResponseMode = z.enum([...responseMode.options, 'jwt', 'query.jwt', 'fragment.jwt', 'form_post.jwt']);
export type RequestedResponseMode = z.infer<typeof requestedResponseMode>;

/** What the authorization endpoint is asked for (OAuth 2.0 Multiple Response Types). */
export const responseType = z.enum([
  'code',
  'token',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
  'none',
]);
export type ResponseType = z.infer<typeof responseType>;

/** How the text of a shared key becomes octets. */
export const keyEncoding = z.enum(['utf8', 'base64', 'base64url', 'hex']);
export type KeyEncoding = z.infer<typeof keyEncoding>;

/** Where the tokens come from. `playground` names the built-in server, on whichever port it runs. */
export const serverSettings = z.strictObject({
  kind: z.enum(['issuer', 'endpoints', 'playground']).default('issuer'),
  issuer: shortText.default(''),
  endpoints: endpoints.prefault({}),
  dialect: dialect.prefault({}),
  /** The id of the preset it was made from; empty for none. Only to remind of the server's quirks. */
  preset: shortText.default(''),
  /** The key a server and its resource servers share: verifies access tokens signed with HS256, HS384 or HS512. */
  tokenKey: secretRef.nullable().default(null),
  tokenKeyEncoding: keyEncoding.default('base64'),
});
export type ServerSettings = z.infer<typeof serverSettings>;

/** What a grant asks for. One flat set: a value survives switching between grants. */
export const requestSettings = z.strictObject({
  scope: shortText.default(''),
  username: shortText.default(''),
  password: secretRef.nullable().default(null),
  refreshToken: tokenRef.nullable().default(null),
  redirectUri: shortText.default('http://127.0.0.1:0/callback'),
  /** Where signing out comes back (OpenID Connect RP-Initiated Logout 1.0 §3); empty for nowhere. */
  postLogoutRedirectUri: shortText.default(''),
  /** Where the user signs in. A host without windows of its own opens the system browser all the same. */
  opensIn: z.enum(['system_browser', 'own_window']).default('system_browser'),
  pkce: pkceMethod.default('S256'),
  /** Null leaves the choice to the server: `response_mode` is not sent, and `query` is expected. */
  responseMode: requestedResponseMode.nullable().default(null),
  /** Of the implicit and hybrid grants; see `responseTypeOf`. */
  responseType: responseType.default('code'),
  /** Where the tokens are to be used, each a URI (RFC 8707). */
  resources: z.array(shortText).max(50).default([]),
  /** Logical names of where the tokens are to be used (RFC 8693 §2.1). */
  audiences: z.array(shortText).max(50).default([]),
  /** JSON array (RFC 9396); empty for none. */
  authorizationDetails: longText.default(''),
  openId: openIdParameters.prefault({}),
  protection: requestProtection.prefault({}),
  exchange: tokenExchangeSettings.prefault({}),
  assertion: assertionSettings.prefault({}),
  ciba: cibaSettings.prefault({}),
  /** `grant_type` of an extension grant: an absolute URI. Its parameters are extra parameters of the token request. */
  extensionGrantType: shortText.default(''),
});
export type RequestSettings = z.infer<typeof requestSettings>;

/**
 * Deliberate changes to what is sent to one endpoint. All values given for a name replace the
 * standard ones of that name; a dropped name is not sent at all.
 */
export const endpointEdits = z.strictObject({
  parameters: z.array(namedValue).max(200).default([]),
  headers: z.array(namedValue).max(200).default([]),
  dropped: z.array(shortText).max(200).default([]),
});
export type EndpointEdits = z.infer<typeof endpointEdits>;

export const timeLimits = z.strictObject({
  /** Seconds one request may take. */
  requestSeconds: z.number().positive().max(3_600).default(30),
  /** Seconds to wait for the user at the browser. */
  browserSeconds: z.number().positive().max(86_400).default(300),
});
export type TimeLimits = z.infer<typeof timeLimits>;

/** A server, a client, and how to ask it for tokens. Holds references to secrets, never secrets. */
export const profile = z.strictObject({
  id: uuid,
  name: z.string().trim().min(1).max(200),
  /** Heading it stands under in the list; empty for none. */
  group: z.string().trim().max(200).default(''),
  grant: grantType.default('authorization_code'),
  server: serverSettings.prefault({}),
  client: clientSettings.prefault({}),
  request: requestSettings.prefault({}),
  edits: z.strictObject({ authorization: endpointEdits.prefault({}), token: endpointEdits.prefault({}) }).prefault({}),
  tls: tlsSettings.prefault({}),
  proxy: proxySettings.prefault({}),
  limits: timeLimits.prefault({}),
});
export type Profile = z.infer<typeof profile>;
/** A profile as one may write it by hand: everything but id and name has a default. */
export type ProfileInput = z.input<typeof profile>;
