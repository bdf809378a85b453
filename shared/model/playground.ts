import { authMethod, grantType } from './profile.ts';
import { z } from './zod.ts';

/** What the playground offers while it runs. Its passwords and secrets are public: it holds nothing. */
export const playgroundFacts = z.strictObject({
  issuer: z.string(),
  users: z.array(z.strictObject({ username: z.string(), password: z.string() })),
  clients: z.array(
    z.strictObject({
      name: z.string(),
      clientId: z.string(),
      clientSecret: z.string().nullable(),
      authMethod: authMethod.exclude(['custom']),
      grant: grantType,
      scope: z.string(),
      redirectUris: z.array(z.string()),
      note: z.string(),
    }),
  ),
});
export type PlaygroundFacts = z.infer<typeof playgroundFacts>;
