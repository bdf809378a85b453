import { longText, shortText, uuid } from './text-limits.ts';
import { namedValue, secretRef } from './value.ts';
import { z } from './zod.ts';

/** The grants Grantbench runs, by their `grant_type`. */
export const grantType = z.enum(['client_credentials', 'password', 'authorization_code', 'refresh_token']);
export type GrantType = z.infer<typeof grantType>;

/** How the client proves who it is at the token endpoint (RFC 6749 §2.3, RFC 7591 §2). */
export const authMethod = z.enum(['client_secret_basic', 'client_secret_post', 'none']);
export type AuthMethod = z.infer<typeof authMethod>;

/** Whether Basic credentials are form-encoded before Base64 (RFC 6749 §2.3.1) or sent as they are. */
export const basicEncoding = z.enum(['form', 'raw']);
export type BasicEncoding = z.infer<typeof basicEncoding>;

/** `code_challenge_method` of RFC 7636, or no PKCE at all. */
export const pkceMethod = z.enum(['S256', 'plain', 'none']);
export type PkceMethod = z.infer<typeof pkceMethod>;

/** How the authorization response travels back. */
export const responseMode = z.enum(['query', 'fragment', 'form_post']);
export type ResponseMode = z.infer<typeof responseMode>;

/** Endpoints entered by hand; an empty one is unknown. They win over discovered ones. */
export const endpoints = z.strictObject({
  authorizationEndpoint: shortText.default(''),
  tokenEndpoint: shortText.default(''),
  jwksUri: shortText.default(''),
});
export type Endpoints = z.infer<typeof endpoints>;

/** How this server departs from the RFCs, or chooses among their options. */
export const dialect = z.strictObject({ basicEncoding: basicEncoding.default('form') });
export type Dialect = z.infer<typeof dialect>;

/** Where the tokens come from. `playground` names the built-in server, on whichever port it runs. */
export const serverSettings = z.strictObject({
  kind: z.enum(['issuer', 'endpoints', 'playground']).default('issuer'),
  issuer: shortText.default(''),
  endpoints: endpoints.prefault({}),
  dialect: dialect.prefault({}),
});
export type ServerSettings = z.infer<typeof serverSettings>;

export const clientSettings = z.strictObject({
  clientId: shortText.default(''),
  authMethod: authMethod.default('client_secret_basic'),
  clientSecret: secretRef.nullable().default(null),
});
export type ClientSettings = z.infer<typeof clientSettings>;

/** What a grant asks for. One flat set: a value survives switching between grants. */
export const requestSettings = z.strictObject({
  scope: shortText.default(''),
  username: shortText.default(''),
  password: secretRef.nullable().default(null),
  refreshToken: secretRef.nullable().default(null),
  redirectUri: shortText.default('http://127.0.0.1:0/callback'),
  pkce: pkceMethod.default('S256'),
  /** Null leaves the choice to the server: `response_mode` is not sent, and `query` is expected. */
  responseMode: responseMode.nullable().default(null),
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

export const tlsSettings = z.strictObject({
  /** PEM certificates trusted besides the system's; empty for none. */
  ca: longText.default(''),
  verify: z.boolean().default(true),
  /** Accept `http://` on hosts that are not loopback. */
  allowInsecureHttp: z.boolean().default(false),
});
export type TlsSettings = z.infer<typeof tlsSettings>;

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
  limits: timeLimits.prefault({}),
});
export type Profile = z.infer<typeof profile>;
/** A profile as one may write it by hand: everything but id and name has a default. */
export type ProfileInput = z.input<typeof profile>;
