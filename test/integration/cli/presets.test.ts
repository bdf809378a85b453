import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { empowerIdClient, empowerIdUsers, startEmpowerId } from '../../fixtures/servers/empowerid.ts';
import type { RunningFixture } from '../../fixtures/servers/fixture-http.ts';
import { startThinktecture, thinktectureKey } from '../../fixtures/servers/thinktecture.ts';
import { documentOf, run, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
let empowerId: RunningFixture;
let thinktecture: RunningFixture;
beforeAll(async () => {
  [empowerId, thinktecture] = await Promise.all([startEmpowerId(), startThinktecture()]);
});
afterAll(async () => {
  home.remove();
  await Promise.all([empowerId.close(), thinktecture.close()]);
});

const password = ['--grant-type', 'password', '--username'];

test('a preset and the address of a server are enough for its dialect', async () => {
  const client = ['--client-id', empowerIdClient.id, '--client-secret', empowerIdClient.secret];
  const args = ['token', empowerId.origin, '--preset', 'empowerid', ...password, 'carol', '--password-env', 'PW', ...client, '--json'];
  const ended = await run(args, { env: { ...home.env, PW: empowerIdUsers.carol } });
  const document = documentOf(ended);
  expect([ended.code, document.error]).toEqual([0, undefined]);
  expect(document.decoded.id_token?.payload).toMatchObject({ sub: 'carol' });
  expect(document.verdicts.find(({ id }) => id === 'id_token_signature')?.status).toBe('pass');
  expect(JSON.stringify(document.steps)).not.toContain(Buffer.from(`carol:${empowerIdUsers.carol}`).toString('base64'));
});

test('--token-key verifies an HS256 access token with the Base64 key as pasted', async () => {
  const client = ['--client-id', 'password-app', '--client-secret', 'password-app-secret', '--scope', 'urn:webapisecurity'];
  const preset = ['--preset', 'thinktecture-identityserver-v2', '--token-key-env', 'KEY', '--password', 'wonder:land'];
  const args = ['token', thinktecture.origin, ...preset, ...password, 'alice', ...client, '--json'];
  const ended = await run(args, { env: { ...home.env, KEY: thinktectureKey } });
  const document = documentOf(ended);
  expect([ended.code, document.error]).toEqual([0, undefined]);
  expect(document.verdicts.find(({ id }) => id === 'access_token_signature')?.status).toBe('pass');
});

test('presets lists ours and the user’s own; a broken file is told and hides none', async () => {
  const folder = join(home.folder, 'data');
  mkdirSync(join(folder, 'presets'), { recursive: true });
  const list = async () => {
    const ended = await run(['presets', '--json', '--data-dir', folder], { env: home.env });
    const { ok, presets } = JSON.parse(ended.stdout) as { ok: boolean; presets: { id: string; name: string }[] };
    return { ended, ok, ids: presets.map(({ id }) => id) };
  };
  const ours = { id: 'ours', name: 'Ours', placeholders: [], issuer: 'https://login.example', grants: ['password'], authMethods: ['none'] };
  const registration = { text: 'Ask us.', url: 'https://login.example/help' };
  writeFileSync(join(folder, 'presets', 'ours.json'), JSON.stringify({ ...ours, registration }));
  const good = await list();
  expect([good.ended.code, good.ok]).toEqual([0, true]);
  expect(good.ids).toEqual(
    expect.arrayContaining(['thinktecture-identityserver-v2', 'identityserver3', 'empowerid', 'curity', 'github', 'ours']),
  );
  writeFileSync(join(folder, 'presets', 'broken.json'), '{');
  const bad = await list();
  expect([bad.ended.code, bad.ok]).toEqual([2, false]);
  expect(bad.ids).toEqual(good.ids);
  expect(bad.ended.stderr).toContain('broken.json');
});

test.each([
  ['an unknown preset', ['token', 'https://a.example', '--preset', 'nobody'], 'grantbench presets'],
  ['a missing placeholder', ['token', 'https://a.example', '--preset', 'keycloak'], 'master'],
  ['a preset beside a profile', ['token', '--preset', 'google', '--profile', 'x'], 'saved profile'],
])('%s is wrong usage', async (_what, args, hint) => {
  const ended = await run([...args, '--grant-type', 'password', '--client-id', 'c', '--json'], { env: home.env });
  expect(ended.code).toBe(2);
  expect(documentOf(ended).error?.hint).toContain(hint);
});
