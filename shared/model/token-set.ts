import { tokenReading } from './token-reading.ts';
import { z } from './zod.ts';

export const tokenKind = z.enum(['access_token', 'refresh_token', 'id_token']);
export type TokenKind = z.infer<typeof tokenKind>;

/**
 * The members of a token answer, exactly as they were on the wire: `expires_in` stays the string
 * the server sent, an absent member stays absent. Sealed wherever it is kept.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1
 */
export const tokenSet = z.strictObject({
  access_token: z.string().optional(),
  token_type: z.unknown().optional(),
  expires_in: z.unknown().optional(),
  scope: z.unknown().optional(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  /** Members RFC 6749 and OpenID Connect do not name. */
  extra: z.record(z.string(), z.unknown()).default({}),
});
export type TokenSet = z.infer<typeof tokenSet>;

/** A token as it may be shown without asking: read and explained, its value masked. */
export const tokenView = z.strictObject({
  kind: tokenKind,
  /** Characters of the whole value. */
  length: z.number().int(),
  /**
   * The visible start of a JWS or JWE: whole header, first characters of the payload. Null for an
   * opaque token, and where the payload repeats a known secret. The signature is never part of it.
   */
  preview: z.strictObject({ header: z.string(), payload: z.string() }).nullable(),
  reading: tokenReading,
  /** Epoch seconds, from `iat` or the time of the answer. */
  issuedAt: z.number().nullable(),
  /** Epoch seconds, from `exp` or `expires_in`. */
  expiresAt: z.number().nullable(),
  /** Index of the step whose answer brought it. */
  step: z.number().int(),
});
export type TokenView = z.infer<typeof tokenView>;
