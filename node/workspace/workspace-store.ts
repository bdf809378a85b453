import { join } from 'node:path';
import { AppError, asAppError } from '../../shared/errors.ts';
import { type Workspace, workspace as workspaceSchema } from '../../shared/model/workspace.ts';
import type { WorkspaceStore } from '../../shared/ports.ts';
import { withFileLock } from '../file-lock.ts';
import { inTurn } from '../in-turn.ts';
import { createKeptNotices } from '../kept-notices.ts';
import { storeError } from '../store-error.ts';
import { type ReadWorkspace, readWorkspace } from './read-workspace.ts';
import { openWorkspaceFile, type StoreConstructor } from './workspace-file.ts';

export interface WorkspaceStoreOptions {
  /** Absolute folder; the file in it is `workspace.json`. */
  readonly folder: string;
  /** `ElectronStore` on the desktop, `Conf` elsewhere: same folder, same file, same form. */
  readonly Store: StoreConstructor;
  /** Milliseconds a change waits for other processes. */
  readonly waitMs?: number;
}

/**
 * Profiles, environments and settings in one file that any number of processes may change: every
 * change re-reads and writes inside a lock. Nothing is touched before the first call.
 */
export function createWorkspaceStore({ folder, Store, waitMs = 10_000 }: WorkspaceStoreOptions): WorkspaceStore {
  const file = openWorkspaceFile(folder, Store);
  const notices = createKeptNotices(folder, 'workspace.damaged-');

  const locked = <T>(work: () => T) => withFileLock(join(folder, 'workspace.lock'), waitMs, work);

  function look(): ReadWorkspace {
    const content = file.read();
    if (content.kind === 'members') return readWorkspace(content.members);
    return { ...readWorkspace({}), losses: ['everything: it is no JSON'] };
  }

  /** Reads for good: a damaged file is copied aside first, then replaced by what could be saved. Needs the lock. */
  function settle(): Workspace {
    const { workspace, losses, migrated } = look();
    if (losses.length > 0) {
      const copy = file.keepAside();
      const message = `The workspace file was damaged (${losses.slice(0, 10).join(', ')}${losses.length > 10 ? ', …' : ''}).`;
      const hint = `What could be read is here; the file as it was is kept as ${copy}.`;
      notices.add(new AppError('STORE_DAMAGED', { message, hint }).toData(), copy);
    }
    if (losses.length > 0 || migrated) file.write(workspace);
    return workspace;
  }

  function edited(edit: (workspace: Workspace) => Workspace): Workspace {
    const before = settle();
    const parsed = workspaceSchema.safeParse(attempt(edit, before));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new AppError('INPUT_INVALID', {
        message: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`,
        cause: parsed.error,
      });
    }
    file.write(parsed.data);
    return parsed.data;
  }

  async function inStore<T>(work: () => Promise<T> | T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw storeError(error);
    }
  }

  // Within this process; the lock is for the others.
  const changes = inTurn((edit: (workspace: Workspace) => Workspace) => inStore(() => locked(() => edited(edit))));

  return {
    read: () =>
      inStore(() => {
        const { workspace, losses, migrated } = look();
        return losses.length > 0 || migrated ? locked(settle) : workspace;
      }),
    change: changes.run,
    notices: () => notices.list(),
    dismissNotices: () => inStore(() => notices.dismiss()),
  };
}

/** What the edit throws is its caller's affair and no fault of the store. */
function attempt(edit: (workspace: Workspace) => Workspace, workspace: Workspace): Workspace {
  try {
    return edit(workspace);
  } catch (thrown) {
    throw asAppError(thrown);
  }
}
