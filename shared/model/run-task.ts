import { z } from './zod.ts';

/** What a run does: a grant from discovery to tokens, one request to one endpoint, or a message of an earlier run once more. */
export const runTask = z.enum(['grant', 'introspection', 'revocation', 'userinfo', 'logout', 'registration', 'resource', 'replay']);
export type RunTask = z.infer<typeof runTask>;
