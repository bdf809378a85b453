import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { createSecretStore } from '../../../node/keychain/keytar-secret-store.ts';
import { createRunStore } from '../../../node/runs/run-store.ts';
import { CAPTURES_KEPT, CAPTURES_PINNED, type CaptureRecord } from '../../../shared/model/capture.ts';
import { makeRun } from './make-run.ts';
import { assertPrivateSession, temporaryFolder } from './private-session.ts';

assertPrivateSession();

const secrets = createSecretStore({ service: `Grantbench test ${randomUUID()}` });

function open(folder: string) {
  const store = createRunStore({ folder, secrets });
  onTestFinished(() => store.close());
  return store;
}

function makeCapture(at: number): CaptureRecord {
  return {
    view: {
      summary: {
        id: randomUUID(),
        at,
        method: 'GET',
        origin: 'http://127.0.0.1:1',
        path: '/CANARY',
        via: 'query',
        names: ['code'],
        error: null,
        pinned: false,
      },
      exchange: {
        startedAt: at,
        request: {
          method: 'GET',
          url: ['http://127.0.0.1:1/?code=', { sealed: 0, kind: 'code' }],
          httpVersion: '1.1',
          headers: [],
          body: null,
        },
        response: null,
        timings: { dns: null, connect: null, proxy: null, tls: null, firstByte: null, total: 1 },
        tls: null,
        error: null,
      },
      fragment: null,
      parameters: [{ place: 'query', name: 'code', value: [{ sealed: 0, kind: 'code' }], jwt: false }],
      more: 0,
      error: null,
    },
    sealed: { exchange: { values: ['CANARY-code'] }, fragment: [], parameters: ['CANARY-code'] },
  };
}

test('captured requests outlive the program, sealed; they are deleted one by one, and wiped with the runs', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'history.sqlite');
  const first = open(folder);
  const records = [1, 2, 3].map(makeCapture);
  await first.captures.put(records);
  await first.close();
  expect(readFileSync(file).includes('CANARY')).toBe(false);

  const store = open(folder);
  expect(await store.captures.list()).toEqual(records.map(({ view }) => view.summary).toReversed());
  const [one, two, three] = records.map(({ view }) => view.summary.id);
  expect(await store.captures.get(two ?? '')).toEqual(records[1]);
  await store.captures.delete([two ?? '']);
  await expect(store.captures.get(two ?? '')).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });

  const database = new DatabaseSync(file);
  database.exec(`UPDATE capture SET captured_at = 9 WHERE id = '${one}'`);
  database.close();
  await expect(store.captures.get(one ?? '')).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  expect((await store.captures.list()).map(({ id }) => id)).toEqual([three]);

  await store.put(makeRun());
  await store.wipe();
  expect(await store.captures.list()).toEqual([]);
});

test('the newest are kept, and those the user keeps, up to a number', async () => {
  const store = open(temporaryFolder());
  const [kept, ...others] = Array.from({ length: CAPTURES_KEPT + 3 }, (_, index) => makeCapture(index));
  await store.captures.put(kept === undefined ? [] : [kept]);
  await store.captures.pin([kept?.view.summary.id ?? ''], true);
  await store.captures.put(others);
  const listed = await store.captures.list();
  expect(listed.length).toBe(CAPTURES_KEPT + 1);
  expect(listed.at(-1)).toEqual({ ...kept?.view.summary, pinned: true });
  expect(listed.at(-2)?.at).toBe(3);
  const many = listed.slice(0, CAPTURES_PINNED).map(({ id }) => id);
  await expect(store.captures.pin(many, true)).rejects.toMatchObject({ code: 'INPUT_TOO_LARGE' });
  expect((await store.captures.list()).filter(({ pinned }) => pinned).length).toBe(1);
});
