import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunView } from '../../../shared/model/run.ts';
import type { RunObserver } from '../../../shared/workbench/run-context.ts';
import { type ReadyLogout, runLogout } from '../../../shared/workbench/run-logout.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/oidc-server.ts';
import { signInAndLand } from '../../fixtures/sign-in.ts';
import { signOutAndLand } from '../../fixtures/sign-out.ts';
import { openFlow, readyProfile, run } from '../grants/flow.ts';

let server: OidcServer;
const flow = openFlow();

beforeAll(async () => {
  server = await startOidcServer();
});

afterAll(async () => {
  await flow.close();
  await server.close();
});

const verdictOf = ({ steps }: RunView, id: string) => steps.flatMap(({ verdicts }) => verdicts).find((verdict) => verdict.id === id);

type Asked = Parameters<RunObserver['authorizationRequested']>[0];

const wish = (change: Partial<ReadyLogout> = {}): ReadyLogout => ({
  idToken: null,
  sendsClientId: true,
  postLogoutRedirectUri: 'http://127.0.0.1:0/signed-out',
  logoutHint: '',
  uiLocales: '',
  ...change,
});

function logout(ready: ReadyLogout, atBrowser: (asked: Asked) => Promise<unknown>, browserSeconds = 10) {
  const profile = readyProfile({
    grant: 'authorization_code',
    server: { issuer: server.issuer },
    client: { clientId: 'public' },
    limits: { browserSeconds },
  });
  const request = { runId: crypto.randomUUID(), profile, clockSkewSeconds: 30, signal: new AbortController().signal };
  const observer: RunObserver = { stepped: () => {}, authorizationRequested: async (asked) => void (await atBrowser(asked)) };
  return runLogout(flow, request, ready, observer);
}

describe('RP-initiated logout', () => {
  test('signs out with the ID token of a run, and the browser comes back with the state', async () => {
    const profile = readyProfile({
      grant: 'authorization_code',
      server: { issuer: server.issuer },
      client: { clientId: 'public' },
      request: { scope: 'openid' },
    });
    const { tokens } = await run(flow, profile, async ({ url }) => void (await signInAndLand(url)));
    const idToken = tokens?.id_token ?? '';
    expect(idToken).not.toBe('');
    let landed: Promise<string> | undefined;
    const { view } = await logout(wish({ idToken, logoutHint: 'alice', uiLocales: 'de en' }), async ({ url }) => {
      const { searchParams } = new URL(url);
      expect([...searchParams.keys()]).toEqual([
        'id_token_hint',
        'logout_hint',
        'client_id',
        'post_logout_redirect_uri',
        'state',
        'ui_locales',
      ]);
      expect(searchParams.get('id_token_hint')).toBe(idToken);
      landed = signOutAndLand(url);
    });
    expect([view.error, view.summary.outcome, view.summary.task]).toEqual([null, 'succeeded', 'logout']);
    expect(view.steps.map(({ name, label }) => [name, label])).toEqual([
      ['discovery', 'discovery'],
      ['logout', 'open sign-out page'],
      ['callback', 'state · loopback'],
    ]);
    expect(verdictOf(view, 'logout_id_token_hint')?.status).toBe('pass');
    expect(verdictOf(view, 'logout_state')?.status).toBe('pass');
    expect(await landed).toContain('Back from signing out');
    expect(JSON.stringify(view)).not.toContain(idToken);
  });

  test('without an ID token the server must ask, and the run says so', async () => {
    const { view } = await logout(wish(), ({ url }) => signOutAndLand(url));
    expect([view.error, view.summary.outcome]).toEqual([null, 'succeeded']);
    expect(verdictOf(view, 'logout_id_token_hint')).toMatchObject({ status: 'warning', actual: 'client_id only' });
  });

  test('a way back with another state is not taken for ours', async () => {
    const { view } = await logout(wish(), async ({ paste, redirectUri }) => {
      expect(() => paste('http://127.0.0.1:1/elsewhere?state=x')).toThrow('not the address');
      paste(`${redirectUri}?state=forged`);
    });
    expect([view.error?.code, view.summary.outcome]).toEqual(['OAUTH_STATE_MISMATCH', 'failed']);
    expect(verdictOf(view, 'logout_state')).toMatchObject({ status: 'fail', actual: 'forged' });
  });

  test('a way back without any parameter is told apart from silence', async () => {
    const { view } = await logout(wish(), async ({ paste, redirectUri }) => paste(redirectUri));
    expect(verdictOf(view, 'logout_state')).toMatchObject({ status: 'fail', actual: null });
  });

  test('where nothing comes back, the run ends when the page is open', async () => {
    const { view } = await logout(wish({ postLogoutRedirectUri: '', sendsClientId: false }), async ({ url, redirectUri }) => {
      expect([[...new URL(url).searchParams.keys()], redirectUri]).toEqual([[], '']);
    });
    expect([view.error, view.summary.outcome]).toEqual([null, 'succeeded']);
    expect(view.steps.map(({ name }) => name)).toEqual(['discovery', 'logout']);
  });

  test('an address the server does not know is never come back to', async () => {
    const { view } = await logout(wish({ postLogoutRedirectUri: 'http://127.0.0.1:0/unknown' }), ({ url }) => fetch(url), 0.3);
    expect(view.error).toMatchObject({ code: 'REDIRECT_TIMEOUT', hint: expect.stringContaining('post_logout_redirect_uris') });
    // What is known of redirect URIs of a grant is no help here, and its fix would change the wrong one.
    expect(view.diagnosis).toEqual([]);
  });
});
