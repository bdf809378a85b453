import { describe, expect, it } from 'vitest';
import { type ProfileInput, profile as profileSchema } from '../../../shared/model/profile.ts';
import { workbenchUnderTest } from './workbench-under-test.ts';

const tokens = { access_token: 'CANARY-access', token_type: 'Bearer', expires_in: 60, refresh_token: 'CANARY-refresh' };
const byHand = {
  kind: 'endpoints',
  endpoints: {
    tokenEndpoint: 'https://server.example/token',
    introspectionEndpoint: 'https://server.example/introspect',
    revocationEndpoint: 'https://server.example/revoke',
  },
} as const;

/** A workbench with a profile that has obtained tokens, and what is asked of its server from then on. */
async function bench(parts: Partial<ProfileInput> = {}) {
  const made = workbenchUnderTest();
  const profile = profileSchema.parse({
    id: crypto.randomUUID(),
    name: 'Mine',
    grant: 'password',
    server: byHand,
    client: { clientId: 'me', clientSecret: { secret: 'client_secret' } },
    request: { username: 'alice', password: { secret: 'password' }, scope: 'read' },
    edits: { token: { parameters: [{ name: 'only_for', value: 'tokens' }] } },
    ...parts,
  });
  await made.call('profile.save', { profile });
  made.world.secrets.set(`${profile.id}/client_secret`, 'CANARY-secret');
  made.world.secrets.set(`${profile.id}/password`, 'CANARY-password');
  made.world.answer = async () => ({ body: JSON.stringify(tokens) });
  const { summary } = await made.call('run.start', { runId: crypto.randomUUID(), profileId: profile.id, grant: 'password' });
  made.world.secrets.delete(`${profile.id}/password`);
  const sent: { url: string; body: URLSearchParams; headers: Headers }[] = [];
  const answer = (body: unknown, status = 200) => {
    made.world.answer = async (request) => {
      sent.push({
        url: request.url,
        body: new URLSearchParams(new TextDecoder().decode(request.body ?? new Uint8Array())),
        headers: new Headers(request.headers.map(([name, value]): [string, string] => [name, value])),
      });
      return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    };
  };
  const ask = (wish: Parameters<typeof made.call<'endpoint.ask'>>[1]['wish'], runId: string = crypto.randomUUID()) =>
    made.call('endpoint.ask', { runId, profileId: profile.id, wish });
  return { ...made, profile, obtained: summary.id, sent, answer, ask };
}

describe('asking one endpoint', () => {
  it('is a run that is told, stored, listed and logged, with the held token nowhere in it', async () => {
    const { ask, answer, obtained, toldOf, world, call, close, sent } = await bench();
    answer({ active: true, username: 'alice', echo: 'CANARY-access' });
    const view = await ask({ task: 'introspection', token: { held: { runId: obtained, kind: 'access_token' } } });
    expect(view.summary).toMatchObject({ task: 'introspection', outcome: 'succeeded', host: 'server.example', profileName: 'Mine' });
    expect(view.answer).toMatchObject({ status: 200, members: { active: true, username: 'alice' } });
    expect(sent.map(({ url, body }) => [url, [...body]])).toEqual([
      [
        'https://server.example/introspect',
        [
          ['token_type_hint', 'access_token'],
          ['token', 'CANARY-access'],
        ],
      ],
    ]);
    expect(toldOf('run.finished').at(-1)).toEqual({ run: view });
    expect(world.records.get(view.summary.id)?.view).toEqual(view);
    expect((await call('run.list', {})).runs.map(({ task }) => task).sort()).toEqual(['grant', 'introspection']);
    await close();
    expect(world.logged.at(-1)).toEqual({
      level: 'info',
      event: 'run.succeeded',
      fields: { task: 'introspection', ms: expect.any(Number) },
    });
    expect(JSON.stringify([view, toldOf('run.stepped'), world.logged])).not.toContain('CANARY');
  });

  it('reads no secret but the client’s, and takes no change that was made to token requests', async () => {
    const { ask, answer, obtained, sent } = await bench();
    answer('');
    const view = await ask({ task: 'revocation', token: { held: { runId: obtained, kind: 'refresh_token' } } });
    expect(view.summary.outcome).toBe('succeeded');
    expect(sent[0]?.headers.get('authorization')).toBe(`Basic ${btoa('me:CANARY-secret')}`);
    expect([...(sent[0]?.body ?? [])]).toEqual([
      ['token_type_hint', 'refresh_token'],
      ['token', 'CANARY-refresh'],
    ]);
  });

  it('takes a pasted token, and no hint about what it does not know', async () => {
    const { ask, answer, sent } = await bench();
    answer({ active: false });
    const view = await ask({ task: 'introspection', token: { value: 'CANARY-pasted' } });
    expect([...(sent[0]?.body ?? [])]).toEqual([['token', 'CANARY-pasted']]);
    expect(view.summary.outcome).toBe('succeeded');
    expect(view.steps[0]?.verdicts.find(({ id }) => id === 'introspection_active')?.status).toBe('warning');
    expect(JSON.stringify(view)).not.toContain('CANARY');
  });

  it('says what is missing before anything is sent', async () => {
    const { ask, answer, obtained, sent, toldOf } = await bench();
    answer('');
    const held = { held: { runId: obtained, kind: 'id_token' } } as const;
    await expect(ask({ task: 'revocation', token: held })).rejects.toMatchObject({ code: 'INPUT_MISSING_SECRET' });
    const unknown = { held: { runId: crypto.randomUUID(), kind: 'access_token' } } as const;
    await expect(ask({ task: 'revocation', token: unknown })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    expect(sent).toEqual([]);
    expect(toldOf('run.finished')).toHaveLength(1);
  });

  it('notes at the held token what the server says of it, and no more than it says', async () => {
    const { ask, answer, call, obtained } = await bench();
    const ends = async () => Object.fromEntries((await call('token.list', {})).tokens.map(({ kind, end }) => [kind, end?.how ?? null]));
    const held = { held: { runId: obtained, kind: 'access_token' } } as const;
    answer({ active: false });
    await ask({ task: 'introspection', token: held });
    expect(await ends()).toEqual({ access_token: 'inactive', refresh_token: null });
    answer({ active: true });
    await ask({ task: 'introspection', token: held });
    expect(await ends()).toEqual({ access_token: null, refresh_token: null });
    answer({ error: 'unsupported_token_type' }, 400);
    await ask({ task: 'revocation', token: held });
    expect(await ends()).toEqual({ access_token: null, refresh_token: null });
    answer('');
    await ask({ task: 'revocation', token: { value: 'CANARY-refresh' } });
    expect(await ends()).toEqual({ access_token: null, refresh_token: 'revoked' });
  });

  it('fills the variables of the chosen environment into a call; a secret one is in the request, and nowhere to be seen', async () => {
    const { ask, answer, call, sent, world, toldOf } = await bench();
    const id = crypto.randomUUID();
    const variables = [
      { name: 'api', value: 'https://api.example' },
      { name: 'key', value: { secret: 'key' } },
    ];
    await call('environment.save', { environment: { id, name: 'Test', variables } });
    world.secrets.set(`${id}/key`, 'CANARY-key');
    answer({ echo: 'CANARY-key' });
    const wish = {
      task: 'resource',
      token: { value: 'CANARY-pasted' },
      url: '{{api}}/orders?key={{key}}',
      method: 'POST',
      headers: [{ name: 'X-Note', value: 'from {{api}}, {{key}}' }],
      body: '{"key":"{{ key }}"}',
    } as const;
    await expect(ask({ ...wish, headers: [...wish.headers] }).then(({ error }) => error)).rejects.toMatchObject({ code: 'INPUT_VARIABLE' });
    expect(sent).toEqual([]);
    const { settings } = await call('workspace.read', {});
    await call('settings.save', { settings: { ...settings, environmentId: id } });
    const view = await ask({ ...wish, headers: [...wish.headers] });
    expect(sent[0]).toMatchObject({ url: 'https://api.example/orders?key=CANARY-key' });
    expect(sent[0]?.headers.get('x-note')).toBe('from https://api.example, CANARY-key');
    expect([...(sent[0]?.body ?? [])]).toEqual([['{"key":"CANARY-key"}', '']]);
    expect(view.summary).toMatchObject({ task: 'resource', outcome: 'succeeded', host: 'api.example' });
    expect(JSON.stringify([view, toldOf('run.stepped'), world.logged])).not.toContain('CANARY');
  });

  it('has an id nobody has used, grants included', async () => {
    const { ask, answer, obtained } = await bench();
    answer('');
    const wish = { task: 'revocation', token: { value: 't' } } as const;
    await expect(ask(wish, obtained)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});
