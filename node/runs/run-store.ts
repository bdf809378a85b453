import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import { type RunPage, runRecord, runSummary } from '../../shared/model/run.ts';
import type { CaptureStore, RunStore, TokenStore } from '../../shared/ports.ts';
import { withFileLock } from '../file-lock.ts';
import { createKeptNotices } from '../kept-notices.ts';
import { keychainTimeout } from '../keychain/keychain-error.ts';
import type { KeychainSecretStore } from '../keychain/keytar-secret-store.ts';
import { storeError } from '../store-error.ts';
import { withinTime } from '../within-time.ts';
import { createCaptureStore } from './capture-store.ts';
import { findKey, keyAccount, makeKey, newKeyId, wrongKey } from './history-key.ts';
import type { OpenedDatabase, RunAnswers, RunRequest } from './run-messages.ts';
import { createRunWorker, StaleHistory } from './run-worker.ts';
import { createTokenStore } from './token-store.ts';

export interface RunStoreOptions {
  /** Absolute folder; the file in it is `history.sqlite`. */
  readonly folder: string;
  readonly secrets: KeychainSecretStore;
  /** Milliseconds after which `problem` stops waiting for the keychain and says "locked". */
  readonly answerWithinMs?: number;
}

/** A run store that can say what happened to its file, and keeps captured requests and the tokens that runs obtained beside them. */
export interface SealedRunStore extends RunStore {
  readonly captures: CaptureStore;
  readonly tokens: TokenStore;
  notices(): AppErrorData[];
  dismissNotices(): Promise<void>;
}

/** Milliseconds to wait while another process opens history for the first time; it may be asking the user. */
const LOCK_WAIT_MS = 30_000;
const OPEN_ATTEMPTS = 3;
const DAY_MS = 86_400_000;

type Mode = 'file' | 'memory';

/**
 * History in a SQLite file, everything but the clear columns sealed under a key that only the
 * keychain has. Once secrets are memory-only, so is history. Opens itself at the first call.
 */
export function createRunStore({ folder, secrets, answerWithinMs = 5_000 }: RunStoreOptions): SealedRunStore {
  const file = join(folder, 'history.sqlite');
  const worker = createRunWorker();
  const notices = createKeptNotices(folder, 'history.damaged-');
  let reported = false;
  let opening: { readonly mode: Mode; readonly done: Promise<void> } | null = null;

  const inLock = <T>(work: () => Promise<T>) => withFileLock(join(folder, 'history.lock'), LOCK_WAIT_MS, work);

  async function openDatabase(): Promise<OpenedDatabase> {
    const opened = await worker.ask({ op: 'open', file });
    if (opened.keptAside !== null) {
      const hint = `The damaged file is kept as ${opened.keptAside}; history starts afresh.`;
      notices.add(new AppError('STORE_DAMAGED', { message: 'The history file was damaged.', hint }).toData(), opened.keptAside);
    }
    return opened;
  }

  async function unlock(keyId: string, key: Uint8Array): Promise<void> {
    const fits = await worker.ask({ op: 'unlock', keyId, key });
    key.fill(0);
    if (!fits) throw wrongKey();
  }

  async function openInFile(): Promise<void> {
    // The keychain's process and our thread take their time to start: both at once.
    secrets.prepare();
    const missing = await inLock(async () => {
      const { keyId, hasKeyCheck } = await openDatabase();
      // Waiting for a person at the keychain happens outside the lock wherever a key is already there.
      if (keyId !== null && hasKeyCheck) return keyId;
      const fresh = newKeyId();
      await unlock(fresh, await makeKey(secrets, fresh));
      return null;
    });
    if (missing !== null) await unlock(missing, await findKey(secrets, missing));
  }

  async function openInMemory(): Promise<void> {
    await worker.ask({ op: 'open', file: null });
    await unlock(newKeyId(), new Uint8Array(randomBytes(32)));
  }

  function open(): Promise<void> {
    const mode: Mode = secrets.memoryOnly() ? 'memory' : 'file';
    if (opening?.mode === mode) return opening.done;
    // The worker has one database at a time: an opening under way ends first, whichever way.
    const before = opening?.done.catch(() => undefined) ?? Promise.resolve();
    const done = before.then(mode === 'memory' ? openInMemory : openInFile);
    const attempt = { mode, done };
    opening = attempt;
    done.catch(() => {
      if (opening === attempt) opening = null;
    });
    return done;
  }

  /** Asks the worker; where another process has changed file or key meanwhile, opens again and asks again. */
  async function ask<R extends RunRequest>(request: R): Promise<RunAnswers[R['op']]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await open();
        return await worker.ask(request);
      } catch (thrown) {
        if (thrown instanceof StaleHistory && attempt < OPEN_ATTEMPTS) {
          opening = null;
          continue;
        }
        throw failed(thrown);
      }
    }
  }

  /** Columns are not sealed but bound to the seal, so a list may meet ones that somebody else has changed. */
  function believable({ runs, total }: RunPage): RunPage {
    const good = runs.filter((run) => runSummary.safeParse(run).success);
    if (good.length < runs.length && !reported) {
      reported = true;
      const details = { message: 'Some runs were changed outside Grantbench.', hint: 'They are not listed; the others are as they were.' };
      notices.add(new AppError('STORE_DAMAGED', details).toData());
    }
    return { runs: good, total };
  }

  function removeDamagedCopies(): void {
    for (const name of readdirSync(folder)) {
      if (name.startsWith('history.damaged-')) rmSync(join(folder, name), { force: true });
    }
  }

  async function wipeFile(): Promise<void> {
    const keyId = await inLock(async () => {
      const opened = await openDatabase();
      await worker.ask({ op: 'wipe' });
      removeDamagedCopies();
      return opened.keyId;
    });
    // The records are gone. A key that cannot be deleted now opens nothing any more.
    if (keyId !== null) await secrets.delete(keyAccount(keyId)).catch(() => undefined);
  }

  return {
    captures: createCaptureStore(ask),
    tokens: createTokenStore(ask, (notice) => notices.add(notice)),
    put: async (record, tokens = []) => {
      await ask({ op: 'put', record, tokens });
    },
    list: async (query) => believable(await ask({ op: 'list', query })),
    get: async (id) => {
      const parsed = runRecord.safeParse(await ask({ op: 'get', id }));
      if (parsed.success) return parsed.data;
      throw new AppError('STORE_DAMAGED', {
        message: 'This run is of a form this version does not know.',
        hint: 'Update Grantbench, or delete the run.',
        cause: parsed.error,
      });
    },
    delete: async (ids) => {
      await ask({ op: 'delete', ids });
    },
    prune: async ({ keepRuns, keepDays }, now) => {
      await ask({ op: 'prune', keepRuns, startedBefore: now - keepDays * DAY_MS });
    },
    wipe: async () => {
      try {
        if (!secrets.memoryOnly() || existsSync(file)) await wipeFile();
        opening = null;
      } catch (thrown) {
        throw failed(thrown);
      }
    },
    problem: () => {
      const outcome = open().then(
        () => null,
        (thrown: unknown) => failed(thrown).toData(),
      );
      // The first screen must not wait for a person at the keychain; opening goes on meanwhile.
      return withinTime<AppErrorData | null>(outcome, answerWithinMs, () => keychainTimeout(answerWithinMs).toData());
    },
    notices: () => notices.list(),
    dismissNotices: async () => notices.dismiss(),
    close: async () => {
      if (opening !== null) {
        await opening.done.catch(() => undefined);
        await worker.ask({ op: 'close' }).catch(() => undefined);
        opening = null;
      }
      await worker.end();
    },
  };
}

function failed(thrown: unknown): AppError {
  return thrown instanceof StaleHistory ? new AppError('STORE_BUSY') : storeError(thrown);
}
