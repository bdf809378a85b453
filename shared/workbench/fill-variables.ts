import { AppError } from '../errors.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import { isSecretRef } from '../model/value.ts';
import type { Environment } from '../model/workspace.ts';

const variable = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** Fills in the `{{variables}}` of one text; `place` says in errors where the text stands. */
export type FillVariables = (text: string, place: string) => Promise<string>;

/**
 * Makes the function that fills in variables. What a variable holds is taken as it is: braces in it
 * are no variables again. Secret variables are read when they are used, once, and told to `reveal`.
 */
export function variableFiller(
  environment: Environment | null,
  secret: (owner: string, field: string) => Promise<string | null>,
  reveal: (secret: KnownSecret) => void,
): FillVariables {
  const values = new Map<string, string>();

  async function variableValue(name: string, place: string): Promise<string> {
    const known = values.get(name);
    if (known !== undefined) return known;
    const found = environment?.variables.find((candidate) => candidate.name.trim() === name)?.value;
    if (environment === null || found === undefined) throw unknownVariable(name, place, environment);
    const value = isSecretRef(found) ? await secret(environment.id, found.secret) : found;
    if (value === null) {
      throw new AppError('INPUT_MISSING_SECRET', {
        message: `The secret variable {{${name}}} in ${place} has no value.`,
        hint: `Enter it in the workbench, under Environments, in “${environment.name}”.`,
      });
    }
    if (isSecretRef(found)) reveal({ kind: 'secret', value });
    values.set(name, value);
    return value;
  }

  return async (text, place) => {
    let filled = '';
    let from = 0;
    for (const match of text.matchAll(variable)) {
      filled += text.slice(from, match.index) + (await variableValue(match[1] ?? '', place));
      from = match.index + match[0].length;
    }
    return filled + text.slice(from);
  };
}

function unknownVariable(name: string, place: string, environment: Environment | null): AppError {
  return environment === null
    ? new AppError('INPUT_VARIABLE', { message: `${place} uses {{${name}}}, but no environment is chosen.` })
    : new AppError('INPUT_VARIABLE', { message: `${place} uses {{${name}}}, which the environment “${environment.name}” does not have.` });
}
