import { challengeReading } from './challenge.ts';
import { tokenReading } from './token-reading.ts';
import { z } from './zod.ts';

/** What one endpoint answered, read; of runs that are no grant. The exchange beside it has every byte. */
export const endpointReading = z.strictObject({
  status: z.number().int(),
  /** In lower case, without parameters; empty where there is none. */
  mediaType: z.string(),
  /** One sentence: what the answer means. */
  meaning: z.string(),
  /** What it says, verbatim; of an answer that is a JWT, what that says. Null where there is nothing to read. */
  members: z.record(z.string(), z.unknown()).nullable(),
  /** The JWT that was the answer, where it was one. */
  reading: tokenReading.nullable(),
  /** What the answer wants to be asked with, of its `WWW-Authenticate` headers. */
  challenges: z.array(challengeReading).default([]),
});
export type EndpointReading = z.infer<typeof endpointReading>;
