import { specLink } from './spec-link.ts';
import { z } from './zod.ts';

export const verdictStatus = z.enum(['pass', 'fail', 'warning', 'not_applicable']);
export type VerdictStatus = z.infer<typeof verdictStatus>;

/** One check of one rule. */
export const verdict = z.strictObject({
  /** Stable name of the rule, snake_case: `state`, `issuer_response`, `nonce`, `id_token_signature` … */
  id: z.string(),
  /** Two or three words for a heading: `state returned`. */
  title: z.string(),
  status: verdictStatus,
  expected: z.string().nullable(),
  actual: z.string().nullable(),
  spec: specLink,
  /** One sentence for a human. */
  message: z.string(),
});
export type Verdict = z.infer<typeof verdict>;
