import { tokenSource } from './endpoint-wish.ts';
import { shortText } from './text-limits.ts';
import { z } from './zod.ts';

/**
 * Which session to end, and how to come back.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout
 */
export const logoutWish = z.strictObject({
  /** `id_token_hint`: whose session. Null leaves that to the browser's own session. */
  idToken: tokenSource.nullable().default(null),
  /** Whether `client_id` is sent beside it. */
  sendsClientId: z.boolean().default(true),
  /** Where the browser comes back; empty for nowhere. Port 0 takes a free one. */
  postLogoutRedirectUri: shortText.trim().default(''),
  logoutHint: shortText.default(''),
  uiLocales: shortText.default(''),
});
export type LogoutWish = z.infer<typeof logoutWish>;
/** A wish as one may write it: what has a default may be left out. */
export type LogoutWishInput = z.input<typeof logoutWish>;
