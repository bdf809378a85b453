import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAt } from '../../fixtures/servers/sign-in.ts';
import { startThinktecture, type Thinktecture, thinktectureKey } from '../../fixtures/servers/thinktecture.ts';
import { openFlow } from '../grants/flow.ts';
import { type PresetWishes, runPreset } from './run-preset.ts';

const ports = openFlow();
let server: Thinktecture;
let wrapping: Thinktecture;
beforeAll(async () => {
  [server, wrapping] = await Promise.all([startThinktecture(), startThinktecture({ wrapsErrors: true })]);
});
afterAll(async () => {
  await Promise.all([ports.close(), server.close(), wrapping.close()]);
});

type Change = Partial<Omit<PresetWishes, 'preset'>>;

const ask = (change: Change = {}, onAuthorization?: Parameters<typeof runPreset>[2]) =>
  runPreset(
    ports,
    {
      preset: 'thinktecture-identityserver-v2',
      server: server.origin,
      grant: 'password',
      client: { clientId: 'password-app' },
      request: { scope: 'urn:webapisecurity', username: 'alice' },
      ...change,
      secrets: {
        clientSecret: `${change.client?.clientId ?? 'password-app'}-secret`,
        password: 'wonder:land',
        tokenKey: thinktectureKey,
        ...change.secrets,
      },
    },
    onAuthorization,
  );

const signingIn: Parameters<typeof runPreset>[2] = ({ url }) =>
  void signInAt(url, ['alice', 'wonder:land']).then(({ redirect }) => fetch(redirect));

describe('Thinktecture IdentityServer v2', () => {
  it('password: from the preset to a token whose HS256 signature holds with the Base64 key as pasted', async () => {
    const ran = await ask();
    expect([ran.outcome, ran.error]).toEqual(['succeeded', null]);
    expect(ran.verdict('access_token_signature')?.status).toBe('pass');
    const [view] = ran.record.view.tokens;
    expect(view?.reading).toMatchObject({
      kind: 'jws',
      header: { alg: 'HS256' },
      signature: { status: 'valid' },
      payload: { aud: 'urn:webapisecurity' },
    });
    expect(JSON.stringify(ran.record.view)).not.toContain(thinktectureKey);
  });

  it('another key is told from the right one, and without a key nothing is claimed', async () => {
    const wrong = await ask({ secrets: { tokenKey: btoa('another key, as long as that one') } });
    expect(wrong.verdict('access_token_signature')?.status).toBe('fail');
    const none = await runPreset(ports, {
      preset: 'thinktecture-identityserver-v2',
      server: server.origin,
      grant: 'password',
      client: { clientId: 'password-only' },
      request: { scope: 'https://localhost/', username: 'alice' },
      secrets: { clientSecret: 'password-only-secret', password: 'wonder:land' },
    });
    expect(none.verdict('access_token_signature')).toMatchObject({
      status: 'not_applicable',
      message: expect.stringContaining('token verification key'),
    });
    expect(none.tokens?.refresh_token).toBeUndefined();
  });

  it('code: sign-in and consent pages, then a verified token and a refresh token', async () => {
    const ran = await ask({ grant: 'authorization_code', client: { clientId: 'code-app' } }, signingIn);
    expect([ran.outcome, ran.error]).toEqual(['succeeded', null]);
    expect(ran.verdict('access_token_signature')?.status).toBe('pass');
    expect(ran.tokens?.refresh_token).toMatch(/^[0-9a-f]{32}$/);
  });

  it('refresh: works until an administrator deletes the refresh token', async () => {
    const first = await ask();
    const refresh = (refreshToken = '') => ask({ grant: 'refresh_token', secrets: { refreshToken } });
    const second = await refresh(first.tokens?.refresh_token);
    expect([second.outcome, second.verdict('access_token_signature')?.status]).toEqual(['succeeded', 'pass']);
    const [held = ''] = server.findRefreshTokens('alice').slice(-1);
    expect(held).toBe(second.tokens?.refresh_token);
    server.deleteRefreshToken(held);
    expect((await refresh(held)).error?.oauth?.error).toBe('invalid_grant');
  });

  it.each<[string, Change, string]>([
    ['another flow than the client’s', { client: { clientId: 'code-app' } }, 'unauthorized_client'],
    ['an unknown realm', { request: { scope: 'urn:nobody', username: 'alice' } }, 'invalid_scope'],
    ['a wrong password', { secrets: { password: 'wrong' } }, 'invalid_grant'],
    [
      'a form-encoded client id',
      { dialect: { basicEncoding: 'form' }, client: { clientId: 'http://localhost:1215/' }, secrets: { clientSecret: 'url-secret' } },
      'invalid_client',
    ],
  ])('%s is refused, also where the error is wrapped in a Message', async (_what, change, error) => {
    const [plain, wrapped] = await Promise.all([ask(change), ask({ ...change, server: wrapping.origin })]);
    expect([plain.error?.oauth?.error, wrapped.error?.oauth?.error]).toEqual([error, error]);
  });

  it('a client id with a colon is torn apart, and the diagnosis says so', async () => {
    const ran = await ask({ client: { clientId: 'http://localhost:1215/' }, secrets: { clientSecret: 'url-secret' } });
    expect(ran.error?.oauth?.error).toBe('invalid_client');
    expect(ran.record.view.diagnosis[0]).toMatchObject({ id: 'basic_first_colon', evidence: expect.stringContaining('“http”') });
  });

  it('a missing scope is asked for before anything is sent', async () => {
    const ran = await ask({ request: { username: 'alice' } });
    expect([ran.error?.code, ran.error?.message]).toEqual(['INPUT_INVALID', expect.stringContaining('scope')]);
  });

  it('says 405 in its own words to GET, and takes its token in the query', async () => {
    const got = await fetch(server.tokenEndpoint);
    expect([got.status, await got.text()]).toEqual([405, `{"Message":"The requested resource does not support http method 'GET'."}`]);
    expect((await fetch(`${server.origin}/api/identity?access_token=x`)).status).toBe(200);
  });
});
