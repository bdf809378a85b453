import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Workspace } from '../../shared/model/workspace.ts';
import { fileTime } from '../file-time.ts';

/** What we use of `conf`, and `electron-store`, which is a `conf` that reads `name` instead of `configName`. */
interface Store {
  readonly path: string;
  store: Record<string, unknown>;
}

interface StoreOptions {
  readonly cwd: string;
  readonly name: string;
  readonly configName: string;
  readonly fileExtension: string;
  readonly configFileMode: number;
  readonly accessPropertiesByDotNotation: boolean;
  serialize(value: Record<string, unknown>): string;
  deserialize(text: string): Record<string, unknown>;
}

export type StoreConstructor = new (options: StoreOptions) => Store;

/** What a file holds: its members, or the news that it is no JSON object at all. */
export type FileContent =
  | { readonly kind: 'members'; readonly members: Readonly<Record<string, unknown>> }
  | { readonly kind: 'unreadable' };

/** Member that stands for a text that is no JSON object. conf writes what it reads only if that changed, so never this. */
const unreadable = '\0unreadable';

function deserialize(text: string): Record<string, unknown> {
  try {
    // conf copies what it read member by member, which an own `__proto__` does not survive.
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''), (name, value) => (name === '__proto__' ? undefined : value));
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  } catch {
    // Not JSON: the answer below says so without an exception, which conf's constructor would pass on.
  }
  return { [unreadable]: true };
}

const serialize = (value: Record<string, unknown>) => `${JSON.stringify(value, null, 2)}\n`;

/** The one place that touches the workspace file. Everything here is synchronous, and writes belong inside the lock. */
export interface WorkspaceFile {
  read(): FileContent;
  write(workspace: Workspace): void;
  /** Copies the file aside. @returns name of the copy */
  keepAside(): string;
}

function syncFolder(folder: string): void {
  // Windows has no handle on a folder to sync.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A second name for the file as it is, so that it can be put back. Costs nothing; copies where links are not possible. */
function holdOn(path: string, previous: string): void {
  rmSync(previous, { force: true });
  try {
    linkSync(path, previous);
  } catch {
    copyFileSync(path, previous);
  }
}

export function openWorkspaceFile(folder: string, Store: StoreConstructor): WorkspaceFile {
  const name = 'workspace';
  const open = () =>
    new Store({
      cwd: folder,
      name,
      configName: name,
      fileExtension: 'json',
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      serialize,
      deserialize,
    });
  let opened: Store | null = null;
  const store = () => {
    opened ??= open();
    return opened;
  };
  const actualPath = () => (existsSync(store().path) ? realpathSync(store().path) : store().path);

  /** Temporary files of a writer that was killed. We hold the lock, so nobody else's is under way. */
  function removeLeftovers(path: string): void {
    const pattern = /\.json\.tmp-\d{10}[0-9a-f]{6}$/;
    const mine = basename(path).replace(/\.json$/, '');
    for (const file of readdirSync(dirname(path))) {
      if (file.startsWith(mine) && pattern.test(file)) rmSync(join(dirname(path), file), { force: true });
    }
  }

  return {
    read: () => {
      const members = store().store;
      return unreadable in members ? { kind: 'unreadable' } : { kind: 'members', members };
    },
    write: (workspace) => {
      const path = actualPath();
      const previous = `${path}.previous`;
      const existed = existsSync(path);
      removeLeftovers(path);
      if (existed) holdOn(path, previous);
      // conf writes a temporary file, syncs and renames it, but does not notice a write that was cut
      // short (a full disk takes part of it without an error), and does not sync the folder.
      store().store = workspace;
      if (readFileSync(path, 'utf8') !== serialize(workspace)) {
        if (existed) renameSync(previous, path);
        else rmSync(path, { force: true });
        throw new AppError('STORE_FAILED', { message: 'The workspace could not be written whole; it is as it was before.' });
      }
      syncFolder(dirname(path));
      rmSync(previous, { force: true });
    },
    keepAside: () => {
      const time = fileTime(Date.now());
      let copy = `${name}.damaged-${time}.json`;
      for (let more = 2; existsSync(join(folder, copy)); more++) copy = `${name}.damaged-${time}-${more}.json`;
      const target = join(folder, copy);
      copyFileSync(store().path, target, constants.COPYFILE_EXCL);
      chmodSync(target, 0o600);
      syncFolder(folder);
      return copy;
    },
  };
}
