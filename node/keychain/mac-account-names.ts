import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MAX_DUMP_BYTES = 256 * 1_024 * 1_024;

/** A `<blob>` attribute: quoted, or hexadecimal (then quoted with escapes, or not) where it is not ASCII. */
function blob(item: string, attribute: string): string | null {
  const match = item.match(new RegExp(`"${attribute}"<blob>=(?:0x([0-9A-Fa-f]+)|"(.*)")`));
  if (match === null) return null;
  return match[1] === undefined ? (match[2] ?? null) : Buffer.from(match[1], 'hex').toString('utf8');
}

/** Reads account names of one service out of the text that `security dump-keychain` prints. */
export function accountsInDump(dump: string, service: string): string[] {
  return dump
    .split(/^keychain: /m)
    .filter((item) => blob(item, 'svce') === service)
    .map((item) => blob(item, 'acct'))
    .filter((account) => account !== null);
}

/**
 * Account names of our items on macOS without reading a value: keytar's own list reads them all,
 * and macOS would ask the user once per item that another program has made.
 *
 * @returns null where the system's tool could not tell
 */
export async function macAccountNames(service: string): Promise<string[] | null> {
  try {
    const { stdout } = await run('/usr/bin/security', ['dump-keychain'], { maxBuffer: MAX_DUMP_BYTES });
    return accountsInDump(stdout, service);
  } catch {
    return null;
  }
}
