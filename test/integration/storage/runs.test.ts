import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSecretStore, type KeychainSecretStore } from '../../../node/keychain/keytar-secret-store.ts';
import { createRunStore } from '../../../node/runs/run-store.ts';
import { type RunQuery, type RunSummary, runQuery } from '../../../shared/model/run.ts';
import { makeRun } from './make-run.ts';
import { assertPrivateSession, temporaryFolder } from './private-session.ts';

assertPrivateSession();

/** The real keychain of the private session, one for the whole file: its process starts once. */
const secrets: KeychainSecretStore = createSecretStore({ service: `Grantbench test ${randomUUID()}` });

function open(folder: string, keychain: KeychainSecretStore = secrets) {
  const store = createRunStore({ folder, secrets: keychain });
  onTestFinished(() => store.close());
  return store;
}

const fileIn = (folder: string) => join(folder, 'history.sqlite');
const query = (conditions: Partial<RunQuery> = {}) => runQuery.parse(conditions);
const idsOf = ({ runs }: { runs: readonly RunSummary[] }) => runs.map(({ id }) => id);

/** Works on the file as somebody who is not us. */
function tamper(folder: string, sql: string): void {
  const database = new DatabaseSync(fileIn(folder));
  database.exec(sql);
  database.close();
}

async function filled(folder: string, ...summaries: Partial<RunSummary>[]): Promise<string[]> {
  const store = open(folder);
  const records = summaries.map((summary) => makeRun(summary));
  for (const record of records) await store.put(record);
  await store.close();
  return records.map(({ view }) => view.summary.id);
}

describe('what others do to the file', () => {
  test('a changed column, a swapped record or a changed byte is noticed when the run is read', async () => {
    const folder = temporaryFolder();
    const [first, second, third, fourth] = await filled(folder, {}, {}, {}, {});
    tamper(
      folder,
      `UPDATE run SET host = 'evil.example' WHERE id = '${first}';
       UPDATE record SET sealed = (SELECT sealed FROM record WHERE number = 3) WHERE number = 2;
       UPDATE record SET sealed = CAST(substr(sealed, 1, 40) || x'00' || substr(sealed, 42) AS BLOB) WHERE number = 4`,
    );
    const store = open(folder);
    expect((await store.list(query())).total).toBe(4);
    for (const id of [first, second, fourth]) await expect(store.get(id ?? '')).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    expect((await store.get(third ?? '')).sealed.tokens?.access_token).toBe('CANARY-secret');
    expect(store.notices()).toEqual([]);
  });

  test('a row that no longer makes sense does not take the list with it', async () => {
    const folder = temporaryFolder();
    const [first, second] = await filled(folder, { startedAt: 2 }, { startedAt: 1 });
    tamper(folder, `UPDATE run SET grant_type = 'nonsense' WHERE id = '${first}'`);
    const store = open(folder);
    expect(idsOf(await store.list(query()))).toEqual([second]);
    await store.list(query());
    expect(store.notices()).toMatchObject([{ code: 'STORE_DAMAGED' }]);
  });

  for (const [what, damage] of [
    ['overwritten', (file: string) => writeFileSync(file, 'not a database at all, and long enough to be looked at')],
    ['cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 5_000))],
    ['broken in its tables', (file: string) => writeFileSync(file, Buffer.from(readFileSync(file)).fill(0xff, 4_096, 16_384))],
  ] as const) {
    test(`a file ${what} is kept aside, reported, and history goes on`, async () => {
      const folder = temporaryFolder();
      await filled(folder, {}, {});
      damage(fileIn(folder));
      const damaged = readFileSync(fileIn(folder));
      const store = open(folder);
      expect(await store.problem()).toBe(null);
      const [copy] = readdirSync(folder).filter((name) => /^history\.damaged-.*\.sqlite$/.test(name));
      expect(readFileSync(join(folder, copy ?? '')).equals(damaged)).toBe(true);
      expect(store.notices()).toMatchObject([{ code: 'STORE_DAMAGED', hint: expect.stringContaining(copy ?? 'no copy') }]);
      await store.put(makeRun());
      expect((await store.list(query())).total).toBe(1);
    });
  }

  test('damage deep in the file is found at the first use, and the next one goes on', async () => {
    const folder = temporaryFolder();
    await filled(folder, ...Array.from({ length: 300 }, () => ({})));
    const bytes = readFileSync(fileIn(folder));
    writeFileSync(fileIn(folder), Buffer.from(bytes).fill(0xff, 16 * 4_096));
    const store = open(folder);
    const outcomes: unknown[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      outcomes.push(
        await store.put(makeRun()).then(
          () => 'put',
          (error: { code: string }) => error.code,
        ),
      );
    }
    expect(outcomes.at(-1)).toBe('put');
    expect(store.notices()).toHaveLength(1);
  });

  test('a history of a newer Grantbench is left untouched', async () => {
    const folder = temporaryFolder();
    await filled(folder, {});
    tamper(folder, 'PRAGMA user_version = 99');
    const before = readFileSync(fileIn(folder));
    const store = open(folder);
    expect(await store.problem()).toMatchObject({ code: 'STORE_TOO_NEW' });
    await expect(store.put(makeRun())).rejects.toMatchObject({ code: 'STORE_TOO_NEW' });
    await expect(store.wipe()).rejects.toMatchObject({ code: 'STORE_TOO_NEW' });
    expect(readFileSync(fileIn(folder)).equals(before)).toBe(true);
  });

  test('a file taken away or replaced while it is open does not swallow runs', async () => {
    const folder = temporaryFolder();
    const store = open(folder);
    await store.put(makeRun());
    renameSync(fileIn(folder), join(folder, 'elsewhere'));
    const { id } = (await store.put(makeRun()).then(() => store.list(query()))).runs[0] ?? {};
    expect(idsOf(await open(folder).list(query()))).toEqual([id]);
  });
});

describe('the key', () => {
  test('of another history does not open this one, and nothing is replaced', async () => {
    const folder = temporaryFolder();
    const [id = ''] = await filled(folder, {});
    const [account = ''] = (await secrets.list('history/')).filter((name) =>
      readFileSync(fileIn(folder)).includes(name.slice('history/key-'.length)),
    );
    const key = (await secrets.get(account)) ?? '';
    for (const wrong of [Buffer.alloc(32).toString('base64url'), 'short']) {
      await secrets.set(account, wrong);
      expect(await open(folder).problem()).toMatchObject({ code: 'STORE_DAMAGED', hint: expect.stringContaining('wipe') });
    }
    await secrets.delete(account);
    expect(await open(folder).problem()).toMatchObject({ code: 'KEYCHAIN_LOCKED' });
    await expect(open(folder).put(makeRun())).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' });
    await expect(open(folder).list(query())).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' });
    await secrets.set(account, key);
    expect((await open(folder).get(id)).view.summary.id).toBe(id);
  });

  test('is replaced by a wipe, also when it is lost, and other processes follow', async () => {
    const folder = temporaryFolder();
    const other = open(folder);
    await other.put(makeRun());
    const before = await secrets.list('history/');
    const store = open(folder);
    await store.wipe();
    expect(await secrets.list('history/')).toHaveLength(before.length - 1);
    await other.put(makeRun({ profileName: 'after the wipe' }));
    const { runs, total } = await store.list(query());
    expect([total, runs[0]?.profileName]).toEqual([1, 'after the wipe']);
    expect((await store.get(runs[0]?.id ?? '')).view.summary.profileName).toBe('after the wipe');
  });
});

test('what goes in comes out, also 10 MB of it', async () => {
  const store = open(temporaryFolder());
  const record = makeRun({}, 'x🔑'.repeat(3_300_000));
  await store.put(record);
  expect(await store.get(record.view.summary.id)).toEqual(record);
  await expect(store.get(randomUUID())).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
  await store.put({ ...record, view: { ...record.view, requestedScope: 'changed' } });
  expect((await store.get(record.view.summary.id)).view.requestedScope).toBe('changed');
  expect((await store.list(query())).total).toBe(1);
});

test('nothing but the clear columns can be read in the files', async () => {
  const folder = temporaryFolder();
  const store = open(folder);
  await store.put(makeRun({ profileName: 'visible-name' }));
  await store.close();
  const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  expect(bytes.includes('visible-name')).toBe(true);
  for (const form of ['CANARY', Buffer.from('CANARY-secret').toString('base64'), 'login.example.com/token']) {
    expect(bytes.includes(form)).toBe(false);
  }
  if (process.platform === 'win32') return;
  for (const name of readdirSync(folder)) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
});

test('lists the newest first, by every filter, page by page', async () => {
  const store = open(temporaryFolder());
  const profileId = randomUUID();
  const wanted: Partial<RunSummary>[] = [
    { profileName: 'Über 100%_\\', startedAt: 1 },
    { grant: 'password', startedAt: 2 },
    { outcome: 'failed', errorCode: 'NET_DNS', startedAt: 3 },
    { profileId, startedAt: 4 },
    { host: 'OTHER.example:8443', startedAt: 5, endedAt: null },
  ];
  const ids: string[] = [];
  for (const summary of wanted) {
    const record = makeRun(summary);
    ids.push(record.view.summary.id);
    await store.put(record);
  }
  const [umlaut, password, failed, profiled, other] = ids;
  const found = async (conditions: Partial<RunQuery>) => {
    const page = await store.list(query(conditions));
    return [idsOf(page), page.total];
  };
  expect(await found({})).toEqual([[other, profiled, failed, password, umlaut], 5]);
  expect(await found({ limit: 2, offset: 1 })).toEqual([[profiled, failed], 5]);
  expect(await found({ limit: 2, offset: 4 })).toEqual([[umlaut], 5]);
  expect(await found({ limit: 2, offset: 9 })).toEqual([[], 5]);
  expect(await found({ grant: 'password' })).toEqual([[password], 1]);
  expect(await found({ outcome: 'failed' })).toEqual([[failed], 1]);
  expect(await found({ profileId })).toEqual([[profiled], 1]);
  expect(await found({ text: 'net_d' })).toEqual([[failed], 1]);
  expect(await found({ text: 'other.EXAMPLE' })).toEqual([[other], 1]);
  expect(await found({ text: 'über' })).toEqual([[umlaut], 1]);
  expect(await found({ text: '0%_\\' })).toEqual([[umlaut], 1]);
  expect(await found({ text: '%' })).toEqual([[umlaut], 1]);
  expect(await found({ text: "' OR 1=1 --" })).toEqual([[], 0]);
  expect(await found({ text: ' ' })).toEqual([[other, profiled, failed, password, umlaut], 5]);
  expect(await found({ text: 'a profile', grant: 'password', outcome: 'succeeded' })).toEqual([[password], 1]);
});

test('counts runs of one instant once, wherever a page ends among them', async () => {
  const store = open(temporaryFolder());
  for (const startedAt of [1, 2, 2, 2, 3]) await store.put(makeRun({ startedAt, host: `as-${startedAt}.example` }));
  const pages = await Promise.all([0, 1, 2, 3].map((offset) => store.list(query({ offset, limit: 1 }))));
  expect(pages.map(({ total }) => total)).toEqual([5, 5, 5, 5]);
  expect(new Set(pages.flatMap(idsOf)).size).toBe(4);
  expect((await store.list(query({ text: 'as-2', limit: 1 }))).total).toBe(3);
  expect((await store.list(query({ text: 'as-2', outcome: 'succeeded', limit: 2 }))).total).toBe(3);
});

test('prunes by age and by number, and deletes what it is told', async () => {
  const store = open(temporaryFolder());
  const day = 86_400_000;
  const now = 100 * day;
  const records = [1, 50, 98, 99, 99.5].map((at) => makeRun({ startedAt: at * day }));
  for (const record of records) await store.put(record);
  await store.prune({ keepRuns: 10, keepDays: 90 }, now);
  expect((await store.list(query())).total).toBe(4);
  await store.prune({ keepRuns: 2, keepDays: 90 }, now);
  const left = idsOf(await store.list(query()));
  expect(left).toEqual([records[4], records[3]].map((record) => record?.view.summary.id));
  await store.delete([left[0] ?? '', randomUUID()]);
  expect(idsOf(await store.list(query()))).toEqual([left[1]]);
  await expect(store.get(left[0] ?? '')).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
});

test('memory only: no file is made, and nothing is there afterwards', async () => {
  const folder = temporaryFolder();
  const forgetful = createSecretStore();
  const { useMemory: keepInMemory } = forgetful;
  keepInMemory();
  const store = open(folder, forgetful);
  const record = makeRun();
  await store.put(record);
  expect(await store.get(record.view.summary.id)).toEqual(record);
  await store.wipe();
  expect((await store.list(query())).total).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('closing twice, and using it again afterwards, is fine', async () => {
  const folder = temporaryFolder();
  const store = open(folder);
  await store.put(makeRun());
  await store.close();
  await store.close();
  expect((await store.list(query())).total).toBe(1);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  await expect(store.list(query())).rejects.toMatchObject({ code: 'STORE_FAILED' });
});

test('a history from before runs had a task opens as it was, and its runs are grants', async () => {
  const folder = temporaryFolder();
  const [id] = await filled(folder, {});
  tamper(
    folder,
    `DROP TABLE token_record; DROP TABLE token; DROP TABLE capture_record; DROP TABLE capture;
     DROP INDEX run_task; ALTER TABLE run DROP COLUMN task; PRAGMA user_version = 1`,
  );
  const store = open(folder);
  expect((await store.list(query({ task: 'grant' }))).runs).toMatchObject([{ id, task: 'grant' }]);
  expect((await store.get(id ?? '')).sealed.tokens?.access_token).toBe('CANARY-secret');
});

test('a task is found, and cannot be passed off as another', async () => {
  const folder = temporaryFolder();
  const [grant, other] = await filled(folder, {}, { task: 'revocation' });
  const store = open(folder);
  expect(idsOf(await store.list(query({ task: 'revocation' })))).toEqual([other]);
  expect((await store.get(other ?? '')).view.summary.task).toBe('revocation');
  tamper(folder, `UPDATE run SET task = iif(task = 'grant', 'userinfo', 'grant')`);
  for (const id of [grant, other]) await expect(store.get(id ?? '')).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
});
