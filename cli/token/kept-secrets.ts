import type { SecretRef } from '../../shared/model/value.ts';

/** Marks secrets that were given as options: no field of a saved profile begins like it. */
const prefix = 'command-line/';

/** Keeps a secret in memory under the name of its field. */
export type KeepSecret = (field: string, value: string) => SecretRef;

/** The secrets among the options of one command, which stay in memory. */
export function keptSecrets(): { readonly secrets: ReadonlyMap<string, string>; readonly keep: KeepSecret } {
  const secrets = new Map<string, string>();
  const keep: KeepSecret = (field, value) => {
    secrets.set(keptName(field), value);
    return { secret: keptName(field) };
  };
  return { secrets, keep };
}

/** Under which name the secret of a field is kept. */
export function keptName(field: string): string {
  return `${prefix}${field}`;
}

/** Of which field a secret is, kept or saved. */
export function fieldOf(name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
