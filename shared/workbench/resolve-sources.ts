import type { SealKind } from '../model/exchange.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { SecretRef } from '../model/value.ts';
import type { FillVariables } from './fill-variables.ts';

/** Reads a secret of a profile or an environment; null where there is none. */
export type ReadSecret = (owner: string, field: string) => Promise<string | null>;

/** Where the parts of a profile get their values from while it is made ready. */
export interface ResolveSources {
  readonly fill: FillVariables;
  /**
   * Reads a secret and remembers it as one.
   *
   * @param what names it in the error
   * @throws AppError `INPUT_MISSING_SECRET`, `KEYCHAIN_*`
   */
  read(reference: SecretRef | null, kind: SealKind, what: string): Promise<string>;
  /** From now on this value counts as secret. */
  reveal(secret: KnownSecret): void;
}

/** Reads a secret that may be left out: null where the profile names none. */
export async function readIfNamed(
  { read }: ResolveSources,
  reference: SecretRef | null,
  kind: SealKind,
  what: string,
): Promise<string | null> {
  return reference === null ? null : read(reference, kind, what);
}
