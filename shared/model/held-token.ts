import { grantType } from './profile.ts';
import { uuid } from './text-limits.ts';
import { tokenForm } from './token-reading.ts';
import { tokenKind, tokenView } from './token-set.ts';
import { z } from './zod.ts';

/**
 * That a token is good for nothing any more, as far as a server said so. `revoked`: it was told to revoke it.
 * `inactive`: it was asked, and said that the token is not active.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-2.2
 * @see https://www.rfc-editor.org/rfc/rfc7662#section-2.2
 */
export const tokenEnd = z.strictObject({
  how: z.enum(['revoked', 'inactive']),
  /** Epoch milliseconds. */
  at: z.number(),
});
export type TokenEnd = z.infer<typeof tokenEnd>;

/** What a server said of a token: `active` takes back what was noted before. */
export interface TokenWord {
  readonly value: string;
  /** The family it is held in; null where that is not known. */
  readonly familyId: string | null;
  readonly said: TokenEnd['how'] | 'active';
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * A token that a run obtained and that is held since: what may be shown of it in a list. Only the first
 * seven members and `end` are stored readable; the rest is sealed, as is the token itself.
 */
export const heldToken = z.strictObject({
  id: uuid,
  /** The run that obtained it. It may have left history since. */
  runId: uuid,
  profileId: uuid.nullable(),
  kind: tokenKind,
  /** Epoch milliseconds. */
  obtainedAt: z.number(),
  /** Epoch milliseconds; null where nobody said. */
  expiresAt: z.number().nullable(),
  /** The run the chain of refreshes began with: tokens that have it in common go back to one grant. */
  familyId: uuid,
  /** As it was called then. */
  profileName: z.string(),
  grant: grantType,
  /** Host and port of the token endpoint. */
  host: z.string(),
  /** `client_id`; empty where it is not known. */
  clientId: z.string(),
  /** `sub`: of the token itself, of the ID token beside it, or of what it was refreshed from. */
  subject: z.string().nullable(),
  /** Granted, in the words of the server; where it said none, as asked for (RFC 6749 §5.1). */
  scope: z.string(),
  form: tokenForm,
  /** `issued_token_type` of a token exchange (RFC 8693 §2.2.1). */
  issuedTokenType: z.string().nullable(),
  /** Of a refresh: the run whose refresh token was used. */
  refreshedFrom: uuid.nullable(),
  /** Null as long as no server said that it is over. */
  end: tokenEnd.nullable().default(null),
});
export type HeldToken = z.infer<typeof heldToken>;

/** A held token, whole: what the store keeps. The value is only ever stored encrypted. */
export const heldTokenRecord = z.strictObject({
  token: heldToken,
  view: tokenView,
  /** `token_type` of the answer that brought it; null where it had none. */
  type: z.string().nullable(),
  value: z.string(),
});
export type HeldTokenRecord = z.infer<typeof heldTokenRecord>;

/** In which order tokens are listed. `family`: the family that was active last comes first, in it what is newest. */
export const tokenOrder = z.enum(['family', 'expiry', 'profile', 'kind', 'subject', 'scope']);
export type TokenOrder = z.infer<typeof tokenOrder>;

/** Which tokens to list. All conditions hold together; `text` looks in profile, subject, client, scope and host. */
export const tokenQuery = z.strictObject({
  profileId: uuid.optional(),
  kind: tokenKind.optional(),
  familyId: uuid.optional(),
  /** Whether the time it was to expire at has passed. A token whose expiry nobody knows has not expired. */
  expired: z.boolean().optional(),
  /** Whether a server said that it is over. */
  ended: z.boolean().optional(),
  text: z.string().max(200).optional(),
  order: tokenOrder.default('family'),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type TokenQuery = z.infer<typeof tokenQuery>;

export const tokenPage = z.strictObject({ tokens: z.array(heldToken), total: z.number().int() });
export type TokenPage = z.infer<typeof tokenPage>;
