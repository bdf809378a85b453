import { z } from './zod.ts';

/** An authorization request that was sent, as its answer is held against it and its code redeemed with. Only ever stored encrypted. */
export const sentAuthorization = z.strictObject({
  /** As it was meant, before it was wrapped or pushed; the user's changes applied. */
  sent: z.array(z.tuple([z.string(), z.string()]).readonly()).readonly(),
  /** Where the answer was waited for. */
  redirectUri: z.string(),
  /** Null where PKCE was off. */
  verifier: z.string().nullable(),
});
export type SentAuthorization = z.infer<typeof sentAuthorization>;
