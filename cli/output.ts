import type { ExitCode } from './exit-code.ts';

type Output = NodeJS.WriteStream;

/** Whoever read our output went away (`… | head`). That is their right, and no reason to print a stack. */
function isGone(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' || error.code === 'EBADF';
}

for (const output of [process.stdout, process.stderr]) {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (!isGone(error)) throw error;
  });
}

/** Writes the text, and resolves when the system has all of it, however slowly it is read. */
export function write(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, (error) => (error === null || error === undefined || isGone(error) ? resolve() : reject(error)));
  });
}

/** Writes one line; see {@link write}. */
export function writeLine(output: Output, line: string): Promise<void> {
  return write(output, `${line}\n`);
}

/** Ends the process, after everything that was written has reached its reader. */
export async function endProcess(code: ExitCode): Promise<never> {
  await Promise.all([write(process.stdout, ''), write(process.stderr, '')]);
  process.exit(code);
}
