import type { AppErrorData } from '../shared/model/app-error.ts';
import { writeLine } from './output.ts';
import { printable } from './printable.ts';

/** What `--json` prints when a command fails before it has anything else to say. */
export function failureDocument(command: string | undefined, error: AppErrorData): Record<string, unknown> {
  return { ok: false, ...(command === 'token' && { tokens: {}, decoded: {}, verdicts: [], steps: [] }), error };
}

/** Tells a person what went wrong, why, and what to try. */
export async function printProblem(error: AppErrorData, cause?: unknown): Promise<void> {
  await writeLine(process.stderr, `grantbench: ${printable(error.message)} [${error.code}]`);
  if (error.oauth !== undefined) {
    const { error: name, error_description: description, error_uri: uri } = error.oauth;
    await writeLine(process.stderr, `  The server said: ${printable([name, description, uri].filter(Boolean).join(' · '))}`);
  }
  if (error.spec !== undefined)
    await writeLine(process.stderr, `  ${`${error.spec.rfc} ${error.spec.section && `§${error.spec.section}`}`.trim()}: ${error.spec.url}`);
  await writeLine(process.stderr, `  ${printable(error.hint)}`);
  // A fault of our own: what it was helps whoever reports it.
  if (error.code === 'INTERNAL' && cause !== undefined)
    await writeLine(process.stderr, `  ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
}
