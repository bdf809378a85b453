import { specLink } from './spec-link.ts';
import { z } from './zod.ts';

/** A challenge of a `WWW-Authenticate` header, explained. */
export const challengeReading = z.strictObject({
  scheme: z.string(),
  token68: z.string().nullable(),
  /** One sentence: what the challenge asks for. */
  meaning: z.string(),
  /** What to try next; empty where the challenge says nothing about it. */
  hint: z.string(),
  spec: specLink.nullable(),
  parameters: z.array(z.strictObject({ name: z.string(), value: z.string(), meaning: z.string() })),
});
export type ChallengeReading = z.infer<typeof challengeReading>;
