import { expect, test } from 'vitest';
import { profile as profileSchema } from '../../../shared/model/profile.ts';
import { harSchema } from '../../fixtures/har-schema.ts';
import { workbenchUnderTest } from './workbench-under-test.ts';

async function ranOnce() {
  const made = workbenchUnderTest();
  const profile = profileSchema.parse({
    id: crypto.randomUUID(),
    name: '../Bad: name\\of a/profile…',
    server: { kind: 'endpoints', endpoints: { tokenEndpoint: 'https://op.example/token' } },
    client: { clientId: 'me', clientSecret: { secret: 'client_secret' } },
  });
  await made.call('profile.save', { profile });
  made.world.secrets.set(`${profile.id}/client_secret`, 'CANARY-secret');
  made.world.answer = async () => ({ body: JSON.stringify({ access_token: 'CANARY-access-token', token_type: 'Bearer' }) });
  const runId = crypto.randomUUID();
  await made.call('run.start', { runId, profileId: profile.id, grant: 'client_credentials' });
  const file = (format: 'har' | 'json', secrets: boolean) => made.call('run.export', { runId, format, secrets });
  return { ...made, runId, file };
}

test('a run is exported masked, under a name every file system takes', async () => {
  const { file } = await ranOnce();
  for (const format of ['har', 'json'] as const) {
    const { name, text } = await file(format, false);
    expect(name).toMatch(new RegExp(`^grantbench-run-bad-name-of-a-profile-\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.${format}$`));
    expect(text).not.toContain('CANARY');
    expect(text).not.toContain(btoa('me:CANARY-secret').slice(0, 10));
  }
  const har = harSchema.parse(JSON.parse((await file('har', false)).text));
  expect(har.log.entries.map(({ comment, response }) => [comment, response.status])).toEqual([['token: client credentials', 200]]);
  const document = JSON.parse((await file('json', false)).text);
  expect(document).toMatchObject({
    secrets: false,
    run: { outcome: 'succeeded', grant: 'client_credentials' },
    steps: [{ name: 'token' }],
  });
  expect(document.steps[0].verdicts.length).toBeGreaterThan(3);
});

test('with secrets only where that was asked for, and the name says so', async () => {
  const { file } = await ranOnce();
  const har = await file('har', true);
  expect(har.name).toContain('with-secrets');
  expect(har.text).toContain('CANARY-access-token');
  expect(har.text).toContain(btoa('me:CANARY-secret').slice(0, 10));
  expect(harSchema.safeParse(JSON.parse(har.text)).error).toBeUndefined();
  expect(JSON.parse((await file('json', true)).text).tokenSet.access_token).toBe('CANARY-access-token');
});

test('no export of a run that is not there', async () => {
  const { call } = await ranOnce();
  const missing = call('run.export', { runId: crypto.randomUUID(), format: 'har', secrets: false });
  await expect(missing).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
});
