/** How a client proves who it is (RFC 6749 §2.3, RFC 7591 §2), and the keys it holds. */
import { shortText } from './text-limits.ts';
import { namedValue, secretRef, value } from './value.ts';
import { z } from './zod.ts';

/** `custom`: the headers and parameters the user gives, and nothing else. */
export const authMethod = z.enum([
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
  'none',
  'custom',
]);
export type AuthMethod = z.infer<typeof authMethod>;

const secret = secretRef.nullable().default(null);

/**
 * What a client that registered itself was told about that: where it is read, changed and deleted, and with what.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7592#section-3
 */
export const clientRegistration = z.strictObject({
  /** `registration_client_uri`; empty where the server offers no management, a reference where it repeats something secret. */
  uri: value,
  accessToken: secret,
  /** `client_secret_expires_at`: epoch seconds, 0 for never; null where it has no secret, or it is not known. */
  secretExpiresAt: z.number().nonnegative().nullable().default(null),
});
export type ClientRegistration = z.infer<typeof clientRegistration>;

export const clientSettings = z.strictObject({
  clientId: shortText.default(''),
  authMethod: authMethod.default('client_secret_basic'),
  clientSecret: secret,
  /** Private key as PEM, JWK, or Base64 of a PKCS#12: signs client assertions, request objects and built assertions. */
  signingKey: secret,
  signingKeyPassphrase: secret,
  /** JWS algorithm; empty takes the one the key is for. */
  signingAlg: shortText.default(''),
  /** `kid` in the header; empty takes the key's own, or none. */
  signingKid: shortText.default(''),
  /** Who a client assertion is for: the issuer, the endpoint it is sent to, or a text of one's own. */
  assertionAudience: z.enum(['issuer', 'endpoint', 'custom']).default('issuer'),
  customAudience: shortText.default(''),
  /** Private key as PEM or JWK that decrypts what the server encrypts for this client. */
  decryptionKey: secret,
  /** Of the method `custom`. */
  customHeaders: z.array(namedValue).max(200).default([]),
  customParameters: z.array(namedValue).max(200).default([]),
  /** Null for a client that was registered some other way. */
  registration: clientRegistration.nullable().default(null),
});
export type ClientSettings = z.infer<typeof clientSettings>;
