import { asAppError } from '../errors.ts';
import type { HeldTokenRecord, TokenPage, TokenQuery, TokenWord } from '../model/held-token.ts';
import type { RunPage, RunQuery, RunRecord } from '../model/run.ts';
import type { WorkbenchContext } from './workbench-context.ts';

/** Finished runs: those in the store, and those on their way there. */
export interface RunHistory {
  /**
   * Stores a run, the tokens it obtained, and what a server said of one. Never rejects: what the user obtained must
   * not be lost to a store that fails.
   */
  keep(record: RunRecord, tokens?: readonly HeldTokenRecord[], said?: TokenWord | null): Promise<void>;
  list(query: RunQuery): Promise<RunPage>;
  /** @throws AppError `STORE_NOT_FOUND` */
  read(id: string): Promise<RunRecord>;
  delete(ids: readonly string[]): Promise<void>;
  wipe(): Promise<void>;
  /** Tokens that are held; those of a run that could not be stored are in that run only. */
  tokens(query: TokenQuery): Promise<TokenPage>;
  /** @throws AppError `STORE_NOT_FOUND` */
  token(id: string): Promise<HeldTokenRecord>;
  deleteTokens(ids: readonly string[]): Promise<void>;
}

/** Runs that could not be stored and are kept in memory for this session; older ones are let go. */
const KEPT_IN_MEMORY = 50;
/** Runs between two looks at the retention limits. */
const PRUNE_EVERY = 50;

/**
 * Puts finished runs into the store. A run that the store refuses (no keychain, no space) stays
 * readable in memory until the program ends, and the trouble is told through `keychain.changed`.
 *
 * @param wiped told when everything sealed under the key of history is gone
 */
export function createRunHistory({ ports, tellKeychain, inBackground }: WorkbenchContext, wiped: () => void): RunHistory {
  const inMemory = new Map<string, RunRecord>();
  const storing = new Set<Promise<void>>();
  let stored = 0;

  async function store(record: RunRecord, tokens: readonly HeldTokenRecord[]): Promise<void> {
    const { id } = record.view.summary;
    inMemory.set(id, record);
    try {
      await ports.runs.put(record, tokens);
      inMemory.delete(id);
    } catch (thrown) {
      ports.log.write('error', 'run.unstored', { code: asAppError(thrown).code });
      for (const old of [...inMemory.keys()].slice(0, -KEPT_IN_MEMORY)) inMemory.delete(old);
      inBackground('keychain.tell', tellKeychain());
      return;
    }
    if (stored++ % PRUNE_EVERY === 0) inBackground('run.prune', prune());
  }

  async function note(word: TokenWord): Promise<void> {
    try {
      await ports.tokens.note(word);
    } catch (thrown) {
      ports.log.write('warn', 'token.unnoted', { code: asAppError(thrown).code });
    }
  }

  async function prune(): Promise<void> {
    const { settings } = await ports.workspace.read();
    await ports.runs.prune(settings, ports.clock.now());
  }

  /** What was finished before must be seen by what is asked after. */
  const caughtUp = () => Promise.all(storing);

  return {
    async keep(record, tokens = [], said = null) {
      const work = Promise.all([store(record, tokens), said === null ? null : note(said)]).then(() => undefined);
      storing.add(work);
      await work.finally(() => storing.delete(work));
    },
    async list(query) {
      await caughtUp();
      return ports.runs.list(query);
    },
    async read(id) {
      return inMemory.get(id) ?? (await ports.runs.get(id));
    },
    async delete(ids) {
      await caughtUp();
      const unstored = ids.filter((id) => inMemory.delete(id));
      if (unstored.length < ids.length) await ports.runs.delete(ids);
    },
    async wipe() {
      await caughtUp();
      inMemory.clear();
      await ports.runs.wipe();
      wiped();
    },
    async tokens(query) {
      await caughtUp();
      return ports.tokens.list(query, ports.clock.now());
    },
    async token(id) {
      await caughtUp();
      return ports.tokens.get(id);
    },
    async deleteTokens(ids) {
      await caughtUp();
      await ports.tokens.delete(ids);
    },
  };
}
