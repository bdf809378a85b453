/** Why a run failed, as far as its own exchanges show, and what would change that. */
import { authMethod, basicEncoding, endpoints, pkceMethod } from './profile.ts';
import { shortText } from './text-limits.ts';
import { z } from './zod.ts';

const endpointWithEdits = z.enum(['authorization', 'token']);

/** The secrets of a profile that a paste can spoil. */
export const trimmableSecret = z.enum(['clientSecret', 'password', 'refreshToken']);

/** One change of a profile that a machine can make: what a fix consists of. */
export const profileChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('basicEncoding'), value: basicEncoding }),
  z.strictObject({ kind: z.literal('authMethod'), value: authMethod }),
  z.strictObject({ kind: z.literal('clientId'), value: shortText }),
  z.strictObject({ kind: z.literal('username'), value: shortText }),
  z.strictObject({ kind: z.literal('redirectUri'), value: shortText }),
  z.strictObject({ kind: z.literal('issuer'), value: shortText }),
  z.strictObject({ kind: z.literal('endpoint'), name: endpoints.keyof(), value: shortText }),
  z.strictObject({ kind: z.literal('pkce'), value: pkceMethod }),
  z.strictObject({ kind: z.literal('addScope'), value: shortText }),
  z.strictObject({ kind: z.literal('removeScope'), value: shortText }),
  z.strictObject({ kind: z.literal('prompt'), value: shortText }),
  z.strictObject({ kind: z.literal('acrValues'), value: shortText }),
  z.strictObject({ kind: z.literal('maxAge'), value: z.number().int().min(0).max(1_000_000_000) }),
  /** Ends the user's own changes of a parameter: what the standard says is sent again. */
  z.strictObject({ kind: z.literal('standardParameter'), endpoint: endpointWithEdits, name: shortText }),
  z.strictObject({ kind: z.literal('dropParameter'), endpoint: endpointWithEdits, name: shortText }),
  z.strictObject({ kind: z.literal('removeHeader'), endpoint: endpointWithEdits, name: shortText }),
  z.strictObject({ kind: z.literal('requestSeconds'), value: z.number().positive().max(3_600) }),
  z.strictObject({ kind: z.literal('noProxy') }),
  /** White space around a stored secret goes; its value is never part of a change. */
  z.strictObject({ kind: z.literal('trimSecret'), field: trimmableSecret }),
]);
export type ProfileChange = z.infer<typeof profileChange>;

/** What would help, in words, and, where a machine can do it, as changes of the profile. */
export const fix = z.strictObject({ text: z.string(), changes: z.array(profileChange).max(20) });

/** One likely cause of what went wrong. No text in it holds a secret. */
export const diagnosis = z.strictObject({
  /** Stable name of the cause, snake_case: scripts match on it. */
  id: z.string(),
  /** The cause, one sentence. */
  message: z.string(),
  /** What in this very exchange speaks for it. */
  evidence: z.string(),
  fix,
});
export type Diagnosis = z.infer<typeof diagnosis>;
