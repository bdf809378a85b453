/** What one endpoint is asked, with the token it is asked about: held, or given for this once. */
import { runTask } from './run-task.ts';
import { longText, shortText, uuid } from './text-limits.ts';
import { tokenKind } from './token-set.ts';
import { z } from './zod.ts';

/** A token that is held, or that of an earlier run, which never leave the host; or a value somebody pasted. */
export const tokenSource = z.union([
  z.strictObject({ tokenId: uuid }),
  z.strictObject({ held: z.strictObject({ runId: uuid, kind: tokenKind }) }),
  z.strictObject({ value: longText.trim().min(1) }),
]);
export type TokenSource = z.infer<typeof tokenSource>;

/** Empty: not sent; absent: what kind of token it is known to be. */
const tokenTypeHint = shortText.optional();

/** @see https://www.rfc-editor.org/rfc/rfc7662 */
export const introspectionWish = z.strictObject({
  task: z.literal(runTask.enum.introspection),
  token: tokenSource,
  tokenTypeHint,
  /** Ask for the answer as a JWT (RFC 9701). */
  jwt: z.boolean().default(false),
});

/** @see https://www.rfc-editor.org/rfc/rfc7009 */
export const revocationWish = z.strictObject({ task: z.literal(runTask.enum.revocation), token: tokenSource, tokenTypeHint });

/** @see https://openid.net/specs/openid-connect-core-1_0.html#UserInfo */
export const userinfoWish = z.strictObject({ task: z.literal(runTask.enum.userinfo), token: tokenSource });

/**
 * Where a token stands in a request that uses it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-7.1
 */
export const tokenPlace = z.enum(['bearer', 'dpop', 'query', 'body']);
export type TokenPlace = z.infer<typeof tokenPlace>;

/** Any request with a token in it. */
export const resourceWish = z.strictObject({
  task: z.literal(runTask.enum.resource),
  token: tokenSource,
  url: shortText.trim().min(1),
  method: z.string().trim().toUpperCase().min(1).max(50).default('GET'),
  /** Absent: in the Authorization header, under the scheme the token type names. */
  place: tokenPlace.optional(),
  headers: z
    .array(z.strictObject({ name: shortText, value: longText }))
    .max(100)
    .default([]),
  /** Empty for none. */
  body: longText.default(''),
});

export const endpointWish = z.discriminatedUnion('task', [introspectionWish, revocationWish, userinfoWish, resourceWish]);
export type EndpointWish = z.infer<typeof endpointWish>;
/** The endpoints that can be asked by themselves. */
export type EndpointTask = EndpointWish['task'];
/** A wish as one may write it: what has a default may be left out. */
export type EndpointWishInput = z.input<typeof endpointWish>;
