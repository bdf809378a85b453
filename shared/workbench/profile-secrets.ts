import type { Profile } from '../model/profile.ts';
import { secretRef } from '../model/value.ts';
import type { Environment } from '../model/workspace.ts';

/** Names of the secrets a profile refers to, each once, wherever in it they stand. */
export function profileSecrets(profile: Profile): string[] {
  return [...new Set(referencesIn(profile))];
}

/** Every reference below a value. A new setting that is a secret needs no line here, and so none can be forgotten. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const reference = secretRef.safeParse(value);
  if (reference.success) return [reference.data.secret];
  return Object.values(value).flatMap(referencesIn);
}

/** Names of the secrets an environment refers to, each once. */
export function environmentSecrets({ variables }: Environment): string[] {
  return [...new Set(variables.flatMap(({ value }) => referencesIn(value)))];
}

/** The keychain account of a secret. */
export function secretAccount(owner: string, field: string): string {
  return `${owner}/${field}`;
}

/** Secrets that were named before and no longer are: nobody would ever find or delete them. */
export function orphanedSecrets(now: readonly string[], before: readonly string[] = []): string[] {
  return before.filter((field) => !now.includes(field));
}
