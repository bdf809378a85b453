import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppErrorData, appErrorData } from '../shared/model/app-error.ts';

/** What happened to stored files, until somebody has read it: also when that is after a restart. */
export interface KeptNotices {
  /** @param copy name of the file that was kept aside; without one the notice ends with the program */
  add(notice: AppErrorData, copy?: string): void;
  list(): AppErrorData[];
  dismiss(): void;
}

const ENDING = '.notice';

/**
 * Each notice stands beside the file it is about, so that nothing has to be locked for it. Where that file was
 * taken away, there is nothing left to tell. A notice that cannot be written is there for this session.
 *
 * @param prefix what the names of the files kept aside begin with
 */
export function createKeptNotices(folder: string, prefix: string): KeptNotices {
  let notices: AppErrorData[] | null = null;
  const known = () => {
    notices ??= namesIn(folder, prefix).flatMap((name) => readNotice(folder, name));
    return notices;
  };
  return {
    add(notice, copy) {
      known().push(notice);
      if (copy === undefined) return;
      try {
        writeFileSync(join(folder, `${copy}${ENDING}`), JSON.stringify(notice), { mode: 0o600 });
      } catch {
        // The disk that is full may be what damaged the file: its notice is told now, and not again.
      }
    },
    list: () => [...known()],
    dismiss() {
      for (const name of namesIn(folder, prefix)) rmSync(join(folder, name), { force: true });
      notices = [];
    },
  };
}

function namesIn(folder: string, prefix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith(ENDING))
    .toSorted();
}

function readNotice(folder: string, name: string): AppErrorData[] {
  const file = join(folder, name);
  try {
    if (existsSync(file.slice(0, -ENDING.length))) return [appErrorData.parse(JSON.parse(readFileSync(file, 'utf8')))];
  } catch {
    // Damaged as well: the file it was about still stands there under its own name.
  }
  rmSync(file, { force: true });
  return [];
}
