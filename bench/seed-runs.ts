import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { findKey } from '../node/runs/history-key.ts';
import { insertRuns, sealRun } from '../node/runs/run-table.ts';
import type { RunRecord } from '../shared/model/run.ts';
import type { BenchStore } from './bench-store.ts';

const grants = ['client_credentials', 'password', 'authorization_code', 'refresh_token'] as const;
const outcomes = ['succeeded', 'succeeded', 'succeeded', 'checks_failed', 'failed'] as const;
const MINUTE_MS = 60_000;

/** Run number `index`, going back in time: of one of 50 profiles, with the exchanges and tokens of the original. */
function variant(original: RunRecord, index: number, now: number): RunRecord {
  const outcome = outcomes[Math.floor(index / 20) % outcomes.length] ?? 'failed';
  const startedAt = now - index * MINUTE_MS;
  const summary = {
    ...original.view.summary,
    id: crypto.randomUUID(),
    profileName: `Profile ${index % 50} of the ${index % 7 === 0 ? 'billing' : 'identity'} team`,
    grant: grants[index % grants.length] ?? 'password',
    host: `as-${index % 20}.example.com`,
    startedAt,
    endedAt: startedAt + 80,
    outcome,
    errorCode: outcome === 'failed' ? ('NET_TIMEOUT' as const) : null,
  };
  return { ...original, view: { ...original.view, summary } };
}

/**
 * Fills a history with copies of one real run, sealed and inserted by what the store itself seals and
 * inserts with. In one transaction, because the store makes every run safe on disk by itself, and a hundred
 * thousand of those take minutes.
 */
export async function seedRuns({ store, secrets }: BenchStore, folder: string, original: RunRecord, count: number): Promise<void> {
  await store.put(original);
  const database = new DatabaseSync(join(folder, 'history.sqlite'));
  try {
    const id = Buffer.from(database.prepare("SELECT value FROM meta WHERE name = 'key_id'").get()?.value as Uint8Array).toString();
    const key = { id, secret: createSecretKey(await findKey(secrets, id)) };
    const now = Date.now();
    const others = function* () {
      for (let index = 1; index < count; index += 1) yield sealRun(key, variant(original, index, now));
    };
    database.exec('PRAGMA synchronous = OFF; BEGIN');
    insertRuns(database, others());
    database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}
