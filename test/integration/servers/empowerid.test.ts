import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { empowerIdClient, empowerIdUsers, startEmpowerId } from '../../fixtures/servers/empowerid.ts';
import type { RunningFixture } from '../../fixtures/servers/fixture-http.ts';
import { signInAt } from '../../fixtures/servers/sign-in.ts';
import { openFlow } from '../grants/flow.ts';
import { type PresetWishes, runPreset, sentForm } from './run-preset.ts';

const ports = openFlow();
let server: RunningFixture;
beforeAll(async () => {
  server = await startEmpowerId();
});
afterAll(async () => {
  await Promise.all([ports.close(), server.close()]);
});

const password = empowerIdUsers.carol;
const ask = (change: Partial<PresetWishes> = {}, onAuthorization?: Parameters<typeof runPreset>[2]) =>
  runPreset(
    ports,
    {
      preset: 'empowerid',
      server: server.origin,
      grant: 'password',
      client: { clientId: empowerIdClient.id },
      request: { scope: 'openid', username: 'carol' },
      ...change,
      secrets: { clientSecret: empowerIdClient.secret, password, ...change.secrets },
    },
    onAuthorization,
  );

describe('EmpowerID', () => {
  it('password: the user in the Basic header, the client in the body, and a verified ID token', async () => {
    const ran = await ask();
    expect([ran.outcome, ran.error]).toEqual(['succeeded', null]);
    expect([...sentForm(ran).keys()].sort()).toEqual(['client_id', 'client_secret', 'grant_type', 'scope']);
    const sent = server.requests.findLast(({ url }) => url.pathname === '/oauth/v2/token')?.headers.authorization ?? '';
    expect(Buffer.from(sent.replace('Basic ', ''), 'base64').toString()).toBe(`carol:${password}`);
    expect(ran.verdict('id_token_signature')?.status).toBe('pass');
    expect(ran.tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600, extra: { id: expect.any(String) } });
  });

  it('nothing of the user’s credentials can be read in what may be shown', async () => {
    const shown = JSON.stringify((await ask()).record.view);
    for (const secret of [password, empowerIdClient.secret, Buffer.from(`carol:${password}`).toString('base64')])
      expect(shown).not.toContain(secret);
  });

  it('code and refresh: verified ID tokens both times; userinfo and tokeninfo know the access token', async () => {
    const code = await ask(
      { grant: 'authorization_code' },
      ({ url }) => void signInAt(url, ['carol', password]).then(({ redirect }) => fetch(redirect)),
    );
    expect([code.outcome, code.error, code.verdict('id_token_signature')?.status]).toEqual(['succeeded', null, 'pass']);
    const refreshed = await ask({ grant: 'refresh_token', secrets: { refreshToken: code.tokens?.refresh_token ?? '' } });
    expect([refreshed.outcome, refreshed.verdict('id_token_signature')?.status]).toEqual(['succeeded', 'pass']);
    const headers = { authorization: `Bearer ${refreshed.tokens?.access_token}` };
    expect(await (await fetch(`${server.origin}/oauth/v2/userinfo`, { headers })).json()).toMatchObject({ sub: 'carol' });
    expect(await (await fetch(`${server.origin}/oauth/v2/tokeninfo`, { headers })).json()).toMatchObject({ scope: 'openid' });
  });

  it('a client that authenticates in the header too is told that the place is taken; nothing is sent', async () => {
    const before = server.requests.filter(({ url }) => url.pathname === '/oauth/v2/token').length;
    const ran = await ask({ client: { clientId: empowerIdClient.id, authMethod: 'client_secret_basic' } });
    expect(ran.error).toMatchObject({ code: 'INPUT_INVALID', hint: expect.stringContaining('client_secret_post') });
    expect(server.requests.filter(({ url }) => url.pathname === '/oauth/v2/token')).toHaveLength(before);
  });

  it('a wrong password and a missing scope are refused', async () => {
    expect((await ask({ secrets: { password: 'wrong' } })).error?.oauth?.error).toBe('invalid_grant');
    expect((await ask({ request: { scope: '', username: 'carol' } })).error?.code).toBe('INPUT_INVALID');
  });
});
