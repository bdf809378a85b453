import { asAppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';

/** Milliseconds of quiet after which an edit is saved. */
const QUIET = 350;

interface Autosave<T> {
  /** Saves the item when the user pauses. */
  schedule(item: T): void;
  /** The edit that is not yet saved. */
  pending(id: string): T | undefined;
  drop(id: string): void;
  /** Saves everything now, and waits for saves under way. @returns whether all of it is saved. */
  flush(): Promise<boolean>;
}

/**
 * Saves edits in the order they were made, one save per item at a time, the newest state of each. An
 * item counts as pending until the host has acknowledged that very state.
 */
export function createAutosave<T extends { readonly id: string }>(options: {
  save(item: T): Promise<void>;
  /** Told of every result; null when it went well. */
  failed(id: string, error: AppErrorData | null): void;
}): Autosave<T> {
  const waiting = new Map<string, T>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const underWay = new Map<string, Promise<boolean>>();

  async function saveNewest(id: string): Promise<boolean> {
    await underWay.get(id);
    const item = waiting.get(id);
    if (item === undefined) return true;
    const saving = saveOne(id, item);
    underWay.set(id, saving);
    return saving.finally(() => {
      if (underWay.get(id) === saving) underWay.delete(id);
    });
  }

  async function saveOne(id: string, item: T): Promise<boolean> {
    try {
      await options.save(item);
      if (waiting.get(id) === item) waiting.delete(id);
      options.failed(id, null);
      return true;
    } catch (thrown) {
      options.failed(id, asAppError(thrown).toData());
      return false;
    }
  }

  function clearTimer(id: string): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
  }

  return {
    schedule(item) {
      waiting.set(item.id, item);
      clearTimer(item.id);
      timers.set(
        item.id,
        setTimeout(() => void saveNewest(item.id), QUIET),
      );
    },
    pending: (id) => waiting.get(id),
    drop(id) {
      clearTimer(id);
      waiting.delete(id);
    },
    async flush() {
      const ids = [...waiting.keys()];
      for (const id of ids) clearTimer(id);
      const results = await Promise.all(ids.map(saveNewest));
      return results.every(Boolean);
    },
  };
}
