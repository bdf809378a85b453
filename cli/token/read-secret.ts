import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { LONG_TEXT } from '../../shared/model/text-limits.ts';

/** The three ways to give one secret. */
export interface SecretForms {
  /** Name of the option, without dashes: `client-secret`. */
  readonly option: string;
  readonly value: string | undefined;
  readonly variable: string | undefined;
  readonly file: string | undefined;
  /** Whether there is such a thing as an empty one; absent: there is. */
  readonly mayBeEmpty?: boolean;
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
  return all.map((forms) => {
    const secret = readSecret(forms, environment);
    if (secret?.trim() !== '' || forms.mayBeEmpty !== false) return secret;
    throw new AppError('INPUT_INVALID', {
      message: `What --${forms.option} names is empty.`,
      hint: 'Check the variable or the file it is taken from.',
    });
  });
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
  const bytes = readBinary(file, option);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('INPUT_INVALID', { message: `The file of ${option} is not UTF-8 text.`, hint: 'Save it as UTF-8.', cause });
  }
}

/** A text as it stands, or with `@` in front the file that holds it. @throws AppError as {@link readText} */
export function textOrFile(text: string, option: string): string {
  return text.startsWith('@') ? readText(text.slice(1), option) : text;
}

/** Who has read standard input. A process has one, which says everything to whoever reads it first. */
let pipedTo: string | null = null;

/** The bytes of a small file, or of standard input, which is there for one option only. @throws AppError as {@link readText} */
export function readBinary(file: string, option: string): Buffer {
  if (file === '-') {
    if (pipedTo !== null) {
      throw new AppError('INPUT_INVALID', {
        message: `${pipedTo} and ${option} cannot both read standard input.`,
        hint: 'Give one of them as a file.',
      });
    }
    pipedTo = option;
  }
  let bytes: Buffer;
  try {
    const descriptor = file === '-' ? 0 : openSync(file, 'r');
    try {
      bytes = readBytes(descriptor);
    } finally {
      if (descriptor !== 0) closeSync(descriptor);
    }
  } catch (cause) {
    const place = file === '-' ? 'standard input' : file;
    throw new AppError('INPUT_INVALID', {
      message: `${place} of ${option} cannot be read (${codeOf(cause)}).`,
      hint: 'Check the path and its permissions.',
      cause,
    });
  }
  if (bytes.length > LONG_TEXT) {
    throw new AppError('INPUT_TOO_LARGE', { message: `The file of ${option} is larger than ${LONG_TEXT} bytes.` });
  }
  return bytes;
}

/** Reads to the end, or just beyond the limit: what has no end, such as a device, must not fill the memory. */
function readBytes(descriptor: number): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size <= LONG_TEXT) {
    const chunk = Buffer.alloc(65_536);
    const count = readSome(descriptor, chunk);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    size += count;
  }
  return Buffer.concat(chunks);
}

/** @returns bytes read; 0 at the end. */
function readSome(descriptor: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, into);
    } catch (error) {
      // Windows says the end of a pipe this way.
      if (codeOf(error) === 'EOF') return 0;
      // Standard input may have been left non-blocking by whoever shares it with us: nothing there yet.
      if (codeOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
