/** Causes that only a whole flow has: two legs, TLS, names, time. Each beside a run that is nearly the same and has not. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runEndpoint } from '../../../shared/workbench/run-endpoint.ts';
import type { HostileRoutes } from '../../fixtures/hostile-routes.ts';
import { type HostileServer, type HostileTlsServers, startHostileServer, startHostileTlsServers } from '../../fixtures/hostile-server.ts';
import { type MtlsServer, startMtlsServer } from '../../fixtures/mtls-server.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/oidc-server.ts';
import { signIn, signInAndLand } from '../../fixtures/sign-in.ts';
import { type SmallServer, type SmallWishes, startSmallServer } from '../../fixtures/small-server.ts';
import { openFlow, type Ran, readyProfile, run } from './flow.ts';

type Wishes = Parameters<typeof readyProfile>[0];

/** What servers say when they do not take a code, in their own words. */
const refusals: HostileRoutes = Object.fromEntries(
  Object.entries({
    '/entra-used': 'AADSTS54005: OAuth2 Authorization code was already redeemed, please retry with a new valid code.',
    '/entra-expired': 'AADSTS70008: The provided authorization code has expired due to inactivity.',
    '/spring-verifier': 'PKCE verification failed: Code mismatch',
    '/okta-redirect': "The 'redirect_uri' does not match the redirection URI used in the authorization request.",
  }).map(([path, error_description]) => [
    path,
    { status: 400, headers: [['Content-Type', 'application/json']], body: JSON.stringify({ error: 'invalid_grant', error_description }) },
  ]),
);
const routes: HostileRoutes = {
  ...refusals,
  '/broken-off': (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
    response.write('{"access_token":');
    setTimeout(() => response.destroy(), 20);
  },
  '/device': {
    headers: [['Content-Type', 'application/json']],
    body: '{"device_code":"dc-123456","user_code":"ABCD-EFGH","verification_uri":"http://127.0.0.1/device","expires_in":2,"interval":1}',
  },
  '/slow-down': { status: 400, headers: [['Content-Type', 'application/json']], body: '{"error":"slow_down"}' },
  '/step-up': {
    status: 401,
    headers: [['WWW-Authenticate', 'Bearer error="insufficient_user_authentication", acr_values="urn:strong urn:stronger", max_age="60"']],
    body: '',
  },
  '/more-scope': { status: 403, headers: [['WWW-Authenticate', 'Bearer error="insufficient_scope", scope="read write"']], body: '' },
  '/not-for-you': { status: 401, headers: [['WWW-Authenticate', 'Bearer error="invalid_token"']], body: '' },
  '/expired': { status: 400, headers: [['Content-Type', 'application/json']], body: '{"error":"expired_token"}' },
};

const ports = openFlow();
let oidc: OidcServer;
/** Insists on PKCE. */
let strict: OidcServer;
let hostile: HostileServer;
let tls: HostileTlsServers;
let mutual: MtlsServer;
let small: SmallServer;
const others: SmallServer[] = [];
beforeAll(async () => {
  [oidc, strict, hostile, tls, mutual, small] = await Promise.all([
    startOidcServer(),
    startOidcServer({ pkce: { required: () => true } }),
    startHostileServer({ routes }),
    startHostileTlsServers(),
    startMtlsServer(),
    startSmallServer(),
  ]);
});
afterAll(async () => {
  await Promise.all([oidc, strict, hostile, tls, mutual, small, ports, ...others].map((one) => one.close()));
});

const edits = (endpoint: 'token' | 'authorization', name: string, value: string) => ({
  [endpoint]: { parameters: [{ name, value }], headers: [], dropped: [] },
});
const land = async ({ url }: { url: string }) => {
  await signInAndLand(url);
};

/** The code flow at `oidc-provider`. */
const code = (more: Partial<Wishes> = {}, visit: (of: { url: string }) => Promise<void> = land): Promise<Ran> =>
  run(
    ports,
    readyProfile({
      grant: 'authorization_code',
      client: { clientId: 'public', authMethod: 'none' },
      ...more,
      server: { issuer: oidc.issuer, ...more.server },
      request: { scope: 'openid', redirectUri: 'http://127.0.0.1:0/callback', ...more.request },
    }),
    visit,
  );

/** The code flow with a token endpoint that refuses in the words of some server. */
const refusedAt = (path: string, more: Partial<Wishes> = {}) =>
  code(
    {
      ...more,
      server: {
        issuer: '',
        endpoints: { authorizationEndpoint: `${small.issuer}/authorize`, tokenEndpoint: new URL(path, hostile.url).href },
      },
    },
    async ({ url }) => {
      await fetch(url);
    },
  );

/** The code flow at a server that signs in by itself. */
async function smallFlow(wishes: SmallWishes, more: Partial<Wishes> = {}): Promise<Ran> {
  const server = await startSmallServer(wishes);
  others.push(server);
  return code({ ...more, server: { issuer: server.issuer } }, async ({ url }) => {
    await fetch(url);
  });
}

const token = (tokenEndpoint: string, more: Partial<Wishes> = {}): Promise<Ran> =>
  run(ports, readyProfile({ grant: 'client_credentials', ...more, server: { endpoints: { tokenEndpoint } } }));
const overTls = (url: string, ca: string) => token(`${url}/good`, { tls: { ca } });
const inHours = (hours: number) => Math.floor(Date.now() / 1_000) + hours * 3_600;
const device = (path: string): Promise<Ran> =>
  run(
    ports,
    readyProfile({
      grant: 'device_code',
      server: { endpoints: { deviceAuthorizationEndpoint: `${hostile.url}/device`, tokenEndpoint: new URL(path, hostile.url).href } },
    }),
  );
let slowed: Promise<Ran> | undefined;
/** It takes seconds, so the tests share it. */
const slowedDown = () => {
  slowed ??= device('/slow-down');
  return slowed;
};
/** Uses a token at a resource. */
const called = async (path: string, value = 'at-123456'): Promise<Pick<Ran, 'record'>> => ({
  record: await runEndpoint(
    ports,
    {
      runId: crypto.randomUUID(),
      profile: readyProfile({ grant: 'authorization_code' }),
      clockSkewSeconds: 30,
      signal: new AbortController().signal,
    },
    {
      task: 'resource',
      token: { value, kind: 'access_token', type: 'Bearer', subject: null },
      url: new URL(path, hostile.url).href,
      method: 'GET',
      headers: [],
      body: '',
    },
    { stepped: () => {}, authorizationRequested: () => {} },
  ),
});
const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object) => `${segment({ typ: 'at+jwt', alg: 'ES256' })}.${segment(claims)}.${'A'.repeat(86)}`;
const jwtFor = (...aud: string[]) => jwt({ aud: aud.length === 1 ? aud[0] : aud, exp: inHours(1) });
const withMetadata = (more: Record<string, unknown>): SmallWishes => ({ metadata: (metadata) => ({ ...metadata, ...more }) });
const issuerNamed = (change: (issuer: string) => string): SmallWishes => ({
  metadata: (metadata) => ({ ...metadata, issuer: change(String(metadata.issuer)) }),
});

const table: [cause: string, has: () => Promise<Pick<Ran, 'record'>>, hasNot: () => Promise<Pick<Ran, 'record'>>][] = [
  // Another program redeems the code first; oidc-provider says nothing but invalid_grant.
  [
    'code_used_twice',
    () =>
      code({ request: { pkce: 'none' } }, async ({ url }) => {
        const { redirect } = await signIn(url);
        const found = new URL(redirect);
        const body = new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: 'public',
          code: found.searchParams.get('code') ?? '',
          redirect_uri: found.origin + found.pathname,
        });
        expect((await fetch(`${oidc.issuer}/token`, { method: 'POST', body })).status).toBe(200);
        await fetch(redirect);
      }),
    () => code({ edits: edits('token', 'code_verifier', 'x'.repeat(43)) }),
  ],
  ['code_used_twice', () => code({ edits: edits('token', 'code', 'another-code') }), () => refusedAt('/entra-expired')],
  ['code_used_twice', () => refusedAt('/entra-used'), () => refusedAt('/spring-verifier')],
  ['code_expired', () => refusedAt('/entra-expired'), () => refusedAt('/entra-used')],
  [
    'verifier_wrong',
    () => code({ edits: edits('token', 'code_verifier', 'x'.repeat(43)) }),
    () => code({ edits: edits('token', 'redirect_uri', 'http://127.0.0.1:1/other') }),
  ],
  ['verifier_wrong', () => refusedAt('/spring-verifier'), () => refusedAt('/okta-redirect')],
  [
    'redirect_uri_differs',
    () => code({ edits: edits('token', 'redirect_uri', 'http://127.0.0.1:1/other') }),
    () => code({ edits: edits('token', 'code_verifier', 'x'.repeat(43)) }),
  ],
  ['redirect_uri_differs', () => refusedAt('/okta-redirect'), () => refusedAt('/entra-used')],
  // oidc-provider shows an error page, and no redirect comes; a user who says no sends one.
  [
    'redirect_uri_mismatch',
    () =>
      code({ request: { redirectUri: 'http://127.0.0.1:0/Callback/' }, limits: { browserSeconds: 0.5 } }, async ({ url }) => {
        expect((await fetch(url)).status).toBe(400);
      }),
    () =>
      code({ edits: edits('authorization', 'prompt', 'none') }, async ({ url }) => {
        await fetch(url);
      }),
  ],
  [
    'pkce_wanted',
    () =>
      code({ server: { issuer: strict.issuer }, request: { pkce: 'none' } }, async ({ url }) => {
        await fetch(url);
      }),
    () =>
      code({ server: { issuer: strict.issuer }, edits: edits('authorization', 'prompt', 'none') }, async ({ url }) => {
        await fetch(url);
      }),
  ],
  [
    'clock_skew',
    () => smallFlow({ claims: (claims) => ({ ...claims, iat: inHours(1), exp: inHours(2) }) }),
    () => smallFlow({ claims: (claims) => ({ ...claims, nonce: 'another' }) }),
  ],
  ['host_unknown', () => token('https://no-such-host.invalid/token'), () => token('http://127.0.0.1:1/token')],
  ['connection_broke', () => token(`${hostile.url}/broken-off`), () => token('http://127.0.0.1:1/token')],
  ['tls_unknown_authority', () => overTls(tls.servers.good.url, ''), () => overTls(tls.servers.expired.url, tls.ca)],
  ['tls_name_mismatch', () => overTls(tls.servers.wrongName.url, tls.ca), () => overTls(tls.servers.good.url, '')],
  ['tls_expired', () => overTls(tls.servers.expired.url, tls.ca), () => overTls(tls.servers.wrongName.url, tls.ca)],
  ['tls_expired', () => overTls(tls.servers.notYetValid.url, tls.ca), () => overTls(tls.servers.oldProtocol.url, tls.ca)],
  ['tls_protocol', () => overTls(tls.servers.oldProtocol.url, tls.ca), () => overTls(tls.servers.expired.url, tls.ca)],
  [
    'openid_missing',
    () => smallFlow(withMetadata({ scopes_supported: ['openid', 'profile'] }), { request: { scope: 'profile' } }),
    () => smallFlow(withMetadata({ scopes_supported: ['openid', 'profile'] }), { request: { scope: 'openid profile' } }),
  ],
  [
    'refresh_token_missing',
    () => smallFlow(withMetadata({ scopes_supported: ['openid', 'offline_access'] })),
    () => smallFlow(withMetadata({ scopes_supported: ['openid'] })),
  ],
  ['issuer_slash', () => smallFlow(issuerNamed((issuer) => `${issuer}/`)), () => smallFlow(issuerNamed(() => 'http://127.0.0.1:2'))],
  ['slowed_for_ever', () => slowedDown(), () => device('/expired')],
  ['audience_elsewhere', () => called('/not-for-you', jwtFor('https://api.example')), () => called('/not-for-you', jwtFor(hostile.url))],
  [
    'audience_elsewhere',
    () => called('/not-for-you', jwtFor('https://api.example', 'https://other.example')),
    () => called('/not-for-you', jwtFor('https://api.example', `${hostile.url}/not-for-you`)),
  ],
  [
    'audience_elsewhere',
    () => called('/not-for-you', jwtFor('https://api.example')),
    () => called('/not-for-you', jwt({ aud: 'https://api.example', exp: inHours(-1) })),
  ],
  ['step_up_wanted', () => called('/step-up'), () => called('/more-scope')],
  ['scope_insufficient', () => called('/more-scope'), () => called('/step-up')],
];

it.each(table)('%s', async (cause, has, hasNot) => {
  const [found, other] = await Promise.all([has(), hasNot()]);
  expect(found.record.view.diagnosis.map(({ id }) => id)).toContain(cause);
  expect(other.record.view.diagnosis.map(({ id }) => id)).not.toContain(cause);
});

it('a server that was never heard to say that the code expired is not quoted', async () => {
  const [ours, theirs] = await Promise.all([slowedDown(), device('/expired')]);
  expect(ours.record.view.error).toMatchObject({ code: 'NET_TIMEOUT', message: expect.stringContaining('did not answer before') });
  expect(ours.record.view.error?.oauth).toBeUndefined();
  expect(ours.record.view.diagnosis.map(({ id }) => id)).not.toContain('too_slow');
  expect(theirs.record.view.error?.oauth?.error).toBe('expired_token');
});

it('tls_client_certificate', async () => {
  const server = await startHostileServer({ tls: { ...mutual.byAuthority, ca: mutual.ca, requestCert: true, rejectUnauthorized: true } });
  const [found, other] = await Promise.all([token(`${server.url}/good`, { tls: { verify: false } }), overTls(tls.servers.good.url, '')]);
  expect(found.record.view.diagnosis.map(({ id }) => id)).toContain('tls_client_certificate');
  expect(other.record.view.diagnosis.map(({ id }) => id)).not.toContain('tls_client_certificate');
  await server.close();
});

it('a redirect that never came was waited for at the address that is named, whatever port that was', async () => {
  let listenedOn = '';
  const ran = await code({ request: { redirectUri: 'http://localhost:0/callback' }, limits: { browserSeconds: 0.3 } }, async ({ url }) => {
    listenedOn = new URL(url).searchParams.get('redirect_uri') ?? '';
  });
  expect(listenedOn).toMatch(/^http:\/\/localhost:[1-9]\d+\/callback$/);
  expect(ran.record.view.diagnosis[0]).toMatchObject({
    id: 'redirect_uri_mismatch',
    evidence: `Sent: ${listenedOn}. Its port is another one in every run; many servers want a fixed one.`,
    fix: {
      text: expect.stringMatching(/^Give it a fixed port and register exactly that, or use the registered one: /),
      changes: [{ kind: 'redirectUri', value: 'http://127.0.0.1:0/callback' }],
    },
  });
  const byHand = edits('authorization', 'redirect_uri', 'http://127.0.0.1:9/elsewhere');
  const { diagnosis } = (await code({ edits: byHand, limits: { browserSeconds: 0.3 } }, async () => {})).record.view;
  expect(diagnosis[0]?.evidence).toBe('Sent: http://127.0.0.1:9/elsewhere.');
});

it('a step-up challenge becomes the parameters of a new authorization request', async () => {
  const { diagnosis } = (await called('/step-up')).record.view;
  expect(diagnosis[0]?.fix.changes).toEqual([
    { kind: 'acrValues', value: 'urn:strong urn:stronger' },
    { kind: 'maxAge', value: 60 },
  ]);
});

it('a fix is a change that makes the run succeed', async () => {
  const wrong = await code({ server: { issuer: strict.issuer }, request: { pkce: 'none' } }, async ({ url }) => {
    await fetch(url);
  });
  expect(wrong.record.view.diagnosis[0]).toMatchObject({ id: 'pkce_wanted', fix: { changes: [{ kind: 'pkce', value: 'S256' }] } });
  const right = await code({ server: { issuer: strict.issuer }, request: { pkce: 'S256' } });
  expect(right.outcome).toBe('succeeded');
});
