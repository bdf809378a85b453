import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { createSecretStore, type KeychainSecretStore } from '../../../node/keychain/keytar-secret-store.ts';
import { createRunStore } from '../../../node/runs/run-store.ts';
import { type HeldToken, type TokenQuery, tokenQuery } from '../../../shared/model/held-token.ts';
import { runQuery } from '../../../shared/model/run.ts';
import { makeRun } from './make-run.ts';
import { makeToken } from './make-token.ts';
import { assertPrivateSession, temporaryFolder } from './private-session.ts';

assertPrivateSession();

/** The real keychain of the private session, one for the whole file: its process starts once. */
const secrets: KeychainSecretStore = createSecretStore({ service: `Grantbench test ${randomUUID()}` });
const NOW = 1_700_000_000_000;

function open(folder: string, keychain = secrets) {
  const store = createRunStore({ folder, secrets: keychain });
  onTestFinished(() => store.close());
  return store;
}

function tamper(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'history.sqlite'));
  database.exec(sql);
  database.close();
}

/** A store that holds these tokens, all of one run. */
async function holding(folder: string, ...tokens: Partial<HeldToken>[]) {
  const store = open(folder);
  const run = makeRun();
  const held = tokens.map((parts) => makeToken({ runId: run.view.summary.id, ...parts }));
  await store.put(run, held);
  const found = async (query: Partial<TokenQuery>) => {
    const page = await store.tokens.list(tokenQuery.parse(query), NOW);
    return [page.tokens.map(({ id }) => held.findIndex(({ token }) => token.id === id)), page.total];
  };
  return { store, run, held, found };
}

test('what is held comes out as it went in, and what is not says so', async () => {
  const { store, held } = await holding(temporaryFolder(), { subject: 'u🔑' }, { expiresAt: null, kind: 'id_token' });
  for (const record of held) expect(await store.tokens.get(record.token.id)).toEqual(record);
  expect((await store.tokens.list(tokenQuery.parse({}), NOW)).tokens.map(({ id }) => id).toSorted()).toEqual(
    held.map(({ token }) => token.id).toSorted(),
  );
  await expect(store.tokens.get(randomUUID())).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
});

test('nothing of a token but the clear columns can be read in the files', async () => {
  const folder = temporaryFolder();
  const { store, held } = await holding(folder, {});
  await store.close();
  const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  expect(bytes.includes(held[0]?.token.familyId ?? 'no family')).toBe(true);
  for (const form of ['CANARY', Buffer.from('CANARY-token').toString('base64')]) expect(bytes.includes(form)).toBe(false);
});

test('lists by every condition, in every order, page by page', async () => {
  const profileId = randomUUID();
  const familyId = randomUUID();
  const { found } = await holding(
    temporaryFolder(),
    { obtainedAt: 1, expiresAt: NOW + 2, subject: 'bob', scope: 'b', profileName: 'Über', kind: 'refresh_token' },
    { obtainedAt: 2, expiresAt: NOW + 1, subject: 'alice', scope: 'a', profileName: 'Mine', profileId },
    { obtainedAt: 3, expiresAt: NOW, subject: null, scope: '', profileName: 'Other 10', familyId, kind: 'id_token' },
    { obtainedAt: 9, expiresAt: null, subject: 'carol', scope: 'c', profileName: 'Other 9', familyId, clientId: 'the-client' },
  );
  expect(await found({})).toEqual([[3, 2, 1, 0], 4]);
  expect(await found({ limit: 2, offset: 1 })).toEqual([[2, 1], 4]);
  expect(await found({ order: 'expiry' })).toEqual([[1, 0, 3, 2], 4]);
  expect(await found({ order: 'kind' })).toEqual([[3, 1, 2, 0], 4]);
  expect(await found({ order: 'subject' })).toEqual([[1, 0, 3, 2], 4]);
  expect(await found({ order: 'scope', limit: 3 })).toEqual([[1, 0, 3], 4]);
  expect(await found({ order: 'profile' })).toEqual([[1, 3, 2, 0], 4]);
  expect(await found({ profileId })).toEqual([[1], 1]);
  expect(await found({ familyId })).toEqual([[3, 2], 2]);
  expect(await found({ kind: 'refresh_token' })).toEqual([[0], 1]);
  expect(await found({ expired: true })).toEqual([[2], 1]);
  expect(await found({ expired: false })).toEqual([[3, 1, 0], 3]);
  expect(await found({ text: 'ÜBER' })).toEqual([[0], 1]);
  expect(await found({ text: 'THE-client' })).toEqual([[3], 1]);
  expect(await found({ text: 'carol', expired: true })).toEqual([[], 0]);
  expect(await found({ text: "%' OR 1=1 --" })).toEqual([[], 0]);
});

test('a changed column, a swapped card or a changed byte is noticed, told once, and takes nothing else with it', async () => {
  const folder = temporaryFolder();
  const { store, held } = await holding(folder, {}, {}, {}, { expiresAt: null });
  await store.close();
  const [first, second, third, fourth] = held.map(({ token }) => token.id);
  tamper(
    folder,
    `UPDATE token SET expires_at = 9e15 WHERE id = '${first}';
     UPDATE token SET card = (SELECT card FROM token WHERE id = '${first}') WHERE id = '${second}';
     UPDATE token_record SET sealed = CAST(substr(sealed, 1, 40) || x'00' || substr(sealed, 42) AS BLOB)
       WHERE number = (SELECT number FROM token WHERE id = '${third}')`,
  );
  const again = open(folder);
  for (let look = 0; look < 2; look += 1) {
    expect((await again.tokens.list(tokenQuery.parse({}), NOW)).tokens.map(({ id }) => id).toSorted()).toEqual([third, fourth].toSorted());
  }
  expect(again.notices()).toMatchObject([{ code: 'STORE_DAMAGED' }]);
  for (const id of [first, third]) await expect(again.tokens.get(id ?? '')).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  expect((await again.tokens.get(fourth ?? '')).value).toBe('CANARY-token');
});

test('go when they, their run or their profile is deleted, and with a wipe', async () => {
  const profileId = randomUUID();
  const { store, run, held, found } = await holding(temporaryFolder(), {}, {}, { runId: randomUUID() }, { runId: randomUUID(), profileId });
  await store.tokens.delete([held[0]?.token.id ?? '', randomUUID()]);
  expect((await found({}))[1]).toBe(3);
  await store.delete([run.view.summary.id]);
  expect((await found({}))[1]).toBe(2);
  await store.tokens.deleteOf([profileId]);
  expect(await found({})).toEqual([[2], 1]);
  await store.wipe();
  expect(await found({})).toEqual([[], 0]);
});

test('what a server said of a token is noted wherever it is held, by any program, and taken back by its newest word', async () => {
  const folder = temporaryFolder();
  const familyId = randomUUID();
  const { store, held, found } = await holding(folder, { familyId }, { familyId, kind: 'refresh_token' }, { runId: randomUUID() });
  // Opened before the other program writes: what is found anew must be what it wrote.
  expect((await found({ text: 'canary' }))[1]).toBe(3);
  const other = open(folder);
  const ends = async () =>
    (await store.tokens.list(tokenQuery.parse({ text: 'canary', order: 'kind' }), NOW)).tokens.map(({ end }) => end?.how);
  const note = (said: 'revoked' | 'inactive' | 'active', within: string | null = null) =>
    other.tokens.note({ value: 'CANARY-token', familyId: within, said, at: 7 });
  await note('inactive', familyId);
  expect(await ends()).toEqual(['inactive', undefined, 'inactive']);
  expect(await found({ ended: true })).toEqual([[0, 1], 2]);
  await other.tokens.note({ value: 'another', familyId, said: 'revoked', at: 7 });
  await note('revoked');
  await note('inactive');
  expect(await ends()).toEqual(['revoked', 'revoked', 'revoked']);
  expect((await store.tokens.get(held[0]?.token.id ?? '')).token.end).toEqual({ how: 'revoked', at: 7 });
  expect(await found({ ended: false })).toEqual([[], 0]);
  await note('active');
  expect(await ends()).toEqual([undefined, undefined, undefined]);
});

test('outlive the retention of their run, until they have been of no use for as long', async () => {
  const day = 86_400_000;
  const now = 1_000 * day;
  const { store, found } = await holding(
    temporaryFolder(),
    { obtainedAt: 1 * day, expiresAt: 5_000 * day },
    { obtainedAt: 1 * day, expiresAt: 2 * day },
    { obtainedAt: 1 * day, expiresAt: now - 5 * day },
    { obtainedAt: 1 * day, expiresAt: null },
    { obtainedAt: now - 5 * day, expiresAt: null },
    // A server that says the token expired long ago when it issues it.
    { obtainedAt: now - 5 * day, expiresAt: 0 },
  );
  await store.prune({ keepRuns: 10, keepDays: 90 }, now);
  expect((await store.list(runQuery.parse({}))).total).toBe(1);
  expect(((await found({}))[0] as number[]).toSorted()).toEqual([0, 2, 4, 5]);
  await store.prune({ keepRuns: 0, keepDays: 90 }, now);
  expect(await found({})).toEqual([[], 0]);
});

test('of runs that an older version stored are held at the first look, once', async () => {
  const folder = temporaryFolder();
  const store = open(folder);
  const runs = Array.from({ length: 120 }, (_, at) => makeRun({ startedAt: at, endedAt: at, profileName: `Run ${at}` }));
  for (const run of runs) {
    const view = { ...makeToken().view, expiresAt: 2_000_000_000 };
    await store.put({ ...run, view: { ...run.view, tokens: [view] } });
  }
  await store.close();
  tamper(folder, 'DROP TABLE token_record; DROP TABLE token; PRAGMA user_version = 3; DELETE FROM run WHERE number = 60');
  const upgraded = open(folder);
  await upgraded.put(makeRun(), [makeToken()]);
  for (let look = 0; look < 2; look += 1) {
    expect((await upgraded.tokens.list(tokenQuery.parse({}), NOW)).total).toBe(120);
  }
  const { tokens } = await upgraded.tokens.list(tokenQuery.parse({ text: 'Run 7', order: 'profile' }), NOW);
  expect(tokens.map(({ profileName }) => profileName)).toEqual(['Run 7', ...Array.from({ length: 10 }, (_, at) => `Run ${70 + at}`)]);
  expect(tokens[0]).toMatchObject({ scope: 'CANARY-scope', expiresAt: 2_000_000_000_000, obtainedAt: 7, familyId: tokens[0]?.runId });
  expect((await upgraded.tokens.get(tokens[0]?.id ?? '')).value).toBe('CANARY-secret');
});

test('memory only: held until the program ends, and in no file', async () => {
  const folder = temporaryFolder();
  const forgetful = createSecretStore();
  const { useMemory: keepInMemory } = forgetful;
  keepInMemory();
  const store = open(folder, forgetful);
  const held = makeToken();
  await store.put(makeRun(), [held]);
  expect(await store.tokens.get(held.token.id)).toEqual(held);
  expect(readdirSync(folder)).toEqual([]);
});
