import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { generateKey } from '../../../shared/keys/generate-key.ts';
import { type ProfileInput, profile as profileSchema } from '../../../shared/model/profile.ts';
import type { RegistrationWishInput } from '../../../shared/model/registration-wish.ts';
import { type OidcServer, registering, startOidcServer } from '../../fixtures/oidc-server.ts';
import { workbenchUnderTest } from '../../unit/workbench/workbench-under-test.ts';
import { openFlow } from '../grants/flow.ts';

const initialAccessToken = 'CANARY-initial-access-token';
const flow = openFlow();
let server: OidcServer;
/** One that registers nobody. */
let closed: OidcServer;

beforeAll(async () => {
  closed = await startOidcServer();
  server = await startOidcServer({
    features: registering(initialAccessToken),
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  });
});

afterAll(async () => {
  await flow.close();
  await Promise.all([server.close(), closed.close()]);
});

const machine = { client_name: 'Robot', redirect_uris: [], response_types: [], grant_types: ['client_credentials'] };

/** A workbench that reaches the real server, with a profile of it. */
async function bench(parts: Partial<ProfileInput> = {}, fails: { workspace: boolean } = { workspace: false }) {
  const made = workbenchUnderTest((ports) => ({
    ...ports,
    http: flow.http,
    workspace: {
      ...ports.workspace,
      change: (edit) => (fails.workspace ? Promise.reject(new AppError('STORE_FAILED')) : ports.workspace.change(edit)),
    },
  }));
  const profile = profileSchema.parse({
    id: crypto.randomUUID(),
    name: 'Mine',
    grant: 'client_credentials',
    server: { kind: 'issuer', issuer: server.issuer },
    client: { clientId: 'old', clientSecret: { secret: 'client_secret' } },
    request: { password: { secret: 'password' } },
    ...parts,
  });
  await made.call('profile.save', { profile });
  made.world.secrets.set(`${profile.id}/client_secret`, 'CANARY-old-secret');
  made.world.secrets.set(`${profile.id}/password`, 'CANARY-password');
  const start = (wish: RegistrationWishInput, profileId: string = profile.id) =>
    made.call('registration.start', { runId: crypto.randomUUID(), profileId, wish });
  const register = (keepIn: 'new_profile' | 'this_profile', metadata: Record<string, unknown> = machine, token = initialAccessToken) =>
    start({ action: 'register', metadata: JSON.stringify(metadata), initialAccessToken: token, keepIn });
  const profileOf = (id: string | undefined) => made.world.workspace.profiles.find((each) => each.id === id);
  const secret = (id: string | undefined, field: string) => made.world.secrets.get(`${id}/${field}`);
  return { ...made, profile, start, register, profileOf, secret };
}

const references = { clientSecret: { secret: 'client_secret' }, registration: { accessToken: { secret: 'registration_access_token' } } };

describe('a registered client becomes a profile', () => {
  test('of its own, that gets a token; its secrets are in the keychain and nowhere else', async () => {
    const { register, profile, profileOf, secret, call, world, toldOf } = await bench();
    const { run, kept, problem } = await register('new_profile');
    expect([run.summary.task, run.summary.outcome, problem]).toEqual(['registration', 'succeeded', null]);
    const made = profileOf(kept?.profileId);
    expect(made).toMatchObject({ name: 'Robot', grant: 'client_credentials', client: references });
    expect(made?.client.registration).toMatchObject({ uri: expect.stringContaining(`${server.issuer}/reg/`), secretExpiresAt: 0 });
    expect(kept?.workspace.profiles.map(({ name }) => name)).toEqual(['Mine', 'Robot']);
    // What else the profile refers to comes along.
    expect(secret(made?.id, 'password')).toBe('CANARY-password');
    // The one it came from is as it was.
    expect(profileOf(profile.id)).toEqual(profile);
    expect(secret(profile.id, 'client_secret')).toBe('CANARY-old-secret');

    const got = await call('run.start', { runId: crypto.randomUUID(), profileId: String(made?.id), grant: 'client_credentials' });
    expect(got.summary.outcome).toBe('succeeded');

    const { text } = await call('profile.export', { ids: [String(made?.id)] });
    const seen = JSON.stringify([run, toldOf('run.stepped'), toldOf('run.finished'), world.workspace, world.logged, text]);
    const hidden = [secret(made?.id, 'client_secret'), secret(made?.id, 'registration_access_token'), initialAccessToken];
    for (const value of hidden) {
      expect(value).toMatch(/.{16}/);
      expect(seen).not.toContain(value);
    }
  });

  test('of a name of its own, also where several are registered at once', async () => {
    const { register } = await bench({ name: 'Robot' });
    await Promise.all([register('new_profile'), register('new_profile')]);
    const { kept } = await register('new_profile', { ...machine, client_name: 'r'.repeat(201) });
    const longest = 'r'.repeat(200);
    expect(kept?.workspace.profiles.map(({ name }) => name)).toEqual(['Robot', longest, 'Robot 3', 'Robot 2']);
  });

  test('or this profile uses it, and comes back to the redirect URI that was registered', async () => {
    const { register, profile, profileOf, secret } = await bench({ grant: 'authorization_code' });
    const redirectUri = 'http://127.0.0.1:4711/elsewhere';
    const { kept } = await register('this_profile', { redirect_uris: [redirectUri], application_type: 'native' });
    expect(kept?.profileId).toBe(profile.id);
    expect(profileOf(profile.id)).toMatchObject({ name: 'Mine', client: references, request: { redirectUri } });
    expect(secret(profile.id, 'client_secret')).not.toBe('CANARY-old-secret');
    expect(secret(profile.id, 'password')).toBe('CANARY-password');
  });

  test('one without a secret leaves none of another client behind', async () => {
    const { register, profile, profileOf, secret } = await bench({ grant: 'authorization_code' });
    await register('this_profile', {
      redirect_uris: ['http://127.0.0.1/callback'],
      application_type: 'native',
      token_endpoint_auth_method: 'none',
    });
    expect(profileOf(profile.id)?.client).toMatchObject({ authMethod: 'none', clientSecret: null });
    expect(secret(profile.id, 'client_secret')).toBeUndefined();
  });

  test('a suggestion is taken as it is, with the public half of the signing key and no other', async () => {
    const { privateJwk, publicJwk } = await generateKey('ES256');
    const { call, start, profile, world, profileOf } = await bench({
      grant: 'authorization_code',
      client: { authMethod: 'private_key_jwt', signingKey: { secret: 'signing_key' } },
      request: {},
    });
    world.secrets.set(`${profile.id}/signing_key`, JSON.stringify(privateJwk));
    const { metadata } = await call('registration.suggest', { profileId: profile.id });
    expect(metadata).toMatchObject({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [publicJwk] } });
    expect(JSON.stringify(metadata)).not.toContain(privateJwk.d);
    const { run, kept } = await start({ action: 'register', metadata: JSON.stringify(metadata), initialAccessToken });
    expect([run.error, profileOf(kept?.profileId)?.client.signingKey]).toEqual([null, { secret: 'signing_key' }]);
    expect(world.secrets.get(`${kept?.profileId}/signing_key`)).toBe(JSON.stringify(privateJwk));
  });

  test('variables are filled in, and a secret one is shown nowhere', async () => {
    const { call, start, world } = await bench();
    const id = crypto.randomUUID();
    await call('environment.save', { environment: { id, name: 'E', variables: [{ name: 'who', value: { secret: 'who' } }] } });
    world.secrets.set(`${id}/who`, 'CANARY-variable-of-the-name');
    await call('settings.save', { settings: { environmentId: id } });
    const metadata = JSON.stringify({ ...machine, client_name: 'I am {{who}}' });
    const { run } = await start({ action: 'register', metadata, initialAccessToken });
    expect(run.error).toBeNull();
    // Nor in the name of the profile, which the server repeated.
    expect(JSON.stringify([run, world.workspace])).not.toContain('CANARY');
  });
});

describe('the client of a profile', () => {
  test('is read and changed with a token that changes each time, and deleted with its secrets', async () => {
    const { register, start, profile, profileOf, secret, world } = await bench();
    await register('this_profile');
    const first = secret(profile.id, 'registration_access_token');
    const read = await start({ action: 'read' });
    expect([read.run.error, read.run.answer?.members?.client_name]).toEqual([null, 'Robot']);
    const changed = await start({ action: 'update', changes: '{"client_name": "Android"}' });
    expect([changed.run.error, changed.run.answer?.members?.client_name]).toEqual([null, 'Android']);
    expect(secret(profile.id, 'registration_access_token')).not.toBe(first);
    // The new one is good.
    expect((await start({ action: 'read' })).run.error).toBeNull();

    const gone = await start({ action: 'delete' });
    expect([gone.run.error, gone.kept?.profileId, gone.problem]).toEqual([null, profile.id, null]);
    expect(profileOf(profile.id)?.client).toMatchObject({ clientId: '', clientSecret: null, registration: null });
    expect([...world.secrets.keys()]).toEqual([`${profile.id}/password`]);
    await expect(start({ action: 'read' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('goes with its profile: no secret of it stays', async () => {
    const { register, call, world } = await bench();
    const { kept } = await register('new_profile');
    await call('profile.delete', { ids: [String(kept?.profileId)] });
    expect([...world.secrets.keys()].filter((account) => account.startsWith(String(kept?.profileId)))).toEqual([]);
  });

  test('is managed by one profile: a copy has no registration token, which would be stale with the next change', async () => {
    const { register, call, profile, world, profileOf } = await bench();
    await register('this_profile');
    const { id } = await call('profile.duplicate', { id: profile.id });
    expect(profileOf(id)?.client.registration).toBeNull();
    expect(world.secrets.has(`${id}/registration_access_token`)).toBe(false);
  });
});

describe('what goes wrong', () => {
  test('is said before anything is sent', async () => {
    const { start, world, toldOf } = await bench();
    const metadata = (text: string) => start({ action: 'register', metadata: text });
    for (const text of ['', '[]', '{"a":1,"a":2}', 'null', `{"client_name":"{{nobody}}"}`]) {
      await expect(metadata(text)).rejects.toMatchObject({ code: expect.stringMatching(/^INPUT_/) });
    }
    await expect(start({ action: 'delete' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    world.keychain = { state: 'locked', reason: new AppError('KEYCHAIN_LOCKED').toData() };
    await expect(metadata('{}')).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' });
    expect([toldOf('run.stepped'), toldOf('run.finished')]).toEqual([[], []]);
  });

  test.each([
    ['a wrong initial access token', machine, 'wrong-token-0123456789', 'invalid_token'],
    ['a redirect URI that is none', { redirect_uris: ['no url'] }, initialAccessToken, 'invalid_redirect_uri'],
    ['metadata nobody knows', { ...machine, grant_types: ['nonsense'] }, initialAccessToken, 'invalid_client_metadata'],
  ])('%s is refused, explained, and changes no profile', async (_what, metadata, token, error) => {
    const { register, world } = await bench();
    const before = world.workspace;
    const { run, kept, problem } = await register('new_profile', metadata, token);
    expect([run.error?.oauth?.error, kept, problem, world.workspace]).toEqual([error, null, null, before]);
    expect(run.diagnosis.map(({ id }) => id)).toContain('registration_refused');
    expect(run.steps.at(-1)?.verdicts.find(({ id }) => id === 'registration_status')?.status).toBe('fail');
  });

  test.each([
    ['http://localhost/callback#part', true],
    ['http://localhost.example/callback#part', false],
  ])('%s is refused; whether it is this machine, is read from the whole name', async (redirectUri, isHere) => {
    const { register } = await bench();
    const { run } = await register('new_profile', { redirect_uris: [redirectUri] });
    const fixes = run.diagnosis
      .filter(({ id }) => id === 'registration_refused')
      .map(({ fix }) => fix.text.includes('application_type native'));
    expect(fixes).toEqual([isHere]);
  });

  test('a server that registers nobody is told from one that refuses', async () => {
    const { register } = await bench({ server: { kind: 'issuer', issuer: closed.issuer } });
    const { run, kept } = await register('new_profile');
    expect([run.error?.code, run.error?.message, kept]).toEqual([
      'OAUTH_INVALID_METADATA',
      'The server metadata names no registration_endpoint.',
      null,
    ]);
    expect(run.diagnosis.map(({ id }) => id)).not.toContain('registration_refused');
  });

  test('a profile that cannot be written: the run is there, the old secrets are, and the reason', async () => {
    const fails = { workspace: false };
    const { register, profile, secret } = await bench({}, fails);
    fails.workspace = true;
    for (const keepIn of ['this_profile', 'new_profile'] as const) {
      const { run, kept, problem } = await register(keepIn);
      expect([run.summary.outcome, kept, problem?.code]).toEqual(['succeeded', null, 'STORE_FAILED']);
    }
    expect(secret(profile.id, 'client_secret')).toBe('CANARY-old-secret');
    expect(secret(profile.id, 'registration_access_token')).toBeUndefined();
  });
});
