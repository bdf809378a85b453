/** What a grant asks for, beyond the few fields that nearly every grant has (profile.ts). */
import { longText, shortText } from './text-limits.ts';
import { secretRef, tokenRef } from './value.ts';
import { z } from './zod.ts';

/** A secret a profile may refer to. */
const secret = secretRef.nullable().default(null);
/** A token a profile may refer to: pasted or held. */
const token = tokenRef.nullable().default(null);

/**
 * Parameters OpenID Connect adds to the authorization request. Empty ones are not sent.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export const openIdParameters = z.strictObject({
  /** JSON object (OpenID Connect Core 1.0 §5.5). */
  claims: longText.default(''),
  acrValues: shortText.default(''),
  prompt: shortText.default(''),
  /** Seconds. */
  maxAge: z.number().int().min(0).max(1_000_000_000).nullable().default(null),
  loginHint: shortText.default(''),
  uiLocales: shortText.default(''),
  idTokenHint: token,
  display: z.enum(['', 'page', 'popup', 'touch', 'wap']).default(''),
});
export type OpenIdParameters = z.infer<typeof openIdParameters>;

/** How the authorization request reaches the server, beyond a plain query. */
export const requestProtection = z.strictObject({
  /** Push the request first (RFC 9126). */
  par: z.boolean().default(false),
  /** Send it as a signed request object (RFC 9101), by value or, with `par`, through the push. */
  jar: z.boolean().default(false),
  /** Also encrypt the request object for the server, with its published key. */
  jarEncrypted: z.boolean().default(false),
  /** Proof of possession of a key (RFC 9449). */
  dpop: z.boolean().default(false),
  /** Private JWK of the profile; made at first use. */
  dpopKey: secret,
  dpopAlg: z.enum(['ES256', 'ES384', 'ES512', 'EdDSA', 'PS256', 'RS256']).default('ES256'),
});

/** Token exchange (RFC 8693). Types are full URNs. */
export const tokenExchangeSettings = z.strictObject({
  subjectToken: token,
  subjectTokenType: shortText.default('urn:ietf:params:oauth:token-type:access_token'),
  actorToken: token,
  actorTokenType: shortText.default('urn:ietf:params:oauth:token-type:access_token'),
  /** Empty leaves the choice to the server. */
  requestedTokenType: shortText.default(''),
});

/** The assertion of the JWT bearer (RFC 7523 §2.1) and SAML 2.0 bearer (RFC 7522) grants. */
export const assertionSettings = z.strictObject({
  /** `built`: made here from the claims, signed with the client's key. `given`: pasted. JWT bearer only; SAML is always given. */
  source: z.enum(['built', 'given']).default('built'),
  given: secret,
  /** JSON object of claims; `iss`, `sub`, `aud`, `iat`, `exp` and `jti` are filled in where they are missing. */
  claims: longText.default(''),
  lifetimeSeconds: z.number().int().min(1).max(31_536_000).default(300),
});

/** Client-initiated backchannel authentication (CIBA). The login hint stands among the OpenID Connect parameters. */
export const cibaSettings = z.strictObject({
  /** `ping`: the server also tells, at `notificationAddress`, that the user has answered (§10.2). */
  mode: z.enum(['poll', 'ping']).default('poll'),
  /** Where Grantbench listens for the ping: plain HTTP on a loopback name. What the server has registered leads there. */
  notificationAddress: shortText.default('http://127.0.0.1:9650/ciba-ping'),
  bindingMessage: shortText.default(''),
  userCode: secret,
  loginHintToken: secret,
  /** Seconds; null leaves it to the server. */
  requestedExpiry: z.number().int().min(1).max(86_400).nullable().default(null),
});
