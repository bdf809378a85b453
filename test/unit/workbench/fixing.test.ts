import { expect, it } from 'vitest';
import { profile as profileSchema } from '../../../shared/model/profile.ts';
import { workbenchUnderTest } from './workbench-under-test.ts';

it('a fix changes the profile it is for, trims the stored secret, and leaves the rest as it was', async () => {
  const { call } = workbenchUnderTest();
  const profile = profileSchema.parse({
    id: crypto.randomUUID(),
    name: 'Mine',
    client: { clientSecret: { secret: 'client_secret' } },
    request: { scope: 'a b' },
    edits: { token: { dropped: ['client_id', 'scope'] } },
  });
  await call('profile.save', { profile });
  await call('secret.set', { owner: profile.id, field: 'client_secret', value: 'CANARY-1\n' });
  const workspace = await call('profile.fix', {
    id: profile.id,
    changes: [
      { kind: 'trimSecret', field: 'clientSecret' },
      { kind: 'basicEncoding', value: 'raw' },
      { kind: 'addScope', value: 'openid' },
      { kind: 'removeScope', value: 'b' },
      { kind: 'standardParameter', endpoint: 'token', name: 'client_id' },
    ],
  });
  expect(workspace.profiles[0]).toEqual({
    ...profile,
    server: { ...profile.server, dialect: { ...profile.server.dialect, basicEncoding: 'raw' } },
    request: { ...profile.request, scope: 'a openid' },
    edits: { ...profile.edits, token: { ...profile.edits.token, dropped: ['scope'] } },
  });
  expect(await call('secret.reveal', { owner: profile.id, field: 'client_secret' })).toEqual({ value: 'CANARY-1' });
});
