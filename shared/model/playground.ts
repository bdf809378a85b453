import { authMethod, grantType } from './profile.ts';
import { z } from './zod.ts';

/** The ways in which the playground misbehaves when it is told to. */
export const playgroundFault = z.enum([
  'wrong_iss',
  'missing_iss',
  'wrong_state',
  'missing_state',
  'wrong_nonce',
  'missing_nonce',
  'wrong_at_hash',
  'missing_at_hash',
  'expired_id_token',
  'future_id_token',
  'alg_none',
  'unknown_kid',
  'wrong_audience',
  'wrong_token_type',
  'scope_reduced',
  'refresh_token_reused',
  'slow_down',
  'server_error',
  'rate_limited',
  'html',
  'broken_json',
  'empty_body',
  'slow_body',
  'redirect',
]);
export type PlaygroundFault = z.infer<typeof playgroundFault>;

/** What the playground offers while it runs. Its passwords and secrets are public: it holds nothing. */
export const playgroundFacts = z.strictObject({
  issuer: z.string(),
  /** Where its users answer what clients ask them in the background. */
  approvalUrl: z.string(),
  /** How it misbehaves; absent where it behaves. */
  faults: z.array(playgroundFault).optional(),
  users: z.array(z.strictObject({ username: z.string(), password: z.string() })),
  /** With it anybody may register a client. */
  initialAccessToken: z.string(),
  clients: z.array(
    z.strictObject({
      name: z.string(),
      clientId: z.string(),
      clientSecret: z.string().nullable(),
      authMethod: authMethod.exclude(['custom']),
      grant: grantType,
      /** Of CIBA clients: how they learn that the user has answered. */
      cibaMode: z.enum(['poll', 'ping']).optional(),
      scope: z.string(),
      redirectUris: z.array(z.string()),
      /** Where signing out may come back. */
      postLogoutRedirectUris: z.array(z.string()),
      note: z.string(),
    }),
  ),
});
export type PlaygroundFacts = z.infer<typeof playgroundFacts>;
