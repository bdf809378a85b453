import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { type ProfileInput, profile as profileSchema } from '../../../shared/model/profile.ts';
import { workbenchUnderTest } from './workbench-under-test.ts';

const locked = () => new AppError('KEYCHAIN_LOCKED');

/** A workbench with one saved profile that has two secrets. */
async function withProfile(parts: Partial<ProfileInput> = {}) {
  const bench = workbenchUnderTest();
  const profile = profileSchema.parse({
    id: crypto.randomUUID(),
    name: 'Mine',
    client: { clientSecret: { secret: 'client_secret' } },
    edits: { token: { headers: [{ name: 'X-Key', value: { secret: 'header/X-Key' } }] } },
    ...parts,
  });
  await bench.call('profile.save', { profile });
  await bench.call('secret.set', { owner: profile.id, field: 'client_secret', value: 'CANARY-1' });
  await bench.call('secret.set', { owner: profile.id, field: 'header/X-Key', value: 'CANARY-2' });
  return { ...bench, profile };
}
const named = (name: string) => profileSchema.parse({ id: crypto.randomUUID(), name });

describe('the host', () => {
  it('describes itself, its keychain and its history', async () => {
    const { call, world } = workbenchUnderTest();
    world.runStoreFails = locked();
    expect(await call('host.describe', {})).toMatchObject({
      version: '1.2.3',
      keychain: { state: 'ready' },
      history: { code: 'STORE_FAILED' },
      notices: [],
    });
  });

  it('keeps secrets in memory when asked to, and tells everyone', async () => {
    const { call, toldOf } = workbenchUnderTest();
    expect(await call('keychain.useMemory', {})).toEqual({ state: 'memory', reason: null });
    expect(toldOf('keychain.changed')).toEqual([{ keychain: { state: 'memory', reason: null }, history: null }]);
  });
});

describe('what happened to stored files', () => {
  it('is told at the start, told to everyone when it is found later, and gone once it was read', async () => {
    const { call, toldOf, world } = workbenchUnderTest();
    const damaged = new AppError('STORE_DAMAGED').toData();
    world.notices = [damaged];
    expect(await call('host.describe', {})).toMatchObject({ notices: [damaged] });
    expect(toldOf('notice.changed')).toEqual([]);

    world.notices = [damaged, damaged];
    await call('workspace.read', {});
    expect(toldOf('notice.changed')).toEqual([{ notices: [damaged, damaged] }]);

    await call('notice.dismiss', {});
    expect(toldOf('notice.changed').at(-1)).toEqual({ notices: [] });
    expect(await call('host.describe', {})).toMatchObject({ notices: [] });
  });
});

describe('profiles', () => {
  it('are added at the end, changed in place, and everyone is told', async () => {
    const { call, toldOf, profile } = await withProfile();
    await call('profile.save', { profile: named('Second') });
    const workspace = await call('profile.save', { profile: { ...profile, name: 'Renamed' } });
    expect(workspace.profiles.map(({ name }) => name)).toEqual(['Renamed', 'Second']);
    expect(toldOf('workspace.changed').at(-1)).toEqual({ workspace });
  });

  it('that no longer name a secret take it out of the keychain', async () => {
    const { call, world, profile, close } = await withProfile();
    await call('profile.save', { profile: { ...profile, edits: {} } });
    await close();
    expect([...world.secrets.values()]).toEqual(['CANARY-1']);
  });

  it('are duplicated with their secrets, beside the original', async () => {
    const { call, world, profile } = await withProfile();
    await call('profile.save', { profile: named('Last') });
    const { workspace, id } = await call('profile.duplicate', { id: profile.id });
    expect(workspace.profiles.map(({ name }) => name)).toEqual(['Mine', 'Mine copy', 'Last']);
    expect(world.secrets.get(`${id}/client_secret`)).toBe('CANARY-1');
    expect(world.secrets.get(`${id}/header/X-Key`)).toBe('CANARY-2');
    const again = await call('profile.duplicate', { id: profile.id });
    expect(again.workspace.profiles.map(({ name }) => name)).toContain('Mine copy 2');
  });

  it('keep within the length of a name when duplicated', async () => {
    const { call, profile } = await withProfile({ name: 'n'.repeat(200) });
    const { workspace, id } = await call('profile.duplicate', { id: profile.id });
    expect(workspace.profiles.find((copy) => copy.id === id)?.name).toBe(`${'n'.repeat(195)} copy`);
  });

  it('are not duplicated half: a locked keychain leaves nothing behind', async () => {
    const { call, world, profile } = await withProfile();
    world.secrets.clear();
    world.keychain = { state: 'locked', reason: locked().toData() };
    await expect(call('profile.duplicate', { id: profile.id })).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' });
    expect(world.workspace.profiles).toHaveLength(1);
  });

  it('are deleted with all their secrets, and only theirs', async () => {
    const { call, world, profile } = await withProfile();
    const { id } = await call('profile.duplicate', { id: profile.id });
    await call('profile.delete', { ids: [profile.id] });
    expect(world.workspace.profiles.map((left) => left.id)).toEqual([id]);
    expect([...world.secrets.keys()].every((account) => account.startsWith(id))).toBe(true);
    expect(world.secrets.size).toBe(2);
  });

  it('can be deleted while the keychain is away; the error says what stayed behind', async () => {
    const { call, world, toldOf, profile } = await withProfile();
    world.secretsFail = new AppError('KEYCHAIN_UNAVAILABLE');
    await expect(call('profile.delete', { ids: [profile.id] })).rejects.toMatchObject({
      code: 'KEYCHAIN_UNAVAILABLE',
      message: expect.stringContaining('profiles are deleted, but their secrets'),
    });
    expect(toldOf('workspace.changed').at(-1)?.workspace.profiles).toEqual([]);
    const plain = named('No secrets');
    await call('profile.save', { profile: plain });
    await call('profile.delete', { ids: [plain.id] });
  });

  it('that do not exist are a clear error, and nothing changes', async () => {
    const { call, world, profile } = await withProfile();
    const id = crypto.randomUUID();
    const before = structuredClone(world.workspace);
    for (const work of [
      call('profile.delete', { ids: [profile.id, id] }),
      call('profile.duplicate', { id }),
      call('profile.move', { id, group: '', before: null }),
      call('profile.move', { id: profile.id, group: '', before: id }),
      call('profile.export', { ids: [id] }),
      call('server.discover', { profileId: id }),
      call('run.start', { runId: id, profileId: id, grant: 'password' }),
    ]) {
      await expect(work).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    }
    expect(world.workspace).toEqual(before);
  });

  it('are moved before another, to the end, and into a group', async () => {
    const { call } = workbenchUnderTest();
    const [a, b, c] = [named('A'), named('B'), named('C')];
    for (const profile of [a, b, c]) await call('profile.save', { profile });
    const order = async (id: string, before: string | null) =>
      (await call('profile.move', { id, group: ' G ', before })).profiles.map(({ name }) => name).join('');
    expect(await order(c.id, a.id)).toBe('CAB');
    expect(await order(c.id, null)).toBe('ABC');
    expect(await order(a.id, c.id)).toBe('BAC');
    expect(await order(a.id, a.id)).toBe('BAC');
    expect((await call('workspace.read', {})).profiles.map(({ group }) => group)).toEqual(['', 'G', 'G']);
  });
});

describe('export and import', () => {
  it('carry a profile without its secrets, under a new id', async () => {
    const { call, world, profile } = await withProfile();
    const { text } = await call('profile.export', { ids: [profile.id, profile.id] });
    expect(text).not.toContain('CANARY');
    const { workspace, ids } = await call('profile.import', { text: `\uFEFF${text}` });
    expect(ids).toHaveLength(1);
    expect(workspace.profiles).toHaveLength(2);
    expect(workspace.profiles[1]).toEqual({ ...profile, id: ids[0] });
    expect(world.secrets.size).toBe(2);
  });

  it('never let a file choose the id, which names items of the keychain', async () => {
    const { call, world } = workbenchUnderTest();
    const owner = crypto.randomUUID();
    world.secrets.set(`${owner}/client_secret`, 'left by something else');
    const evil = { id: owner, name: 'Evil', client: { clientSecret: { secret: 'client_secret' } } };
    const { ids } = await call('profile.import', {
      text: JSON.stringify({ format: 'grantbench-profiles', version: 1, profiles: [evil, evil] }),
    });
    expect(new Set([...ids, owner]).size).toBe(3);
  });

  const file = (parts: object) => JSON.stringify({ format: 'grantbench-profiles', version: 1, profiles: [], ...parts });
  it.each([
    ['no JSON', '{"format":', 'INPUT_INVALID', /not JSON/],
    ['nothing', '', 'INPUT_INVALID', /not JSON/],
    ['null', 'null', 'INPUT_INVALID', /no Grantbench profiles/],
    ['other JSON', '{"a":1}', 'INPUT_INVALID', /no Grantbench profiles/],
    ['a newer version', file({ version: 2, profiles: 'of a form we do not know' }), 'STORE_TOO_NEW', /version 2/],
    ['a version that is none', file({ version: '1' }), 'INPUT_INVALID', /version/],
    ['a broken profile', file({ profiles: [{ id: 'x', name: 'n' }] }), 'INPUT_INVALID', /profiles\.0\.id/],
    ['an unknown member', file({ profiles: [{ id: crypto.randomUUID(), name: 'n', clientSecret: 's' }] }), 'INPUT_INVALID', /profiles\.0/],
    ['a polluting member', file({}).replace('{', '{"__proto__":{"x":1},'), 'INPUT_INVALID', /__proto__/],
  ])('refuse %s, and nothing changes', async (_what, text, code, message) => {
    const { call, world, toldOf } = workbenchUnderTest();
    const before = structuredClone(world.workspace);
    await expect(call('profile.import', { text })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(world.workspace).toEqual(before);
    expect(toldOf('workspace.changed')).toEqual([]);
  });
});

describe('environments and settings', () => {
  it('are saved, chosen, and deleted with their secrets and the choice', async () => {
    const { call, world, close } = workbenchUnderTest();
    const id = crypto.randomUUID();
    const environment = {
      id,
      name: 'Staging',
      variables: [
        { name: 'a', value: { secret: 'a' } },
        { name: 'b', value: { secret: 'b' } },
      ],
    };
    await call('environment.save', { environment });
    for (const field of ['a', 'b']) await call('secret.set', { owner: id, field, value: 'v' });
    await call('settings.save', { settings: { ...world.workspace.settings, environmentId: id } });
    await call('environment.save', { environment: { ...environment, variables: environment.variables.slice(1) } });
    await close();
    expect([...world.secrets.keys()]).toEqual([`${id}/b`]);
    const workspace = await call('environment.delete', { id });
    expect(workspace).toMatchObject({ environments: [], settings: { environmentId: null } });
    expect(world.secrets.size).toBe(0);
    await expect(call('environment.delete', { id })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
  });

  it('that change what is kept of history take effect at once', async () => {
    const { call, world, close } = workbenchUnderTest();
    await call('settings.save', { settings: { keepRuns: 1 } });
    await close();
    expect(world.pruned).toBe(1);
    await expect(call('settings.save', { settings: { environmentId: crypto.randomUUID() } })).rejects.toMatchObject({
      code: 'STORE_NOT_FOUND',
    });
  });

  it('are saved also while history is closed', async () => {
    const { call, world, close } = workbenchUnderTest();
    world.runStoreFails = locked();
    expect((await call('settings.save', { settings: { theme: 'dark' } })).settings.theme).toBe('dark');
    await close();
    expect(world.logged).toEqual([{ level: 'warn', event: 'run.prune', fields: { code: 'KEYCHAIN_LOCKED' } }]);
  });
});

describe('secrets', () => {
  it('are listed without values, revealed only when asked for, and cleared', async () => {
    const { call, profile } = await withProfile();
    const owner = profile.id;
    const listed = await call('secret.list', {});
    expect(listed.secrets).toEqual([
      { owner, field: 'client_secret' },
      { owner, field: 'header/X-Key' },
    ]);
    expect(await call('secret.reveal', { owner, field: 'header/X-Key' })).toEqual({ value: 'CANARY-2' });
    await call('secret.clear', { owner, field: 'header/X-Key' });
    expect(await call('secret.reveal', { owner, field: 'header/X-Key' })).toEqual({ value: null });
  });

  it('that a locked keychain does not show are not taken for absent', async () => {
    const { call, world, profile } = await withProfile({ server: { kind: 'endpoints' } });
    world.secrets.clear();
    world.keychain = { state: 'locked', reason: locked().toData() };
    const owner = profile.id;
    for (const work of [
      call('secret.reveal', { owner, field: 'client_secret' }),
      call('secret.clear', { owner, field: 'client_secret' }),
      call('run.start', { runId: crypto.randomUUID(), profileId: owner, grant: 'client_credentials' }),
    ]) {
      await expect(work).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' });
    }
  });

  it('are wiped all, history with them, and everyone is told; those of another data folder stay', async () => {
    const { call, world, profile, toldOf } = await withProfile();
    const environment = { id: crypto.randomUUID(), name: 'e', variables: [] };
    await call('environment.save', { environment });
    await call('secret.set', { owner: environment.id, field: 'variable.key', value: 's' });
    expect([...world.secrets.keys()]).toContain(`${profile.id}/client_secret`);
    const elsewhere = [`${crypto.randomUUID()}/client_secret`, 'history/key-of-another-folder', 'without a slash'];
    for (const account of elsewhere) world.secrets.set(account, 'k');
    await call('secret.wipe', {});
    expect([...world.secrets.keys()]).toEqual(elsewhere);
    expect(toldOf('keychain.changed')).toHaveLength(1);
  });

  it('are wiped also when history cannot be, which is told', async () => {
    const { call, world } = await withProfile();
    world.runStoreFails = new AppError('STORE_BUSY');
    await expect(call('secret.wipe', {})).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect(world.secrets.size).toBe(0);
  });
});

describe('the playground', () => {
  it('starts once, stops, and everyone is told', async () => {
    const { call, toldOf } = workbenchUnderTest();
    expect(await call('playground.read', {})).toEqual({ running: null });
    const facts = await call('playground.start', {});
    await call('playground.start', {});
    expect(await call('playground.read', {})).toEqual({ running: facts });
    await call('playground.stop', {});
    expect(toldOf('playground.changed')).toEqual([{ running: facts }, { running: null }]);
  });

  it('gives one ready profile for each client, secrets in the keychain', async () => {
    const { call, world } = workbenchUnderTest();
    const { workspace, ids } = await call('playground.addProfiles', {});
    expect(workspace.profiles.map(({ id }) => id)).toEqual(ids);
    expect(workspace.profiles).toMatchObject([
      {
        name: 'Machine',
        group: 'Playground',
        grant: 'client_credentials',
        server: { kind: 'playground' },
        client: { clientId: 'machine', clientSecret: {} },
      },
      {
        name: 'Trusted',
        grant: 'password',
        client: { clientSecret: null },
        request: { username: 'alice', redirectUri: 'http://127.0.0.1:0/callback' },
      },
    ]);
    expect([...world.secrets]).toEqual([
      [`${ids[0]}/client_secret`, 'machine-secret'],
      [`${ids[1]}/password`, 'alice-password'],
    ]);
  });

  it('gives nothing twice, keeps what the user changed, and brings back what is missing', async () => {
    const { call, world } = workbenchUnderTest();
    const { ids, workspace } = await call('playground.addProfiles', {});
    const [machine, trusted] = workspace.profiles;
    if (machine === undefined || trusted === undefined) return expect.unreachable();
    await call('profile.save', { profile: { ...machine, name: 'Changed', group: '' } });
    await call('secret.set', { owner: machine.id, field: 'client_secret', value: 'wrong on purpose' });
    await call('secret.clear', { owner: trusted.id, field: 'password' });
    const again = await call('playground.addProfiles', {});
    expect(again.ids).toEqual(ids);
    expect(again.workspace.profiles.map(({ name }) => name)).toEqual(['Changed', 'Trusted']);
    expect([...world.secrets.values()].sort()).toEqual(['alice-password', 'wrong on purpose']);
    await call('profile.delete', { ids: [trusted.id] });
    expect((await call('playground.addProfiles', {})).workspace.profiles).toHaveLength(2);
  });

  it('gives nothing twice to two who ask at once, and leaves no secret without a profile', async () => {
    const { call, world } = workbenchUnderTest();
    const [one, other] = await Promise.all([call('playground.addProfiles', {}), call('playground.addProfiles', {})]);
    expect(one.ids).toEqual(other.ids);
    expect(world.workspace.profiles).toHaveLength(2);
    expect(world.secrets.size).toBe(2);
  });
});
