import { AppError, asAppError } from '../errors.ts';
import type { AppErrorData } from '../model/app-error.ts';
import { CAPTURES_KEPT, type CaptureRecord, type CaptureSummary } from '../model/capture.ts';
import type { WorkbenchContext } from './workbench-context.ts';

/** Captured requests: those in the store, and those on their way there. */
export interface CaptureHits {
  /** Stores a request, together with others that arrive meanwhile. */
  keep(record: CaptureRecord): void;
  /** Newest first, and why the newest could not be stored. */
  list(): Promise<{ hits: CaptureSummary[]; problem: AppErrorData | null }>;
  /** @throws AppError `STORE_NOT_FOUND` */
  read(id: string): Promise<CaptureRecord>;
  pin(ids: readonly string[], pinned: boolean): Promise<void>;
  delete(ids: readonly string[]): Promise<void>;
  /** Forgets what is in memory only: the store was wiped. */
  forget(): void;
}

/** Requests stored in one transaction. */
const BATCH = 100;
/** Characters of requests that wait in memory: a flood, or a store that is closed, must not exhaust it. */
const MEMORY = 64_000_000;

/**
 * Puts captured requests into the store. What the store refuses (no keychain, no space) stays readable in
 * memory until the program ends, the newest of it.
 */
export function createCaptureHits({ ports, inBackground }: WorkbenchContext): CaptureHits {
  /** Not (yet) stored, oldest first. */
  const unstored = new Map<string, CaptureRecord>();
  let waiting: CaptureRecord[] = [];
  let storing: Promise<void> | null = null;
  let characters = 0;
  let problem: AppErrorData | null = null;

  const drop = (id: string): boolean => {
    const record = unstored.get(id);
    if (record !== undefined) characters -= sizeOf(record);
    return unstored.delete(id);
  };

  const makeRoom = () => {
    for (const [id, { view }] of unstored) {
      if (unstored.size <= CAPTURES_KEPT && characters <= MEMORY) return;
      if (view.summary.pinned) continue;
      drop(id);
    }
  };

  async function store(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH).filter(({ view }) => unstored.has(view.summary.id));
      try {
        // What was kept or deleted meanwhile counts.
        await ports.captures.put(batch.map(({ view }) => unstored.get(view.summary.id)).filter((record) => record !== undefined));
        for (const { view } of batch) drop(view.summary.id);
        problem = null;
      } catch (thrown) {
        problem = asAppError(thrown).toData();
        ports.log.write('error', 'capture.unstored', { code: problem.code, count: batch.length });
        waiting = [];
      }
    }
  }

  /** What arrived before must be seen by what is asked after. */
  const caughtUp = async () => {
    while (storing !== null) await storing;
  };

  return {
    keep(record) {
      unstored.set(record.view.summary.id, record);
      characters += sizeOf(record);
      waiting.push(record);
      makeRoom();
      storing ??= store().finally(() => {
        storing = null;
      });
      inBackground('capture.store', storing);
    },
    async list() {
      await caughtUp();
      const inMemory = [...unstored.values()].map(({ view }) => view.summary).reverse();
      try {
        const stored = await ports.captures.list();
        return { hits: [...inMemory, ...stored].sort((one, other) => other.at - one.at), problem };
      } catch (thrown) {
        return { hits: inMemory, problem: asAppError(thrown).toData() };
      }
    },
    async read(id) {
      return unstored.get(id) ?? (await ports.captures.get(id));
    },
    async pin(ids, pinned) {
      await caughtUp();
      const stored: string[] = [];
      for (const id of ids) {
        const record = unstored.get(id);
        if (record === undefined) stored.push(id);
        else unstored.set(id, { ...record, view: { ...record.view, summary: { ...record.view.summary, pinned } } });
      }
      if (stored.length > 0) await ports.captures.pin(stored, pinned);
    },
    async delete(ids) {
      await caughtUp();
      const stored = ids.filter((id) => !drop(id));
      if (stored.length > 0) await ports.captures.delete(stored);
    },
    forget() {
      unstored.clear();
      waiting = [];
      characters = 0;
    },
  };
}

/** About as many characters as a record has. */
function sizeOf({ view: { exchange }, sealed }: CaptureRecord): number {
  const headers = exchange.request.headers.length * 100;
  return headers + (exchange.request.body?.size ?? 0) + sealed.exchange.values.reduce((sum, value) => sum + value.length, 1_000);
}

/** No captured request has this id. */
export function noSuchCapture(): AppError {
  return new AppError('STORE_NOT_FOUND', {
    message: 'There is no such captured request.',
    hint: 'It may have been deleted, or let go for newer ones.',
  });
}
