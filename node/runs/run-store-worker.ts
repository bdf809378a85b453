/** The thread in which history is read and written: SQLite is synchronous, and so is sealing. */
import { createSecretKey } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { HeldTokenRecord } from '../../shared/model/held-token.ts';
import type { RunRecord } from '../../shared/model/run.ts';
import { isDamaged, storeError } from '../store-error.ts';
import { deleteCaptures, insertCaptures, listCaptures, pinCaptures, readCapture, sealCapture } from './capture-table.ts';
import { openInMemory, openOrReplace, type RunDatabase } from './run-database.ts';
import type { OpenedDatabase, RunAnswer, RunAnswers, RunMessage, RunRequest } from './run-messages.ts';
import { insertRuns, listRuns, readRun, sealRun, unsealRun } from './run-table.ts';
import { type SealKey, seal, unseal } from './seal-record.ts';
import { type OpenedCards, openCardsAhead } from './token-cards.ts';
import { deleteTokens, insertTokens, listTokens, noteTokens, pruneTokens, readHeldToken, sealToken, tokensMeant } from './token-table.ts';
import { holdTokens, unheldRuns } from './unheld-runs.ts';

/** Thrown where another process has replaced the file or wiped it. */
class Stale extends Error {}

let opened: RunDatabase | null = null;
let key: SealKey | null = null;
/** Damage was met in the middle of the file: the next opening looks through all of it. */
let suspicious = false;
/** Of the tokens that were listed under the key; null before the first list. */
let openedCards: OpenedCards | null = null;

const KEY_CHECK = 'This is Grantbench history.';
const checkContext = (keyId: string) => ['key check', keyId];

function current(): RunDatabase {
  if (opened === null) throw new Stale();
  return opened;
}

function meta(name: 'key_id' | 'key_check'): Uint8Array | null {
  const value = current().database.prepare('SELECT value FROM meta WHERE name = ?').get(name)?.value;
  return value instanceof Uint8Array ? value : null;
}

const keyId = () => {
  const bytes = meta('key_id');
  return bytes === null ? null : Buffer.from(bytes).toString('utf8');
};

/** One transaction that nobody can write beside. */
function writing<T>(work: () => T): T {
  const { database } = current();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** The key, as long as it still is the key of the file, and the file still is where it was. */
function currentKey(): SealKey {
  if (key === null || !current().inPlace() || keyId() !== key.id) throw new Stale();
  return key;
}

/** A change to what is sealed under the key, which still must be the key of the file when the change begins. */
function changing(work: (database: DatabaseSync) => void): null {
  return writing(() => {
    currentKey();
    work(current().database);
    return null;
  });
}

function close(): null {
  opened?.database.close();
  opened = null;
  forgetKey();
  return null;
}

/** What the key has opened goes with it. */
function forgetKey(): void {
  key = null;
  openedCards = null;
}

function open(file: string | null): OpenedDatabase {
  close();
  const database = file === null ? { ...openInMemory(), keptAside: null } : openOrReplace(file, suspicious);
  suspicious = false;
  opened = database;
  return { keyId: keyId(), hasKeyCheck: meta('key_check') !== null, keptAside: database.keptAside };
}

function unlock(id: string, bytes: Uint8Array): boolean {
  const secret = createSecretKey(bytes);
  bytes.fill(0);
  const fits = writing(() => {
    const check = meta('key_check');
    if (check !== null) {
      if (keyId() !== id) throw new Stale();
      try {
        return unseal(secret, checkContext(id), check) === KEY_CHECK;
      } catch {
        return false;
      }
    }
    const insert = current().database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');
    insert.run('key_id', Buffer.from(id));
    insert.run('key_check', seal(secret, checkContext(id), KEY_CHECK));
    return true;
  });
  forgetKey();
  if (fits) key = { id, secret };
  return fits;
}

function put(record: RunRecord, tokens: readonly HeldTokenRecord[]): null {
  // Sealed before the transaction: other processes need not wait for it.
  const under = currentKey();
  const sealed = sealRun(under, record);
  const sealedTokens = tokens.map((token) => sealToken(under, token));
  return changing((database) => {
    insertRuns(database, [sealed]);
    deleteTokens(database, 'run_id', [sealed.id]);
    insertTokens(database, sealedTokens);
  });
}

function deleteRuns(ids: readonly string[]): null {
  return changing((database) => {
    const statement = database.prepare('DELETE FROM run WHERE id = ?');
    for (const id of ids) statement.run(id);
    deleteTokens(database, 'run_id', ids);
  });
}

function prune(keepRuns: number, startedBefore: number): null {
  return changing((database) => {
    database.prepare('DELETE FROM run WHERE started_at < ?').run(startedBefore);
    const beyond = 'SELECT number FROM run ORDER BY started_at DESC, number DESC LIMIT -1 OFFSET ?';
    database.prepare(`DELETE FROM run WHERE number IN (${beyond})`).run(keepRuns);
    pruneTokens(database, startedBefore, keepRuns);
  });
}

/** Needs no key: who wants history gone must not be stopped by a locked keychain. */
function wipe(): null {
  const { database } = current();
  writing(() => database.exec('DELETE FROM run; DELETE FROM capture; DELETE FROM token; DELETE FROM meta'));
  forgetKey();
  try {
    database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Another process reads just now. The content is gone already (secure_delete); only the space is not given back.
  }
  return null;
}

/** Whoever looks at tokens may search them next: the cards are opened meanwhile. */
function cardsAhead(under: SealKey): OpenedCards {
  const cards: OpenedCards = new Map();
  openedCards = cards;
  openCardsAhead(() => (opened === null || openedCards !== cards ? null : { database: opened.database, key: under }), cards);
  return cards;
}

function answer(request: RunRequest): RunAnswers[RunRequest['op']] {
  switch (request.op) {
    case 'open':
      return open(request.file);
    case 'unlock':
      return unlock(request.keyId, request.key);
    case 'put':
      return put(request.record, request.tokens);
    case 'list':
      currentKey();
      return listRuns(current().database, request.query);
    case 'get':
      return readRun(current().database, currentKey(), request.id);
    case 'delete':
      return deleteRuns(request.ids);
    case 'prune':
      return prune(request.keepRuns, request.startedBefore);
    case 'putCaptures': {
      const under = currentKey();
      const captures = request.records.map((record) => sealCapture(under, record));
      return changing((database) => insertCaptures(database, captures));
    }
    case 'listCaptures':
      return listCaptures(current().database, currentKey());
    case 'getCapture':
      return readCapture(current().database, currentKey(), request.id);
    case 'pinCaptures':
      return changing((database) => pinCaptures(database, request.ids, request.pinned));
    case 'deleteCaptures':
      return changing((database) => deleteCaptures(database, request.ids));
    case 'listTokens': {
      const under = currentKey();
      return listTokens(current().database, under, openedCards ?? cardsAhead(under), request);
    }
    case 'getToken':
      return readHeldToken(current().database, currentKey(), request.id);
    case 'noteToken': {
      // Before the transaction: other processes need not wait for it.
      const meant = tokensMeant(current().database, currentKey(), request.word);
      return meant.length === 0 ? null : changing((database) => noteTokens(database, meant, request.word));
    }
    case 'deleteTokens':
      return changing((database) => deleteTokens(database, request.by, request.ids));
    case 'unheldRuns': {
      const under = currentKey();
      return unheldRuns(current().database, request.limit, (columns, sealed) => unsealRun(under, columns, sealed));
    }
    case 'holdTokens': {
      const under = currentKey();
      const tokens = request.tokens.map((record) => ({ ...sealToken(under, record), token: record.token }));
      return changing((database) => holdTokens(database, tokens, request.next));
    }
    case 'wipe':
      return wipe();
    case 'close':
      return close();
  }
}

function reply({ id, request }: RunMessage): RunAnswer {
  try {
    return { id, kind: 'value', value: answer(request) };
  } catch (thrown) {
    if (thrown instanceof Stale) return { id, kind: 'stale' };
    if (isDamaged(thrown)) {
      close();
      suspicious = true;
    }
    return { id, kind: 'error', error: storeError(thrown).toData() };
  }
}

parentPort?.on('message', (message: RunMessage) => parentPort?.postMessage(reply(message)));
