import { renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/errors.ts';
import { fileTime } from '../file-time.ts';
import { openDatabase } from '../open-database.ts';
import { ensurePrivateFile } from '../private-file.ts';
import { isDamaged } from '../store-error.ts';
import { captureSchema } from './capture-table.ts';

const VERSION = 5;
/** Milliseconds a statement waits for another process to finish its transaction. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * `run_search` holds every column a text search looks at, in the order of the list: a search reads
 * this index alone. Sealed records stand in a table of their own, so that no scan walks over them.
 */
const schema = `
  CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    profile_id TEXT,
    profile_name TEXT NOT NULL,
    grant_type TEXT NOT NULL,
    host TEXT NOT NULL,
    started_at REAL NOT NULL,
    ended_at REAL,
    outcome TEXT NOT NULL,
    error_code TEXT
  ) STRICT;
  CREATE TABLE record (number INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE, sealed BLOB NOT NULL) STRICT;
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX run_search ON run (started_at, number, profile_name, host, error_code);
  CREATE INDEX run_profile ON run (profile_id, started_at);
  CREATE INDEX run_grant ON run (grant_type, started_at);
  CREATE INDEX run_outcome ON run (outcome, started_at);
`;

/** Every run before was a grant. */
const tasks = `
  ALTER TABLE run ADD COLUMN task TEXT NOT NULL DEFAULT 'grant';
  CREATE INDEX run_task ON run (task, started_at);
`;

/**
 * Tokens are held in tables of their own, without a reference to the run: they outlive it. Of runs that
 * were stored before, `meta.unheld` names the last one whose tokens are yet to be held; that takes the key.
 */
const heldTokens = `
  CREATE TABLE token (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    run_id TEXT NOT NULL,
    profile_id TEXT,
    kind TEXT NOT NULL,
    obtained_at REAL NOT NULL,
    expires_at REAL,
    family_id TEXT NOT NULL,
    card BLOB NOT NULL
  ) STRICT;
  CREATE TABLE token_record (number INTEGER PRIMARY KEY REFERENCES token ON DELETE CASCADE, sealed BLOB NOT NULL) STRICT;
  CREATE INDEX token_run ON token (run_id);
  CREATE INDEX token_profile ON token (profile_id);
  CREATE INDEX token_family ON token (family_id, obtained_at);
  INSERT INTO meta (name, value) SELECT 'unheld', CAST(CAST(max(number) AS TEXT) AS BLOB) FROM run HAVING count(*) > 0;
`;

/** What servers said of tokens since: it changes, so no seal binds it. */
const tokenEnds = `
  ALTER TABLE token ADD COLUMN ended TEXT;
  ALTER TABLE token ADD COLUMN ended_at REAL;
`;

/** Migrations from older versions, by the version they start from. */
const migrations: ReadonlyMap<number, string> = new Map([
  [0, schema],
  [1, tasks],
  [2, captureSchema],
  [3, heldTokens],
  [4, tokenEnds],
]);

export interface RunDatabase {
  readonly database: DatabaseSync;
  /** Whether the file under our path still is the one we have open. */
  inPlace(): boolean;
}

function userVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

function upgrade(database: DatabaseSync): void {
  // Opening what is as it should be writes nothing: a damaged file must stay as it was found.
  if (userVersion(database) === VERSION) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    const found = userVersion(database);
    if (found > VERSION) throw new AppError('STORE_TOO_NEW');
    for (let version = found; version < VERSION; version += 1) database.exec(migrations.get(version) ?? '');
    database.exec(`PRAGMA user_version = ${VERSION}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * FULL makes every acknowledged run survive a power failure too; a deleted record is overwritten
 * with zeros. An untrusted file must not bring functions of its own to run.
 */
function configure(database: DatabaseSync, check: boolean): void {
  if (userVersion(database) > VERSION) throw new AppError('STORE_TOO_NEW');
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF');
  if (check && database.prepare('PRAGMA quick_check(1)').get()?.quick_check !== 'ok') {
    throw Object.assign(new Error('quick_check found damage'), { errcode: 11 });
  }
  upgrade(database);
  // Reads a page of each table: a file whose head is whole may still be broken behind it.
  for (const table of ['run', 'record', 'meta', 'capture', 'capture_record', 'token', 'token_record'])
    database.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
}

/** A database that lives as long as it is open. */
export function openInMemory(): RunDatabase {
  const database = openDatabase(':memory:');
  configure(database, false);
  return { database, inPlace: () => true };
}

/** Opens or makes the file. @throws AppError `STORE_TOO_NEW`, and what SQLite throws */
function openFile(file: string, check: boolean): RunDatabase {
  // Its companions take their mode from it.
  ensurePrivateFile(file);
  const database = openDatabase(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    configure(database, check);
  } catch (error) {
    database.close();
    throw error;
  }
  const { ino, dev } = statSync(file, { bigint: true });
  return {
    database,
    inPlace: () => {
      const now = statSync(file, { bigint: true, throwIfNoEntry: false });
      return now?.ino === ino && now.dev === dev;
    },
  };
}

/** Renames a database and its companions, so that nothing writes to it any more. @returns the new name */
function keepAside(file: string): string {
  const name = `${basename(file, '.sqlite')}.damaged-${fileTime(Date.now())}.sqlite`;
  for (const companion of ['', '-wal', '-shm']) {
    if (statSync(file + companion, { throwIfNoEntry: false })) renameSync(file + companion, join(dirname(file), name + companion));
  }
  return name;
}

/** Opens the file; a damaged one is kept aside under another name and a fresh one takes its place. */
export function openOrReplace(file: string, check: boolean): RunDatabase & { readonly keptAside: string | null } {
  try {
    return { ...openFile(file, check), keptAside: null };
  } catch (error) {
    if (!isDamaged(error)) throw error;
    const keptAside = keepAside(file);
    return { ...openFile(file, false), keptAside };
  }
}
