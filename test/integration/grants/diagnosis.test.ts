import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardDialect } from '../../../shared/model/dialect.ts';
import type { HostileRoutes, PlainAnswer } from '../../fixtures/hostile-routes.ts';
import { type HostileServer, startHostileServer } from '../../fixtures/hostile-server.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/oidc-server.ts';
import { startSmallServer } from '../../fixtures/small-server.ts';
import { openFlow, readyProfile, run } from './flow.ts';

type Wishes = Parameters<typeof readyProfile>[0];

const json = [['Content-Type', 'application/json']] as const;
const refused = (error: string, status = 400, description?: string): PlainAnswer => ({
  status,
  headers: json,
  body: JSON.stringify({ error, ...(description !== undefined && { error_description: description }) }),
});

const routes: HostileRoutes = {
  '/invalid-client': refused('invalid_client', 401),
  '/invalid-request': refused('invalid_request'),
  '/invalid-scope': refused('invalid_scope'),
  '/invalid-grant': refused('invalid_grant'),
  '/unauthorized': refused('unauthorized_client'),
  '/server-error': refused('server_error', 500),
  '/200-error': refused('bad_verification_code', 200),
  '/405': { status: 405, headers: [['Allow', 'GET']], body: '' },
  '/404': { status: 404, headers: [], body: 'nothing here' },
  '/html': { headers: [['Content-Type', 'text/html']], body: '<html><title>Sign in</title><input type="password">' },
  '/moved': { status: 302, headers: [['Location', '/invalid-scope']], body: '' },
  '/429': { status: 429, headers: [['Retry-After', '17']], body: '' },
  '/403-origin': { status: 403, headers: [], body: 'Invalid CORS request: Origin' },
  '/502-via': { status: 502, headers: [['Via', '1.1 corporate-proxy']], body: 'Bad gateway' },
  '/empty': { headers: json, body: '' },
  '/broken': { headers: json, body: '{"access_token":"abc' },
  '/good': { headers: json, body: '{"access_token":"at-123456","token_type":"Bearer"}' },
  '/never': () => {},
};

const ports = openFlow();
let server: HostileServer;
let oidc: OidcServer;
beforeAll(async () => {
  [server, oidc] = await Promise.all([startHostileServer({ routes }), startOidcServer()]);
});
afterAll(async () => {
  await Promise.all([server.close(), oidc.close(), ports.close()]);
});

const basic = (clientId: string, clientSecret: string) => ({ clientId, clientSecret, authMethod: 'client_secret_basic' as const });
const at = (path: string, more: Partial<Wishes> = {}): Wishes => ({
  grant: 'client_credentials',
  ...more,
  server: { ...more.server, endpoints: { tokenEndpoint: new URL(path, server.url).href } },
});
const token = (edits: {
  parameters?: { name: string; value: string }[];
  headers?: { name: string; value: string }[];
  dropped?: string[];
}) => ({
  token: { parameters: [], headers: [], dropped: [], ...edits },
});
const raw = { server: { dialect: { ...standardDialect, basicEncoding: 'raw' as const } } };

/** The cause, a run that has it, and one that is nearly the same and must not be said to have it. */
const table: [cause: string, has: () => Wishes, hasNot: () => Wishes][] = [
  [
    'basic_encoding',
    () => at('/invalid-client', { client: basic('a b', 'p+%') }),
    () => at('/invalid-client', { client: basic('plain', 'plain') }),
  ],
  [
    'basic_first_colon',
    () => at('/invalid-client', { client: basic('http://app:1/', 's'), ...raw }),
    () => at('/invalid-client', { client: basic('http://app:1/', 's') }),
  ],
  [
    'pasted_white_space',
    () => at('/invalid-client', { client: basic('plain', 'top-secret\n') }),
    () => at('/invalid-client', { client: basic('plain', 'top-secret') }),
  ],
  [
    'secret_twice',
    () =>
      at('/invalid-client', {
        client: basic('plain', 's3cret-1'),
        edits: token({ parameters: [{ name: 'client_secret', value: 's3cret-1' }] }),
      }),
    () => at('/invalid-client', { client: basic('plain', 's3cret-1') }),
  ],
  ['client_id_missing', () => at('/invalid-request', { edits: token({ dropped: ['client_id'] }) }), () => at('/invalid-request')],
  [
    'auth_method',
    () => at('/invalid-client', { client: basic('plain', 's3cret-1') }),
    () => at('/invalid-scope', { client: basic('plain', 's3cret-1') }),
  ],
  ['invalid_scope', () => at('/invalid-scope', { request: { scope: 'a b' } }), () => at('/invalid-grant', { request: { scope: 'a b' } })],
  ['unauthorized_client', () => at('/unauthorized'), () => at('/invalid-scope')],
  [
    'refresh_token_rotated',
    () => at('/invalid-grant', { grant: 'refresh_token', request: { refreshToken: 'rt-123456' } }),
    () => at('/invalid-scope', { grant: 'refresh_token', request: { refreshToken: 'rt-123456' } }),
  ],
  [
    'user_refused',
    () => at('/invalid-grant', { grant: 'password', request: { username: 'u', password: 'pass-123' } }),
    () => at('/invalid-scope', { grant: 'password', request: { username: 'u', password: 'pass-123' } }),
  ],
  ['method_not_allowed', () => at('/405'), () => at('/404')],
  ['wrong_path', () => at('/404'), () => at('/405')],
  ['html_page', () => at('/html'), () => at('/broken')],
  ['redirected_away', () => at('/moved'), () => at('/404')],
  ['rate_limited', () => at('/429'), () => at('/404')],
  [
    'origin_refused',
    () => at('/403-origin', { edits: token({ headers: [{ name: 'Origin', value: 'http://x' }] }) }),
    () => at('/404', { edits: token({ headers: [{ name: 'Origin', value: 'http://x' }] }) }),
  ],
  ['proxy_between', () => at('/502-via'), () => at('/server-error')],
  ['error_with_status_200', () => at('/200-error'), () => at('/invalid-grant')],
  ['server_failed', () => at('/server-error'), () => at('/invalid-scope')],
  ['unreadable_answer', () => at('/empty'), () => at('/html')],
  ['unreadable_answer', () => at('/broken'), () => at('/invalid-scope')],
  ['too_slow', () => at('/never', { limits: { requestSeconds: 0.2 } }), () => at('/404')],
  ['connection_refused', () => at('http://127.0.0.1:1/token'), () => at('/404')],
  ['wrong_scheme', () => at('http://10.0.0.1/token'), () => at('/404')],
  ['wrong_scheme', () => at(server.url.replace('http:', 'https:')), () => at('/404')],
];

describe('every cause is named where it is, and not where it is not', () => {
  it.each(table)('%s', async (cause, has, hasNot) => {
    const [found, other] = await Promise.all([run(ports, readyProfile(has())), run(ports, readyProfile(hasNot()))]);
    expect(found.record.view.diagnosis.map(({ id }) => id)).toContain(cause);
    expect(other.record.view.diagnosis.map(({ id }) => id)).not.toContain(cause);
  });

  it('a run that succeeds has none', async () => {
    const ran = await run(ports, readyProfile(at('/good')));
    expect(ran.record.view.diagnosis).toEqual([]);
  });
});

it('the most likely cause comes first, with a change a machine can make, and no secret in any of it', async () => {
  const ran = await run(ports, readyProfile(at('/invalid-client', { client: basic('a+b', 'CANARY-secret+%\n') })));
  const { diagnosis } = ran.record.view;
  expect(diagnosis[0]).toMatchObject({ id: 'pasted_white_space', fix: { changes: [{ kind: 'trimSecret', field: 'clientSecret' }] } });
  expect(diagnosis[1]).toMatchObject({ id: 'basic_encoding', fix: { changes: [{ kind: 'basicEncoding', value: 'raw' }] } });
  expect(JSON.stringify(diagnosis)).not.toContain('CANARY');
});

it('a server that does not form-decode is found out, and the change makes the run succeed', async () => {
  const small = await startSmallServer({ basic: 'raw', client: { id: 'app', secret: 'a+b%' } });
  const wishes = { grant: 'client_credentials' as const, client: basic('app', 'a+b%') };
  const endpoints = { tokenEndpoint: `${small.issuer}/token` };
  const before = await run(ports, readyProfile({ ...wishes, server: { endpoints } }));
  expect(before.record.view.diagnosis[0]).toMatchObject({
    id: 'basic_encoding',
    fix: { changes: [{ kind: 'basicEncoding', value: 'raw' }] },
  });
  const after = await run(ports, readyProfile({ ...wishes, server: { endpoints, dialect: { ...standardDialect, basicEncoding: 'raw' } } }));
  expect(after.outcome).toBe('succeeded');
  await small.close();
});

it('an issuer with a slash too many is said so, with the right one', async () => {
  let issuer = '';
  const small = await startSmallServer({
    discovery: () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ issuer, token_endpoint: issuer }),
    }),
  });
  issuer = `${small.issuer}/tenant`;
  const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { issuer: `${issuer}/` } }));
  expect(ran.record.view.diagnosis[0]).toMatchObject({ id: 'issuer_slash', fix: { changes: [{ kind: 'issuer', value: issuer }] } });
  await small.close();
});

it('a wrong path is shown beside the published one', async () => {
  const ran = await run(
    ports,
    readyProfile({
      grant: 'client_credentials',
      server: { issuer: oidc.issuer, endpoints: { tokenEndpoint: `${oidc.issuer}/oauth/token` } },
      client: basic('basic', 'basic-secret-1'),
    }),
  );
  expect(ran.record.view.diagnosis[0]).toMatchObject({
    id: 'wrong_path',
    fix: { changes: [{ kind: 'endpoint', name: 'tokenEndpoint', value: `${oidc.issuer}/token` }] },
  });
});
