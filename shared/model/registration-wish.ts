import { longText } from './text-limits.ts';
import { z } from './zod.ts';

/** Client metadata as one writes it: a JSON object, which may use `{{variables}}` in its texts. */
const metadata = longText;

/**
 * What to do about a client's registration. All but `register` are about the client the profile registered, with the
 * registration token in the keychain.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7591
 * @see https://www.rfc-editor.org/rfc/rfc7592
 */
export const registrationWish = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('register'),
    metadata,
    /** Allows to register; for this once, and never kept. Null where the server lets anybody. */
    initialAccessToken: longText.trim().min(1).nullable().default(null),
    /** Which profile has the client afterwards. */
    keepIn: z.enum(['new_profile', 'this_profile']).default('new_profile'),
  }),
  z.strictObject({ action: z.literal('read') }),
  /** What is named is changed; null takes it away. */
  z.strictObject({ action: z.literal('update'), changes: metadata }),
  z.strictObject({ action: z.literal('delete') }),
]);
export type RegistrationWish = z.infer<typeof registrationWish>;
/** A wish as one may write it: what has a default may be left out. */
export type RegistrationWishInput = z.input<typeof registrationWish>;
