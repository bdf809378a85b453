import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostileRoutes, PlainAnswer } from '../../fixtures/hostile-routes.ts';
import { type HostileServer, startHostileServer } from '../../fixtures/hostile-server.ts';
import { signHs256 } from '../../fixtures/small-server.ts';
import { openFlow, type Ran, readyProfile, run } from './flow.ts';

const json = [
  ['Content-Type', 'application/json'],
  ['Cache-Control', 'no-store'],
] as const;
const good = { access_token: 'at-123456', token_type: 'Bearer', expires_in: 3600 };
const answer = (change: Record<string, unknown>, more: PlainAnswer = {}): PlainAnswer => ({
  headers: json,
  body: JSON.stringify({ ...good, ...change }),
  ...more,
});
const error = (body: string, status: number, type = 'application/json'): PlainAnswer => ({
  status,
  headers: [['Content-Type', type]],
  body,
});

/** The ways in which `oauth4webapi` alone would refuse, and more. */
const routes: HostileRoutes = {
  '/good': answer({}),
  '/no-token-type': answer({ token_type: undefined }),
  '/token-type-number': answer({ token_type: 1 }),
  '/token-type-mac': answer({ token_type: 'mac' }),
  '/lower-case': answer({ token_type: 'bearer', scope: '' }),
  '/201': answer({}, { status: 201 }),
  '/500-with-tokens': answer({}, { status: 500 }),
  '/form': {
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'access_token=at-123456&token_type=bearer&expires_in=3600&scope=a+b',
  },
  '/gzip-without-end': {
    headers: [...json, ['Content-Encoding', 'gzip']],
    body: gzipSync(JSON.stringify(good)).subarray(0, -8),
  },
  '/form-gzip-without-end': {
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Content-Encoding', 'gzip'],
    ],
    body: gzipSync('token_type=bearer&expires_in=3600&access_token=at-123456').subarray(0, -8),
  },
  '/text-plain': { headers: [['Content-Type', 'text/plain']], body: JSON.stringify(good) },
  '/expires-text': answer({ expires_in: '3600' }),
  '/expires-null': answer({ expires_in: null }),
  '/expires-nonsense': answer({ expires_in: 'soon' }),
  '/expires-negative': answer({ expires_in: -1 }),
  '/refresh-null': answer({ refresh_token: null }),
  '/refresh-empty': answer({ refresh_token: '' }),
  '/refresh-number': answer({ refresh_token: 12 }),
  '/id-token-opaque': answer({ id_token: 'not-a-jwt' }),
  '/id-token-hs256': answer({
    id_token: signHs256({ iss: 'urn:x', sub: 'a', aud: 'client', iat: now(), exp: now() + 60 }, 'the secret of the client'),
  }),
  '/access-token-number': answer({ access_token: 42 }),
  '/access-token-empty': answer({ access_token: '' }),
  '/tokens-and-error': answer({ error: 'partial' }),
  '/proto': {
    headers: json,
    body: '{"access_token":"at-123456","token_type":"Bearer","expires_in":3600,"__proto__":{"polluted":true},"constructor":"x"}',
  },
  '/no-store-missing': { headers: [['Content-Type', 'application/json']], body: JSON.stringify(good) },
  '/wrapped-tokens': { headers: json, body: JSON.stringify(JSON.stringify(good)) },
  '/400-text': error('{"error":"invalid_client"}', 400, 'text/plain'),
  '/400-words': error('invalid_client: who are you?', 400, 'text/plain'),
  '/500-error': error('{"error":"server_error","error_description":"Out of luck"}', 500),
  '/200-error': error('{"error":"bad_verification_code","error_description":"Expired."}', 200),
  '/200-error-form': error('error=incorrect_client_credentials&error_description=No.', 200, 'application/x-www-form-urlencoded'),
  '/message': error('{"Message":"{ \\"error\\": \\"invalid_client\\" }"}', 400),
  '/error-object': error('{"error":{"message":"No","code":190}}', 400),
  '/empty': { headers: json, body: '' },
  '/204': { status: 204 },
  '/html': { headers: [['Content-Type', 'text/html']], body: '<!doctype html><h1>Sign in</h1>' },
  '/broken-json': { headers: json, body: '{"access_token":"at-123456","token_type":' },
  '/json-array': { headers: json, body: '["at-123456"]' },
  '/redirect': { status: 302, headers: [['Location', 'https://elsewhere.example/token']] },
  '/ten-megabytes': { headers: json, body: `{"access_token":"${'x'.repeat(10_000_000)}"}` },
  '/never': () => {},
};

function now(): number {
  return Math.floor(Date.now() / 1000);
}

const ports = openFlow();
let server: HostileServer;
beforeAll(async () => {
  server = await startHostileServer({ routes });
});
afterAll(async () => {
  await ports.close();
  await server.close();
});

function ask(path: string, wishes: Partial<Parameters<typeof readyProfile>[0]> = {}): Promise<Ran> {
  const endpoints = { tokenEndpoint: `${server.url}${path}`, authorizationEndpoint: '', jwksUri: '' };
  return run(ports, readyProfile({ grant: 'client_credentials', server: { endpoints }, ...wishes }));
}

describe('a token that arrived is shown, and what is wrong with the answer is said', () => {
  it.each<[path: string, outcome: string, complaints: string[], strict: 'pass' | 'warning']>([
    ['/good', 'succeeded', [], 'pass'],
    ['/lower-case', 'succeeded', [], 'pass'],
    ['/no-token-type', 'checks_failed', ['token_type: fail'], 'warning'],
    ['/token-type-number', 'checks_failed', ['token_type: fail'], 'warning'],
    ['/token-type-mac', 'checks_failed', ['token_type: fail'], 'warning'],
    ['/201', 'succeeded', ['token_status: warning'], 'warning'],
    ['/500-with-tokens', 'checks_failed', ['token_status: fail'], 'warning'],
    ['/form', 'succeeded', ['token_content_type: warning', 'cache_control: warning'], 'warning'],
    ['/gzip-without-end', 'succeeded', ['body_whole: warning'], 'pass'],
    ['/form-gzip-without-end', 'checks_failed', ['token_content_type: warning', 'cache_control: warning', 'body_whole: fail'], 'warning'],
    ['/text-plain', 'succeeded', ['token_content_type: warning', 'cache_control: warning'], 'pass'],
    ['/expires-text', 'succeeded', ['expires_in: warning'], 'pass'],
    ['/expires-null', 'succeeded', ['expires_in: warning'], 'warning'],
    ['/expires-nonsense', 'checks_failed', ['expires_in: fail'], 'warning'],
    ['/expires-negative', 'checks_failed', ['expires_in: fail'], 'warning'],
    ['/refresh-null', 'succeeded', ['refresh_token: warning'], 'warning'],
    ['/refresh-empty', 'succeeded', ['refresh_token: warning'], 'warning'],
    ['/refresh-number', 'checks_failed', ['refresh_token: fail'], 'warning'],
    ['/id-token-opaque', 'checks_failed', ['id_token_format: fail'], 'warning'],
    ['/tokens-and-error', 'checks_failed', ['access_token: fail'], 'pass'],
    ['/proto', 'succeeded', [], 'pass'],
    ['/no-store-missing', 'succeeded', ['cache_control: warning'], 'pass'],
    ['/wrapped-tokens', 'succeeded', ['token_content_type: warning'], 'warning'],
  ])('%s', async (path, outcome, complaints, strict) => {
    const ran = await ask(path);
    expect(ran.complaints.filter((complaint) => !complaint.startsWith('strict_reading'))).toEqual(complaints);
    expect(ran.verdict('strict_reading')?.status).toBe(strict);
    expect(ran.outcome).toBe(outcome);
    expect(ran.error).toBeNull();
    expect(ran.tokens?.access_token).toBe('at-123456');
    expect(ran.record.view.tokens[0]).toMatchObject({ kind: 'access_token', length: 9 });
    expect(JSON.stringify([ran.record.view, ran.told])).not.toContain('at-123456');
  });

  it('members keep the values of the wire', async () => {
    expect((await ask('/expires-text')).tokens).toEqual({ access_token: 'at-123456', token_type: 'Bearer', expires_in: '3600', extra: {} });
    expect((await ask('/refresh-null')).tokens?.extra).toEqual({ refresh_token: null });
    expect((await ask('/lower-case')).tokens).toMatchObject({ token_type: 'bearer', scope: '' });
    const polluted = (await ask('/proto')).tokens?.extra ?? {};
    expect(Object.keys(polluted)).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('an HS256 ID token is checked with the client secret', async () => {
    const client = { clientId: 'client', authMethod: 'client_secret_post', clientSecret: 'the secret of the client' } as const;
    const right = await ask('/id-token-hs256', { client });
    expect(right.verdict('id_token_signature')?.status).toBe('pass');
    expect(right.verdict('id_token_iss')?.status).toBe('not_applicable');
    const wrong = await ask('/id-token-hs256', { client: { ...client, clientSecret: 'another secret altogether' } });
    expect(wrong.verdict('id_token_signature')?.status).toBe('fail');
    const none = await ask('/id-token-hs256');
    expect(none.verdict('id_token_signature')).toMatchObject({ status: 'warning', actual: 'not checked' });
  });
});

describe('an error is understood in every disguise', () => {
  it.each<[path: string, error: string, status: number]>([
    ['/400-text', 'invalid_client', 400],
    ['/500-error', 'server_error', 500],
    ['/200-error', 'bad_verification_code', 200],
    ['/200-error-form', 'incorrect_client_credentials', 200],
    ['/message', 'invalid_client', 400],
    ['/error-object', '{"message":"No","code":190}', 400],
  ])('%s', async (path, oauthError, status) => {
    const ran = await ask(path);
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: oauthError, status } });
    expect(ran.outcome).toBe('failed');
    expect(ran.tokens).toBeNull();
    expect(ran.complaints).not.toEqual([]);
    expect(ran.record.view.steps[0]?.exchange?.response?.status).toBe(status);
  });
});

describe('an answer that is none says what came instead', () => {
  it.each<[path: string, message: RegExp]>([
    ['/empty', /empty/],
    ['/204', /empty/],
    ['/html', /HTML/],
    ['/broken-json', /JSON/],
    ['/json-array', /no object/],
    ['/400-words', /neither JSON nor form/],
    ['/redirect', /redirects to https:\/\/elsewhere\.example\/token/],
    ['/access-token-number', /neither tokens nor an error/],
    ['/access-token-empty', /neither tokens nor an error/],
  ])('%s', async (path, message) => {
    const ran = await ask(path);
    expect(ran.error).toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' });
    expect(ran.error?.message).toMatch(message);
    expect(ran.record.view.steps[0]).toMatchObject({ status: 'failed', name: 'token' });
    expect(ran.record.view.steps[0]?.exchange?.response).not.toBeNull();
  });

  it('too much of it is refused, what arrived is kept', async () => {
    const ran = await ask('/ten-megabytes');
    expect(ran.error?.code).toBe('NET_TOO_LARGE');
    expect(ran.record.view.steps[0]?.exchange?.response?.body.truncated).toBe(true);
  });

  it('nothing at all ends at the time limit', async () => {
    const ran = await ask('/never', { limits: { requestSeconds: 0.1 } });
    expect(ran.error?.code).toBe('NET_TIMEOUT');
    expect(ran.record.view.steps[0]?.exchange).toMatchObject({ response: null, error: { code: 'NET_TIMEOUT' } });
  });

  it('a cancelled request is a cancelled run', async () => {
    const cancel = new AbortController();
    const endpoints = { tokenEndpoint: `${server.url}/never`, authorizationEndpoint: '', jwksUri: '' };
    const running = run(ports, readyProfile({ grant: 'client_credentials', server: { endpoints } }), undefined, cancel.signal);
    cancel.abort();
    expect(await running).toMatchObject({ outcome: 'cancelled', error: { code: 'CANCELLED' } });
  });
});

it('a server that gives back all it got gets no secret onto the screen', async () => {
  const client = { clientId: 'client', authMethod: 'client_secret_basic', clientSecret: 'CANARY-secret/+ä' } as const;
  const request = { username: 'alice', password: 'CANARY-password &"' };
  const ran = await ask('/echo', { grant: 'password', client, request });
  expect(ran.error?.code).toBe('OAUTH_RESPONSE');
  expect(JSON.stringify([ran.record.view, ran.told])).not.toMatch(/CANARY|Q0FOQVJZ/);
});

describe('a refresh without a new refresh token keeps the old one', () => {
  it.each([
    ['/good', {}],
    ['/refresh-null', { refresh_token: null }],
    ['/refresh-empty', { refresh_token: '' }],
  ])('%s', async (path, extra) => {
    const ran = await ask(path, { grant: 'refresh_token', request: { refreshToken: 'rt-old-1' } });
    expect(ran.record.sealed.keptRefreshToken).toBe('rt-old-1');
    // What the server did not send is not among what it sent.
    expect([ran.tokens?.refresh_token, ran.tokens?.extra]).toEqual([undefined, extra]);
    expect(ran.verdict('refresh_rotation')).toMatchObject({ status: 'warning', actual: 'no refresh token' });
    expect(ran.record.view.tokens.find(({ kind }) => kind === 'refresh_token')).toMatchObject({ issuedAt: null, length: 8 });
    expect(JSON.stringify(ran.record.view)).not.toContain('rt-old-1');
  });
});
