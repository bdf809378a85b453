import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { LONG_TEXT } from '../../shared/model/text-limits.ts';

/** The three ways to give one secret. */
export interface SecretForms {
  /** Name of the option, without dashes: `client-secret`. */
  readonly option: string;
  readonly value: string | undefined;
  readonly variable: string | undefined;
  readonly file: string | undefined;
}

/**
 * Reads the secrets that were given, checking all of them before any is read: one form each, and
 * standard input for one at most.
 *
 * @returns values in the order asked for; undefined for a secret that was not given.
 * @throws AppError `INPUT_INVALID`, `INPUT_TOO_LARGE`
 */
export function readSecrets(all: readonly SecretForms[], environment: NodeJS.ProcessEnv): (string | undefined)[] {
  for (const { option, value, variable, file } of all) {
    if ([value, variable, file].filter((form) => form !== undefined).length > 1) {
      throw new AppError('INPUT_INVALID', {
        message: `Give only one of --${option}, --${option}-env and --${option}-file.`,
        hint: 'Leave out the others.',
      });
    }
  }
  const piped = all.filter(({ file }) => file === '-').map(({ option }) => `--${option}-file`);
  if (piped.length > 1) {
    throw new AppError('INPUT_INVALID', {
      message: `${piped.join(' and ')} cannot both read standard input.`,
      hint: 'Give one of them as a file or an environment variable.',
    });
  }
  return all.map((forms) => readSecret(forms, environment));
}

function readSecret({ option, value, variable, file }: SecretForms, environment: NodeJS.ProcessEnv): string | undefined {
  if (value !== undefined) return value;
  if (variable !== undefined) {
    const found = environment[variable];
    if (found !== undefined) return found;
    throw new AppError('INPUT_INVALID', {
      message: `The environment variable ${variable} of --${option}-env is not set.`,
      hint: 'Set it, or give the secret another way.',
    });
  }
  return file === undefined ? undefined : withoutLastNewline(readText(file, `--${option}-file`));
}

/** Editors and `echo` end a file with a newline that is not part of the secret. */
function withoutLastNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/**
 * A small file, or with `-` standard input, as UTF-8 text.
 *
 * @param option named in the error.
 * @throws AppError `INPUT_INVALID`, `INPUT_TOO_LARGE`
 */
export function readText(file: string, option: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    const place = file === '-' ? 'standard input' : file;
    throw new AppError('INPUT_INVALID', {
      message: `${place} of ${option} cannot be read (${reason}).`,
      hint: 'Check the path and its permissions.',
      cause,
    });
  }
  if (bytes.length > LONG_TEXT)
    throw new AppError('INPUT_TOO_LARGE', { message: `The file of ${option} is larger than ${LONG_TEXT} bytes.` });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('INPUT_INVALID', { message: `The file of ${option} is not UTF-8 text.`, hint: 'Save it as UTF-8.', cause });
  }
}
