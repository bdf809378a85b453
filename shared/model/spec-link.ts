import { z } from './zod.ts';

/** Where a rule comes from: the document, its section, and a link a person can open. */
export const specLink = z.strictObject({
  /** `RFC 6749`, `OpenID Connect Core 1.0` … */
  rfc: z.string(),
  /** `4.1.2.1`; empty where the whole document is meant. */
  section: z.string(),
  url: z.string(),
});
export type SpecLink = z.infer<typeof specLink>;

export { fapi2, oauth21, openId, rfc } from './spec-name.ts';
