import { truncateSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../shared/errors.ts';
import { openDatabase } from './open-database.ts';
import { ensurePrivateFile } from './private-file.ts';
import { isBusy, isDamaged, storeError } from './store-error.ts';

const SHORTEST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 40;

function openLock(file: string): DatabaseSync {
  ensurePrivateFile(file);
  return openDatabase(file, { timeout: 0 });
}

/** @returns whether we hold it now. */
function tryLock(database: DatabaseSync, file: string): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    // Nothing is ever written into it, so what stands in it is not ours, and nobody can hold such a lock.
    if (isDamaged(error)) {
      truncateSync(file);
      return false;
    }
    throw error;
  }
}

/**
 * Does some work while no other process that asks for the same lock does any. The lock is SQLite's
 * own on a file of its own: it is the one lock Node offers without a native module that the system
 * frees when its holder dies, however it dies. Waiting never blocks the thread.
 *
 * @param waitMs milliseconds to wait for other holders
 * @throws AppError `STORE_BUSY` when they took longer, `STORE_FAILED`; and whatever the work throws
 */
export async function withFileLock<T>(file: string, waitMs: number, work: () => Promise<T> | T): Promise<T> {
  const limit = performance.now() + waitMs;
  let database: DatabaseSync | null = null;
  try {
    try {
      database = openLock(file);
      let pause = SHORTEST_PAUSE_MS;
      while (!tryLock(database, file)) {
        if (performance.now() > limit) throw new AppError('STORE_BUSY');
        // Uneven pauses keep two waiting processes from meeting again and again.
        await delay(pause * (0.5 + Math.random()));
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    } catch (error) {
      throw storeError(error);
    }
    return await work();
  } finally {
    database?.close();
  }
}
