import type { AppErrorData } from '../shared/model/app-error.ts';
import type { SpecLink } from '../shared/model/spec-link.ts';
import { writeLine } from './output.ts';
import { printable } from './printable.ts';
import { onTerminal } from './terminal-hint.ts';

/** What the documents of commands have besides `ok` and `error`, when there is nothing to say. */
const shapes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  token: { tokens: {}, decoded: {}, verdicts: [], steps: [] },
  register: { client: null, verdicts: [], steps: [] },
  logout: { verdicts: [], steps: [] },
  introspect: { introspection: null, verdicts: [], steps: [] },
  revoke: { revocation: null, verdicts: [], steps: [] },
  userinfo: { userinfo: null, verdicts: [], steps: [] },
  call: { resource: null, verdicts: [], steps: [] },
  discover: { metadata: null, findings: [], steps: [] },
};

/** What `--json` prints when a command fails before it has anything else to say. */
export function failureDocument(command: string | undefined, error: AppErrorData): Record<string, unknown> {
  return { ok: false, ...shapes[command ?? ''], error: onTerminal(error) };
}

/** Tells a person what went wrong, why, and what to try. */
export async function printProblem(error: AppErrorData, cause?: unknown): Promise<void> {
  const lines = [
    `grantbench: ${error.message} [${error.code}]`,
    ...serverWords(error),
    ...(error.spec === undefined ? [] : [`  ${specName(error.spec)}: ${error.spec.url}`]),
    `  ${onTerminal(error).hint}`,
    ...(error.code === 'INTERNAL' ? places(cause) : []),
  ];
  await writeLine(process.stderr, lines.map(printable).join('\n'));
}

/** What the server said, where the message does not quote it already. */
function serverWords({ message, oauth }: AppErrorData): string[] {
  if (oauth === undefined) return [];
  const words = message.includes(oauth.error) ? [] : [oauth.error, oauth.error_description];
  const said = [...words, oauth.error_uri].filter((word) => word !== undefined);
  return said.length === 0 ? [] : [`  The server said: ${said.join(' · ')}`];
}

function specName({ rfc, section }: SpecLink): string {
  return section === '' ? rfc : `${rfc} §${section}`;
}

/** Where a fault of our own happened, for whoever reports it; not its message, which may quote a secret. */
function places(cause: unknown): string[] {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  return stack.split('\n').filter((line) => /^\s+at /.test(line));
}
