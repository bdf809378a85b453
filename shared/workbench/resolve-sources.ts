import type { SealKind } from '../model/exchange.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { TokenRef } from '../model/value.ts';
import type { FillVariables } from './fill-variables.ts';

/** Reads a secret of a profile or an environment; null where there is none. */
export type ReadSecret = (owner: string, field: string) => Promise<string | null>;

/** Reads the value of a token that is held. @throws AppError `STORE_NOT_FOUND` where it is not held any more, `STORE_*`, `KEYCHAIN_*` */
export type ReadHeldToken = (id: string) => Promise<string>;

/** Where the parts of a profile get their values from while it is made ready. */
export interface ResolveSources {
  readonly fill: FillVariables;
  /**
   * Reads a secret, or a held token, and remembers it as secret.
   *
   * @param what names it in the error
   * @throws AppError `INPUT_MISSING_SECRET`, `KEYCHAIN_*`, `STORE_*`
   */
  read(reference: TokenRef | null, kind: SealKind, what: string): Promise<string>;
  /** From now on this value counts as secret. */
  reveal(secret: KnownSecret): void;
}

/** Reads a secret that may be left out: null where the profile names none. */
export async function readIfNamed(
  { read }: ResolveSources,
  reference: TokenRef | null,
  kind: SealKind,
  what: string,
): Promise<string | null> {
  return reference === null ? null : read(reference, kind, what);
}
