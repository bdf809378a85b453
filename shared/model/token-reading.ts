import { specLink } from './spec-link.ts';
import { z } from './zod.ts';

/** What a text turned out to be. */
export const tokenForm = z.enum(['jws', 'jwe', 'opaque']);
export type TokenForm = z.infer<typeof tokenForm>;

/** One member of a JOSE header or claims set, with what it means. */
export const readClaim = z.strictObject({
  name: z.string(),
  value: z.unknown(),
  /** One sentence: what the claim says here. Empty for a claim nobody registered. */
  meaning: z.string(),
  spec: specLink.nullable(),
});
export type ReadClaim = z.infer<typeof readClaim>;

export const finding = z.strictObject({
  id: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  spec: specLink.nullable(),
});
export type Finding = z.infer<typeof finding>;

export const signatureReading = z.strictObject({
  status: z.enum(['valid', 'invalid', 'not_checked']),
  /** Why: which key and algorithm, or why not. */
  reason: z.string(),
  /** The key that was used, by `kid` or thumbprint. */
  key: z.string().optional(),
  /** What is to be said about the key itself: a signature may verify and still protect nothing. */
  findings: z.array(finding).optional(),
});
export type SignatureReading = z.infer<typeof signatureReading>;

/** What the inspector says of one token. `grantbench inspect --json` prints exactly this. */
export const tokenReading = z.strictObject({
  kind: tokenForm,
  /** The JOSE header as it was in the token; null where there is none. */
  header: z.record(z.string(), z.unknown()).nullable(),
  /** The claims set, or null: not a JWT, encrypted, or not JSON. */
  payload: z.record(z.string(), z.unknown()).nullable(),
  /** Header members first, then claims, each in the order of the token. */
  headerClaims: z.array(readClaim),
  claims: z.array(readClaim),
  signature: signatureReading,
  findings: z.array(finding),
  /** Where exactly reading stopped, if it did. */
  error: z
    .strictObject({ code: z.string(), message: z.string(), part: z.string().nullable(), position: z.number().int().nullable() })
    .optional(),
});
export type TokenReading = z.infer<typeof tokenReading>;
