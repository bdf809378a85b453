import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { type ProfileInput, profile as profileSchema } from '../../../shared/model/profile.ts';
import { workbenchUnderTest } from './workbench-under-test.ts';

const answer = (body: object) => async () => ({ body: JSON.stringify(body) });
const tokens = { access_token: 'CANARY-access', token_type: 'Bearer', expires_in: 60, refresh_token: 'CANARY-refresh' };
const byHand = {
  kind: 'endpoints',
  endpoints: { tokenEndpoint: 'https://server.example/token', authorizationEndpoint: 'https://server.example/auth' },
} as const;

async function bench(parts: Partial<ProfileInput> = {}, change?: Parameters<typeof workbenchUnderTest>[0]) {
  const made = workbenchUnderTest(change);
  const profile = profileSchema.parse({
    id: crypto.randomUUID(),
    name: 'Mine',
    server: byHand,
    client: { clientId: 'me', clientSecret: { secret: 'client_secret' } },
    ...parts,
  });
  await made.call('profile.save', { profile });
  made.world.secrets.set(`${profile.id}/client_secret`, 'CANARY-secret');
  made.world.answer = answer(tokens);
  const start = (grant = 'client_credentials' as ProfileInput['grant'], runId: string = crypto.randomUUID(), refreshFrom?: string) =>
    made.call('run.start', { runId, profileId: profile.id, grant: grant ?? 'password', ...(refreshFrom && { refreshFrom }) });
  return { ...made, profile, start };
}
const tokenStep = (view: { steps: { index: number; name: string }[] }) => view.steps.find(({ name }) => name === 'token')?.index ?? -1;

describe('a run', () => {
  it('is told step by step, answered, stored and logged, without a secret anywhere', async () => {
    const { start, world, toldOf, close } = await bench();
    const view = await start();
    expect(view.summary).toMatchObject({ outcome: 'succeeded', profileName: 'Mine', grant: 'client_credentials', host: 'server.example' });
    expect(toldOf('run.stepped').length).toBeGreaterThan(0);
    expect(toldOf('run.finished')).toEqual([{ run: view }]);
    expect(world.records.get(view.summary.id)?.view).toEqual(view);
    await close();
    expect(world.logged).toEqual([
      { level: 'info', event: 'run.succeeded', fields: { grant: 'client_credentials', ms: expect.any(Number) } },
    ]);
    expect(JSON.stringify([view, toldOf('run.stepped'), world.logged])).not.toContain('CANARY');
    expect(world.pruned).toBe(1);
  });

  it('shows its originals only through exchange.reveal', async () => {
    const { call, start } = await bench();
    const view = await start();
    const runId = view.summary.id;
    const reveal = (part: Parameters<typeof call<'exchange.reveal'>>[1]['part']) => call('exchange.reveal', { runId, part });
    expect(await reveal({ kind: 'token', token: 'access_token' })).toEqual({ text: 'CANARY-access' });
    const index = tokenStep(view);
    expect((await reveal({ kind: 'step', index, field: 'request.headers' })).text).toContain(
      `Basic ${btoa('me:CANARY-secret')}`.slice(0, 12),
    );
    expect((await reveal({ kind: 'step', index, field: 'response.body' })).text).toBe(JSON.stringify(tokens));
    expect((await reveal({ kind: 'step', index, field: 'request.url' })).text).toBe('https://server.example/token');
    await expect(reveal({ kind: 'token', token: 'id_token' })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    await expect(reveal({ kind: 'step', index: 99, field: 'request.url' })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    await expect(reveal({ kind: 'stray', index: 0, field: 'request.url' })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    expect(JSON.stringify(await call('run.read', { runId }))).not.toContain('CANARY');
  });

  it('is on the screen before it is stored, and answered after', async () => {
    const store = Promise.withResolvers<void>();
    const { start, until, call } = await bench({}, (ports) => ({ ...ports, runs: { ...ports.runs, put: () => store.promise } }));
    const order: string[] = [];
    const started = start().then(() => order.push('answered'));
    const { run } = await until('run.finished');
    const part = { kind: 'token', token: 'access_token' } as const;
    expect(await call('exchange.reveal', { runId: run.summary.id, part })).toEqual({ text: 'CANARY-access' });
    const listed = call('run.list', {}).then(() => order.push('listed'));
    // Whoever does not wait for the store gets its turn here.
    await new Promise((turn) => setImmediate(turn));
    order.push('stored');
    store.resolve();
    await Promise.all([started, listed]);
    expect(order[0]).toBe('stored');
    expect(order.toSorted()).toEqual(['answered', 'listed', 'stored']);
  });

  it('has an id nobody has used', async () => {
    const { start } = await bench();
    const runId = crypto.randomUUID();
    await start('client_credentials', runId);
    await expect(start('client_credentials', runId)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const other = crypto.randomUUID();
    const both = await Promise.allSettled([start('client_credentials', other), start('client_credentials', other)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('goes on beside others', async () => {
    const { start, world, call } = await bench();
    await Promise.all(Array.from({ length: 20 }, () => start()));
    expect(world.records.size).toBe(20);
    expect((await call('run.list', {})).total).toBe(20);
  });

  it('whose input is wrong never starts, and its id stays free to look up as unknown', async () => {
    const { start, call, toldOf } = await bench({ client: { clientId: 'c' } });
    const runId = crypto.randomUUID();
    await expect(start('client_credentials', runId)).rejects.toMatchObject({ code: 'INPUT_MISSING_SECRET' });
    await expect(call('run.read', { runId })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    await expect(call('run.cancel', { runId })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    expect(toldOf('run.finished')).toEqual([]);
  });

  it('can be read while it goes on, cancelled, and read afterwards', async () => {
    const { start, call, world, until } = await bench();
    const asked = Promise.withResolvers<void>();
    world.answer = (_request, signal) =>
      new Promise((_resolve, reject) => {
        asked.resolve();
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const runId = crypto.randomUUID();
    const started = start('client_credentials', runId);
    await asked.promise;
    await until('run.stepped');
    expect(await call('run.read', { runId })).toMatchObject({
      summary: { id: runId, outcome: 'running' },
      steps: [{ name: 'token', status: 'running' }],
    });
    await expect(call('exchange.reveal', { runId, part: { kind: 'token', token: 'access_token' } })).rejects.toMatchObject({
      code: 'STORE_NOT_FOUND',
    });
    await call('run.cancel', { runId });
    expect((await started).summary).toMatchObject({ outcome: 'cancelled', errorCode: 'CANCELLED' });
    expect((await call('run.read', { runId })).summary.outcome).toBe('cancelled');
  });

  it('can be cancelled while the keychain waits for the user', async () => {
    const waiting = Promise.withResolvers<void>();
    const { start, call } = await bench({}, (ports) => ({
      ...ports,
      secrets: {
        ...ports.secrets,
        get: () => {
          waiting.resolve();
          return new Promise(() => undefined);
        },
      },
    }));
    const runId = crypto.randomUUID();
    const started = start('client_credentials', runId);
    started.catch(() => undefined);
    await waiting.promise;
    await call('run.cancel', { runId });
    await expect(started).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('is cancelled and stored when the workbench closes', async () => {
    const { start, world, close } = await bench();
    const asked = Promise.withResolvers<void>();
    world.answer = (_request, signal) =>
      new Promise((_resolve, reject) => {
        asked.resolve();
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const started = start();
    await asked.promise;
    await close();
    expect([...world.records.values()].map(({ view }) => view.summary.outcome)).toEqual(['cancelled']);
    await started;
  });
});

describe('a store that fails', () => {
  it('costs the user nothing that was obtained, and is told', async () => {
    const { start, call, world, until } = await bench();
    world.runStoreFails = new AppError('KEYCHAIN_LOCKED');
    const view = await start();
    expect(view.summary.outcome).toBe('succeeded');
    expect(await until('keychain.changed')).toMatchObject({ history: { code: 'STORE_FAILED' } });
    const runId = view.summary.id;
    expect(await call('run.read', { runId })).toEqual(view);
    expect(await call('exchange.reveal', { runId, part: { kind: 'token', token: 'access_token' } })).toEqual({ text: 'CANARY-access' });
    await call('run.delete', { ids: [runId] });
    world.runStoreFails = null;
    await expect(call('run.read', { runId })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    expect(world.logged).toContainEqual({ level: 'error', event: 'run.unstored', fields: { code: 'KEYCHAIN_LOCKED' } });
  });

  it('keeps what it could not store in memory until it is wiped', async () => {
    const { start, call, world } = await bench();
    world.runStoreFails = new AppError('STORE_FAILED');
    const { summary } = await start();
    world.runStoreFails = null;
    await call('run.wipe', {});
    await expect(call('run.read', { runId: summary.id })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
  });
});

describe('refreshing an earlier run', () => {
  it('sends the refresh token of that run', async () => {
    const { start, world } = await bench();
    const first = await start();
    let sent = '';
    world.answer = async ({ body }) => {
      sent = new TextDecoder().decode(body ?? undefined);
      return { body: JSON.stringify({ ...tokens, access_token: 'CANARY-second' }) };
    };
    const view = await start('refresh_token', crypto.randomUUID(), first.summary.id);
    expect(new URLSearchParams(sent).get('refresh_token')).toBe('CANARY-refresh');
    expect(JSON.stringify(view)).not.toContain('CANARY');
  });

  it('sends the one that stayed valid where a refresh brought no other, and reveals it', async () => {
    const { start, call, world } = await bench();
    const first = await start();
    let sent = '';
    world.answer = async ({ body }) => {
      sent = new TextDecoder().decode(body ?? undefined);
      return { body: JSON.stringify({ access_token: 'CANARY-second', token_type: 'Bearer' }) };
    };
    const second = await start('refresh_token', crypto.randomUUID(), first.summary.id);
    sent = '';
    await start('refresh_token', crypto.randomUUID(), second.summary.id);
    expect(new URLSearchParams(sent).get('refresh_token')).toBe('CANARY-refresh');
    const part = { kind: 'token', token: 'refresh_token' } as const;
    expect(await call('exchange.reveal', { runId: second.summary.id, part })).toEqual({ text: 'CANARY-refresh' });
  });

  it('is refused without one, from an unknown run, and for another grant', async () => {
    const { start, world } = await bench();
    world.answer = answer({ access_token: 'a', token_type: 'Bearer' });
    const { summary } = await start();
    const again = (grant: ProfileInput['grant'], from: string) => start(grant, crypto.randomUUID(), from);
    await expect(again('refresh_token', summary.id)).rejects.toMatchObject({ code: 'INPUT_MISSING_SECRET' });
    await expect(again('refresh_token', crypto.randomUUID())).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    await expect(again('password', summary.id)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('the browser', () => {
  it('is opened where the host can, and again on request; the pasted redirect ends the wait', async () => {
    const { start, call, world, until } = await bench();
    const runId = crypto.randomUUID();
    const started = start('authorization_code', runId);
    await until('run.stepped', ({ step }) => step.status === 'waiting');
    expect(await call('authorization.open', { runId })).toEqual({ url: null });
    expect(world.opened).toHaveLength(2);
    expect(world.opened[0]).toMatch(/^https:\/\/server\.example\/auth\?/);
    await expect(call('redirect.paste', { runId, url: 'no url' })).rejects.toMatchObject({ code: expect.any(String) });
    const sent = new URL(world.opened[0] ?? '').searchParams;
    await call('redirect.paste', { runId, url: `${sent.get('redirect_uri')}?code=CANARY-code&state=${sent.get('state')}` });
    const view = await started;
    expect(view.summary.outcome).toBe('succeeded');
    expect(JSON.stringify(view)).not.toContain('CANARY');
    await expect(call('authorization.open', { runId })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    await expect(call('redirect.paste', { runId, url: 'x' })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
  });

  it.each([
    ['there is none', null],
    [
      'it does not open',
      {
        open: async () => {
          throw new AppError('BROWSER_FAILED');
        },
      },
    ],
  ])('gets the screen the address when %s', async (_why, browser) => {
    const { start, call, until } = await bench({}, (ports) => ({ ...ports, browser }));
    const runId = crypto.randomUUID();
    const started = start('authorization_code', runId);
    await until('run.stepped', ({ step }) => step.status === 'waiting');
    const { url } = await call('authorization.open', { runId });
    expect(url).toMatch(/^https:\/\/server\.example\/auth\?/);
    await call('run.cancel', { runId });
    expect((await started).summary.outcome).toBe('cancelled');
  });

  it('is not waited for by a run that does not need it', async () => {
    const { start, call, world } = await bench();
    const asked = Promise.withResolvers<void>();
    const go = Promise.withResolvers<{ body: string }>();
    world.answer = () => {
      asked.resolve();
      return go.promise;
    };
    const runId = crypto.randomUUID();
    const started = start('client_credentials', runId);
    await asked.promise;
    await expect(call('redirect.paste', { runId, url: 'https://x.example' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const opening = call('authorization.open', { runId });
    go.resolve({ body: JSON.stringify(tokens) });
    await expect(opening).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await started;
  });
});

describe('discovery', () => {
  const issuer = 'https://server.example';
  it('reads the metadata of a profile without touching its secrets', async () => {
    const { call, world, profile } = await bench({ server: { kind: 'issuer', issuer } });
    world.secretsFail = new AppError('KEYCHAIN_LOCKED');
    const metadata = {
      issuer,
      token_endpoint: `${issuer}/token`,
      authorization_endpoint: `${issuer}/auth`,
      response_types_supported: ['code'],
    };
    world.answer = answer(metadata);
    expect(await call('server.discover', { profileId: profile.id })).toMatchObject({ issuer, metadata, endpointCount: 2, error: null });
  });

  it('shows what came instead of metadata', async () => {
    const { call, world, profile } = await bench({ server: { kind: 'issuer', issuer } });
    world.answer = async () => ({ status: 404, body: '<h1>no</h1>' });
    const view = await call('server.discover', { profileId: profile.id });
    expect(view).toMatchObject({ metadata: null, endpointCount: 0, error: { code: expect.stringMatching(/^OAUTH_/) } });
    expect(view.exchanges.length).toBeGreaterThan(0);
  });

  it('is refused where the endpoints are by hand', async () => {
    const { call, profile } = await bench();
    await expect(call('server.discover', { profileId: profile.id })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
