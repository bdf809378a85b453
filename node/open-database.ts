import type { DatabaseSync, DatabaseSyncOptions } from 'node:sqlite';

/**
 * Opens an SQLite database with what comes with Node. Asked for here and not imported: an import of
 * `node:sqlite` stops a Node that does not have it before our command line can say what is wrong.
 */
export function openDatabase(file: string, options: DatabaseSyncOptions = {}): DatabaseSync {
  const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
  return new Database(file, options);
}
