import { join } from 'node:path';
import electronLog from 'electron-log/node';
import type { Log, LogFields } from '../shared/ports.ts';

/** Bytes after which a log becomes `grantbench.old.log` and a new one begins; there are never more than these two. */
const MAX_BYTES = 1_048_576;
const MAX_TEXT = 100;

const allowed = [
  'method',
  'code',
  'grant',
  'task',
  'step',
  'status',
  'ms',
  'count',
  'version',
] as const satisfies readonly (keyof LogFields)[];

/** A name of ours and nothing else: neither line breaks nor anything a URL, a token or a sentence is made of. */
function asName(text: string): string {
  return text.slice(0, MAX_TEXT).replaceAll(/[^\w.:-]/g, '_');
}

/** The fields of the allow-list, whatever else was handed in. */
function allowedFields(fields: LogFields): Record<string, string | number> {
  const taken: Record<string, string | number> = {};
  for (const name of allowed) {
    const value = fields[name];
    if (typeof value === 'string') taken[name] = asName(value);
    if (typeof value === 'number') taken[name] = value;
  }
  return taken;
}

/**
 * The log: one JSON object a line in `grantbench.log`, for its owner alone. A log that cannot be
 * written is no reason to stop: the line is lost.
 */
export function createLog({ folder }: { readonly folder: string }): Log {
  const log = electronLog.create({ logId: folder });
  const { console: toConsole, file, ipc, remote } = log.transports;
  for (const other of [toConsole, ipc, remote]) if (other) other.level = false;
  // electron-log reports a failed write on the console of its default logger, in the middle of the command line's output.
  electronLog.transports.console.writeFn = () => undefined;
  file.resolvePathFn = () => join(folder, 'grantbench.log');
  file.maxSize = MAX_BYTES;
  file.format = '{text}';
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  return {
    write: (level, event, fields = {}) => {
      log[level](JSON.stringify({ time: new Date().toISOString(), level, event: asName(event), ...allowedFields(fields) }));
    },
  };
}
