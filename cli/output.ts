import { AppError } from '../shared/errors.ts';
import type { ExitCode } from './exit-code.ts';

type Output = NodeJS.WriteStream;

/** Whoever read our output went away (`… | head`). That is their right, and no reason to print a stack. */
function isGone(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' || error.code === 'EBADF';
}

for (const output of [process.stdout, process.stderr]) {
  // Whoever wrote is told by `write`; unheard, the event would end the process with a stack.
  output.on('error', () => undefined);
}

/**
 * Writes the text, and resolves when the system has all of it, however slowly it is read.
 *
 * @throws AppError `STORE_FAILED` where it cannot be written, such as to a file on a full disk
 */
export function write(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => {
      if (error === null || error === undefined || isGone(error)) resolve();
      else reject(unwritten(output, error));
    });
  });
}

function unwritten(output: Output, cause: NodeJS.ErrnoException): AppError {
  return new AppError('STORE_FAILED', {
    message: `${output === process.stdout ? 'Standard output' : 'Standard error'} cannot be written (${cause.code ?? cause.message}).`,
    hint: 'Check the file or device it goes to.',
    cause,
  });
}

/** Writes one line; see {@link write}. */
export function writeLine(output: Output, line: string): Promise<void> {
  return write(output, `${line}\n`);
}

/** Ends the process, after everything that was written has reached its reader, or never will. */
export async function endProcess(code: ExitCode): Promise<never> {
  await Promise.allSettled([write(process.stdout, ''), write(process.stderr, '')]);
  process.exit(code);
}
