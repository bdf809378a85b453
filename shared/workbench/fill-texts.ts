import type { KnownSecret, ResolvedProfile } from '../model/resolved-profile.ts';
import type { Environment } from '../model/workspace.ts';
import { type FillVariables, variableFiller } from './fill-variables.ts';
import type { ReadSecret } from './resolve-sources.ts';

/** Texts with their variables filled in, and what of that is secret. */
export interface FilledTexts<T> {
  readonly texts: T;
  readonly secrets: readonly KnownSecret[];
}

/**
 * Fills `{{variables}}` into what is asked for this once, and stands in no profile.
 *
 * @param fillIn puts together what is wanted, with the function that fills
 * @throws AppError `INPUT_VARIABLE`, `INPUT_MISSING_SECRET`, and what `secret` throws
 */
export async function fillTexts<T>(
  environment: Environment | null,
  secret: ReadSecret,
  fillIn: (fill: FillVariables) => Promise<T>,
): Promise<FilledTexts<T>> {
  const secrets: KnownSecret[] = [];
  const reveal = (known: KnownSecret) => {
    if (known.value !== '') secrets.push(known);
  };
  return { texts: await fillIn(variableFiller(environment, secret, reveal)), secrets };
}

/** The profile of a run that also knows these secrets: they are masked wherever they appear. */
export function knowing(profile: ResolvedProfile, secrets: readonly KnownSecret[]): ResolvedProfile {
  return { ...profile, knownSecrets: [...profile.knownSecrets, ...secrets] };
}
