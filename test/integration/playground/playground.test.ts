import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPlayground } from '../../../playground/start-playground.ts';
import { playgroundFacts } from '../../../shared/model/playground.ts';
import { type Act, allow, authorize, claimsOf, deny, headerOf, PlainBrowser, pkce, post, signIn } from './playground-client.ts';

let folder: string;
let issuer: string;
let playground: ReturnType<typeof createPlayground>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grantbench-playground-'));
  playground = createPlayground({ folder });
  issuer = (await playground.start()).issuer;
});

afterAll(async () => {
  await playground.stop();
  await rm(folder, { recursive: true, force: true });
});

const trusted = 'trusted-app:trusted-secret';
const byPassword = (changes: Record<string, string> = {}, basic: string | undefined = trusted) =>
  post(
    `${issuer}/token`,
    { grant_type: 'password', username: 'alice', password: 'wonderland', scope: 'openid profile api:read', ...changes },
    basic,
  );

function authorizationUrl(clientId: string, changes: Record<string, string> = {}): { url: string; verifier: string; redirectUri: string } {
  const { verifier, challenge } = pkce();
  const redirectUri = changes.redirect_uri ?? 'http://127.0.0.1:49152/callback';
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: 'st',
    nonce: 'nn',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  return { url: `${issuer}/auth?${new URLSearchParams(parameters)}`, verifier, redirectUri };
}

async function arrive(url: string, acts: readonly Act[]): Promise<URL> {
  const place = await authorize(new PlainBrowser(), url, acts);
  if ('page' in place) throw new Error(`stands at ${place.url}: ${await place.page.text()}`);
  return place.left;
}

describe('refusals', () => {
  test('a wrong client secret is invalid_client', async () => {
    const answer = await post(`${issuer}/token`, { grant_type: 'client_credentials' }, 'machine-client:wrong');
    expect([answer.status, answer.body.error]).toEqual([401, 'invalid_client']);
  });

  test.each([
    [{ password: 'wrong' }, 'invalid_grant'],
    [{ username: 'mallory' }, 'invalid_grant'],
    [{ username: '__proto__' }, 'invalid_grant'],
    [{ username: '' }, 'invalid_request'],
    [{ resource: 'https://elsewhere.example' }, 'invalid_target'],
    [{ grant_type: 'client_credentials' }, 'invalid_request'],
    [{ grant_type: 'made_up' }, 'unsupported_grant_type'],
  ])('password grant with %j is %s', async (changes, error) => {
    const answer = await byPassword(changes);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });

  test('PKCE is required of the public client', async () => {
    const { url } = authorizationUrl('native-app', { code_challenge: '', code_challenge_method: '' });
    expect((await arrive(url, [])).searchParams.get('error')).toBe('invalid_request');
  });

  test('a code is good once, and its second use revokes what came of it', async () => {
    const { url, verifier, redirectUri } = authorizationUrl('native-app');
    const code = (await arrive(url, [signIn(), allow])).searchParams.get('code') ?? '';
    const exchange = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      client_id: 'native-app',
    };
    const first = await post(`${issuer}/token`, exchange);
    expect(first.status).toBe(200);
    expect((await post(`${issuer}/token`, exchange)).body.error).toBe('invalid_grant');
    const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body.refresh_token), client_id: 'native-app' };
    expect((await post(`${issuer}/token`, refresh)).body.error).toBe('invalid_grant');
  });

  test('a wrong code verifier is refused', async () => {
    const { url, redirectUri } = authorizationUrl('native-app');
    const code = (await arrive(url, [signIn(), allow])).searchParams.get('code') ?? '';
    const answer = await post(`${issuer}/token`, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: pkce().verifier,
      client_id: 'native-app',
    });
    expect([answer.status, answer.body.error]).toEqual([400, 'invalid_grant']);
  });

  test.each(['http://127.0.0.1:5000/other', 'https://evil.example/callback', 'http://127.0.0.1.evil.example/callback'])(
    'redirect URI %s never gets a redirect',
    async (redirectUri) => {
      const response = await fetch(authorizationUrl('native-app', { redirect_uri: redirectUri }).url, {
        redirect: 'manual',
        headers: { Accept: 'text/html' },
      });
      expect(response.status).toBe(400);
      expect(response.headers.get('location')).toBeNull();
      expect(await response.text()).toContain('Request refused');
    },
  );

  test('a foreign Host is turned away, so that no web page can rebind its name to the playground', async () => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const { request } = await import('node:http');
    request(`${issuer}/jwks`, { headers: { Host: 'evil.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
    expect(await promise).toBe(421);
  });

  test('a login form posted from another origin does not sign anybody in', async () => {
    const browser = new PlainBrowser();
    const place = await authorize(browser, authorizationUrl('native-app').url, []);
    if ('left' in place) throw new Error('no page');
    expect((await browser.request(place.url, signIn(), { 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
  });

  test('a form of 100 kB is refused', async () => {
    const browser = new PlainBrowser();
    const place = await authorize(browser, authorizationUrl('native-app').url, []);
    if ('left' in place) throw new Error('no page');
    expect((await browser.request(place.url, signIn('a'.repeat(100_000)))).status).toBe(413);
  });

  test('a wrong password shows the login page again, escaped, without the password', async () => {
    const browser = new PlainBrowser();
    const place = await authorize(browser, authorizationUrl('native-app').url, [signIn('<b>mallory</b>', 'hunter2')]);
    if ('left' in place) throw new Error('no page');
    const text = await place.page.text();
    expect(place.page.status).toBe(200);
    expect(text).toContain('role="alert"');
    expect(text).toContain('&lt;b&gt;mallory&lt;/b&gt;');
    expect(text).not.toContain('<b>mallory');
    expect(text).not.toContain('hunter2');
  });
});

describe('client credentials', () => {
  test('the machine client gets a signed JWT for the API', async () => {
    const answer = await post(`${issuer}/token`, { grant_type: 'client_credentials', scope: 'api:read' }, 'machine-client:machine-secret');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'api:read' });
    expect(claimsOf(answer.body.access_token)).toMatchObject({ iss: issuer, sub: 'machine-client', aud: 'https://api.playground.example' });
  });

  test('the client that posts its secret gets an opaque token, which introspection explains', async () => {
    const credentials = { client_id: 'machine-post', client_secret: 'machine-post-secret' };
    const answer = await post(`${issuer}/token`, { grant_type: 'client_credentials', scope: 'reports:read', ...credentials });
    const token = String(answer.body.access_token);
    expect(token).not.toContain('.');
    const active = await post(`${issuer}/token/introspection`, { token, ...credentials });
    expect(active.body).toMatchObject({ active: true, client_id: 'machine-post', scope: 'reports:read' });
    expect((await post(`${issuer}/token/revocation`, { token, ...credentials })).status).toBe(200);
    expect((await post(`${issuer}/token/introspection`, { token, ...credentials })).body).toEqual({ active: false });
  });
});

describe('password', () => {
  test('the trusted client gets access, refresh and ID token, signed with keys the server publishes', async () => {
    const { body } = await byPassword();
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'openid profile api:read' });
    const keys = createLocalJWKSet((await (await fetch(`${issuer}/jwks`)).json()) as JSONWebKeySet);
    const idToken = await jwtVerify(String(body.id_token), keys, { issuer, audience: 'trusted-app', algorithms: ['RS256'] });
    expect(idToken.payload).toMatchObject({ sub: 'alice', name: 'Alice Liddell', auth_time: expect.any(Number) });
    await jwtVerify(String(body.access_token), keys, { issuer, audience: 'https://api.playground.example' });
  });

  test('the public client needs no secret, and its token opens the userinfo endpoint', async () => {
    const { body } = await byPassword({ client_id: 'trusted-public', scope: 'openid email', username: 'bob', password: 'builder' }, '');
    expect(headerOf(body.id_token).alg).toBe('ES256');
    const userinfo = await fetch(`${issuer}/me`, { headers: { Authorization: `Bearer ${body.access_token}` } });
    expect(await userinfo.json()).toEqual({ sub: 'bob', email: 'bob@playground.example', email_verified: false });
  });

  test('without openid there is no ID token, and unknown scopes are left out', async () => {
    const { body } = await byPassword({ scope: 'api:write nonsense' });
    expect(body.scope).toBe('api:write');
    expect(body).not.toHaveProperty('id_token');
  });

  test('refreshing rotates: the old refresh token is dead, and using it again kills the family', async () => {
    const first = (await byPassword()).body;
    const refresh = (token: unknown) => post(`${issuer}/token`, { grant_type: 'refresh_token', refresh_token: String(token) }, trusted);
    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect(claimsOf(second.body.id_token)).toMatchObject({ sub: 'alice', name: 'Alice Liddell' });
    expect(second.body.scope).toBe('openid profile api:read');
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant');
    expect((await refresh(second.body.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('a narrower scope can be asked for when refreshing, a wider one not', async () => {
    const first = (await byPassword({ scope: 'openid api:read' })).body;
    const refresh = (token: unknown, scope: string) =>
      post(`${issuer}/token`, { grant_type: 'refresh_token', refresh_token: String(token), scope }, trusted);
    const narrower = await refresh(first.refresh_token, 'api:read');
    expect(narrower.body.scope).toBe('api:read');
    expect((await refresh(narrower.body.refresh_token, 'api:write')).body.error).toBe('invalid_scope');
  });
});

describe('authorization code', () => {
  test.each([
    ['web-app', 'web-app:web-secret', 'RS256', 'openid profile email api:read', true],
    ['native-app', undefined, 'ES256', 'openid profile email', false],
  ])('%s signs in, consents and gets its tokens', async (clientId, basic, algorithm, scope, jwt) => {
    const { url, verifier, redirectUri } = authorizationUrl(clientId, { scope });
    const arrived = await arrive(url, [signIn(), allow]);
    expect(arrived.origin + arrived.pathname).toBe(redirectUri);
    expect(arrived.searchParams.get('state')).toBe('st');
    expect(arrived.searchParams.get('iss')).toBe(issuer);
    const answer = await post(
      `${issuer}/token`,
      {
        grant_type: 'authorization_code',
        code: arrived.searchParams.get('code') ?? '',
        redirect_uri: redirectUri,
        code_verifier: verifier,
        ...(basic === undefined && { client_id: clientId }),
      },
      basic,
    );
    expect(answer.body).toMatchObject({ token_type: 'Bearer', scope, refresh_token: expect.any(String) });
    expect(headerOf(answer.body.id_token).alg).toBe(algorithm);
    expect(claimsOf(answer.body.id_token)).toMatchObject({ sub: 'alice', nonce: 'nn', email: 'alice@playground.example' });
    expect(String(answer.body.access_token).includes('.')).toBe(jwt);
  });

  test.each(['http://localhost:1234/callback', 'http://[::1]:65000/callback', 'http://127.0.0.1:1/callback'])(
    'any loopback port will do: %s',
    async (redirectUri) => {
      const arrived = await arrive(authorizationUrl('native-app', { redirect_uri: redirectUri }).url, [signIn(), allow]);
      expect(arrived.origin + arrived.pathname).toBe(redirectUri);
      expect(arrived.searchParams.get('code')).toBeTruthy();
    },
  );

  test.each([
    ['at the login page', [{ step: 'login', decision: 'deny' }]],
    ['at the consent page', [signIn(), deny]],
  ])('the user can refuse %s', async (_place, acts) => {
    const arrived = await arrive(authorizationUrl('native-app').url, acts);
    expect(arrived.searchParams.get('error')).toBe('access_denied');
    expect(arrived.searchParams.get('state')).toBe('st');
  });

  test('whoever is signed in stays so, and can become somebody else', async () => {
    const browser = new PlainBrowser();
    await authorize(browser, authorizationUrl('native-app').url, [signIn(), allow]);
    const again = await authorize(browser, authorizationUrl('native-app').url, []);
    if ('left' in again) throw new Error('no page');
    expect(await again.page.text()).toContain('<strong>alice</strong>');
    expect(await (await browser.request(`${again.url}?switch`)).text()).toContain('Practice accounts');

    // Signing in as bob first signs alice out, by a form that a browser posts by itself.
    const signOut = await browser.follow(issuer, await browser.request(again.url, signIn('bob', 'builder')));
    if ('left' in signOut) throw new Error('no page');
    const form = await signOut.page.text();
    const fields = Object.fromEntries([...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    const target = /action="([^"]+)"/.exec(form)?.[1] ?? '';
    const asBob = await browser.follow(issuer, await browser.request(target, fields));
    if ('left' in asBob) throw new Error('no page');
    expect(await asBob.page.text()).toContain('<strong>bob</strong>');
  });

  test('response modes fragment and form_post are served', async () => {
    const inFragment = await arrive(authorizationUrl('native-app', { response_mode: 'fragment' }).url, [signIn(), allow]);
    expect(new URLSearchParams(inFragment.hash.slice(1)).get('code')).toBeTruthy();
    const posted = await authorize(new PlainBrowser(), authorizationUrl('native-app', { response_mode: 'form_post' }).url, [
      signIn(),
      allow,
    ]);
    if ('left' in posted) throw new Error('no page');
    expect(await posted.page.text()).toContain('action="http://127.0.0.1:49152/callback"');
    expect(posted.page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-/);
  });
});

describe('pages', () => {
  test('login and consent say that they are a playground, name their fields, and run under a strict policy', async () => {
    const browser = new PlainBrowser();
    const login = await authorize(browser, authorizationUrl('web-app').url, []);
    if ('left' in login) throw new Error('no page');
    const loginText = await login.page.text();
    expect(loginText).toContain('<strong>Playground</strong>');
    expect(loginText).toContain('<label for="username">');
    expect(loginText).toContain('value="wonderland"');
    const policy = login.page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://127.0.0.1:49152");
    expect(policy).not.toContain('script-src');
    expect(policy).not.toContain('unsafe');

    const consent = await browser.follow(issuer, await browser.request(login.url, signIn()));
    if ('left' in consent) throw new Error('no page');
    const consentText = await consent.page.text();
    expect(consentText).toContain('Web app with PKCE');
    expect(consentText).toContain('Read your email address');
    expect(consentText).toContain('value="allow"');
  });
});

describe('life', () => {
  test('the facts are what the contract promises, and discovery names every grant', async () => {
    const facts = playground.running();
    expect(playgroundFacts.safeParse(facts).success).toBe(true);
    expect(facts?.clients.map((client) => client.clientId)).toContain('web-app');
    const metadata = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
    expect(metadata.issuer).toBe(issuer);
    expect(metadata.grant_types_supported).toEqual(
      expect.arrayContaining(['authorization_code', 'client_credentials', 'password', 'refresh_token']),
    );
  });

  test('starting twice is one playground; after stopping, nothing answers and a new start has the same keys and port', async () => {
    const own = await mkdtemp(join(tmpdir(), 'grantbench-playground-'));
    const first = createPlayground({ folder: own });
    const [one, two] = await Promise.all([first.start(), first.start()]);
    expect(one.issuer).toBe(two.issuer);
    const keys = await (await fetch(`${one.issuer}/jwks`)).json();
    expect((await stat(join(own, 'playground-keys.json'))).mode & 0o777).toBe(0o600);
    await first.stop();
    expect(first.running()).toBeNull();
    await expect(fetch(`${one.issuer}/jwks`)).rejects.toThrow();

    const second = createPlayground({ folder: own });
    const again = await second.start();
    expect(again.issuer).toBe(one.issuer);
    expect(await (await fetch(`${again.issuer}/jwks`)).json()).toEqual(keys);
    await second.stop();
    await rm(own, { recursive: true });
  });

  test('two that start at once in a fresh folder share the keys', async () => {
    const own = await mkdtemp(join(tmpdir(), 'grantbench-playground-'));
    const pair = [createPlayground({ folder: own }), createPlayground({ folder: own })];
    const facts = await Promise.all(pair.map((one) => one.start()));
    const keys = await Promise.all(facts.map(async ({ issuer: at }) => (await fetch(`${at}/jwks`)).json()));
    expect(keys[0]).toEqual(keys[1]);
    await Promise.all(pair.map((one) => one.stop()));
    expect((await readdir(own)).sort()).toEqual(['playground-keys.json', 'playground-port']);
    await rm(own, { recursive: true });
  });

  test('a remembered port that is taken, and a damaged keys file, do not keep it from starting', async () => {
    const own = await mkdtemp(join(tmpdir(), 'grantbench-playground-'));
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    await writeFile(join(own, 'playground-port'), String((squatter.address() as AddressInfo).port));
    await writeFile(join(own, 'playground-keys.json'), '{"jwks":{"keys":[]}}');
    const started = createPlayground({ folder: own });
    expect((await started.start()).issuer).not.toContain(`:${(squatter.address() as AddressInfo).port}`);
    expect((await readdir(own)).some((name) => name.startsWith('playground-keys.json.damaged-'))).toBe(true);
    expect(JSON.parse(await readFile(join(own, 'playground-keys.json'), 'utf8')).jwks.keys).toHaveLength(2);
    await started.stop();
    squatter.close();
    await rm(own, { recursive: true });
  });

  test('a fixed port that is taken is PLAYGROUND_FAILED, and the next start is free to succeed', async () => {
    const own = await mkdtemp(join(tmpdir(), 'grantbench-playground-'));
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port } = squatter.address() as AddressInfo;
    const started = createPlayground({ folder: own, port });
    await expect(started.start()).rejects.toMatchObject({ code: 'PLAYGROUND_FAILED', message: expect.stringContaining('EADDRINUSE') });
    expect(started.running()).toBeNull();
    await new Promise((resolve) => squatter.close(resolve));
    expect((await started.start()).issuer).toBe(`http://127.0.0.1:${port}`);
    await started.stop();
    await rm(own, { recursive: true });
  });

  test('a folder that cannot be written is PLAYGROUND_FAILED, not a crash', async () => {
    const own = await mkdtemp(join(tmpdir(), 'grantbench-playground-'));
    await writeFile(join(own, 'file'), '');
    const started = createPlayground({ folder: join(own, 'file', 'below') });
    await expect(started.start()).rejects.toMatchObject({ code: 'PLAYGROUND_FAILED' });
    await rm(own, { recursive: true });
  });
});
