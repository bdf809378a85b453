import type { Profile } from '../model/profile.ts';
import { isSecretRef, type SecretRef, type Value } from '../model/value.ts';
import type { Environment } from '../model/workspace.ts';

/** Names of the secrets a profile refers to, each once. */
export function profileSecrets({ client, request, edits }: Profile): string[] {
  const edited = [edits.authorization, edits.token].flatMap(({ parameters, headers }) => [...parameters, ...headers]);
  return fields([client.clientSecret, request.password, request.refreshToken, ...edited.map(({ value }) => value)]);
}

/** Names of the secrets an environment refers to, each once. */
export function environmentSecrets({ variables }: Environment): string[] {
  return fields(variables.map(({ value }) => value));
}

function fields(values: readonly (Value | SecretRef | null)[]): string[] {
  return [...new Set(values.filter(isSecretRef).map(({ secret }) => secret))];
}

/** The keychain account of a secret. */
export function secretAccount(owner: string, field: string): string {
  return `${owner}/${field}`;
}

/** Secrets that were named before and no longer are: nobody would ever find or delete them. */
export function orphanedSecrets(now: readonly string[], before: readonly string[] = []): string[] {
  return before.filter((field) => !now.includes(field));
}
