import { shortText, uuid } from './text-limits.ts';
import { z } from './zod.ts';

/**
 * A reference to a secret: the name of a field. The value is the keychain item
 * `<owner id>/<field>` of service `Grantbench`, and is never part of the model.
 */
export const secretRef = z.strictObject({ secret: z.string().min(1).max(256) });
export type SecretRef = z.infer<typeof secretRef>;

/** A reference to a token that is held. Its value is sealed in history, and never part of the model either. */
export const heldRef = z.strictObject({ held: uuid });
export type HeldRef = z.infer<typeof heldRef>;

/** Where a profile takes a token from: pasted (then it is in the keychain), or one that is held. */
export const tokenRef = z.union([secretRef, heldRef]);
export type TokenRef = z.infer<typeof tokenRef>;

/** A value a person gave: text (which may hold `{{variables}}`), or a reference to a secret. */
export const value = z.union([shortText, secretRef]);
export type Value = z.infer<typeof value>;

/** One named value: an extra parameter, an extra header, an environment variable. */
export const namedValue = z.strictObject({ name: shortText, value });
export type NamedValue = z.infer<typeof namedValue>;

export { isSecretName, isSecretRef } from './secret-value.ts';
