import { z } from './zod.ts';

/** What a run does: a grant from discovery to tokens, or one request to one endpoint. */
export const runTask = z.enum(['grant', 'introspection', 'revocation', 'userinfo', 'logout', 'registration', 'resource']);
export type RunTask = z.infer<typeof runTask>;
