import { z } from './zod.ts';

/** What was found at a loopback address. `free` was opened and reached by ourselves; `ours` is held by this Grantbench, `taken` by another program. */
export const addressProbe = z.strictObject({
  address: z.enum(['127.0.0.1', '::1']),
  state: z.enum(['free', 'ours', 'taken', 'unreachable']),
  /** The system's reason, such as EACCES; null where all is well. */
  reason: z.string().nullable(),
});
export type AddressProbe = z.infer<typeof addressProbe>;

/** What the machine says about a port. Empty addresses where the URI is no loopback one. */
export const redirectProbe = z.strictObject({
  addresses: z.array(addressProbe),
  /** Who listens there, where the system tells. */
  owner: z.strictObject({ name: z.string(), pid: z.number().int() }).nullable(),
});
export type RedirectProbe = z.infer<typeof redirectProbe>;

/** How a redirect to a URI can be received. */
export const redirectKind = z.enum(['loopback', 'secure_loopback', 'custom_scheme', 'elsewhere']);
export type RedirectKind = z.infer<typeof redirectKind>;

export const redirectFinding = z.strictObject({ status: z.enum(['pass', 'warning', 'fail']), message: z.string() });
export type RedirectFinding = z.infer<typeof redirectFinding>;

/** A redirect URI, examined. */
export const redirectReport = z.strictObject({
  redirectUri: z.string(),
  kind: redirectKind,
  probe: redirectProbe,
  /** The exact strings to register at the server, the best first, with when to use each. */
  register: z.array(z.strictObject({ uri: z.string(), note: z.string() })),
  /** Where it parts from the registered one: characters before that are equal, and what each has there. */
  difference: z.strictObject({ at: z.number().int(), ours: z.string(), theirs: z.string(), message: z.string() }).nullable(),
  findings: z.array(redirectFinding),
});
export type RedirectReport = z.infer<typeof redirectReport>;
