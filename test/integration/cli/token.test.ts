import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { get as secureGet } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harSchema } from '../../fixtures/har-schema.ts';
import { startSmallServer } from '../../fixtures/small-server.ts';
import { allow, authorize, deny, PlainBrowser, signIn } from '../playground/playground-client.ts';
import { type Document, documentOf, type Exchange, type Running, run, start, temporaryHome } from './run-cli.ts';
import { commandsInTurn } from './run-in-turn.ts';

const home = temporaryHome();
const commands = commandsInTurn(home.env);
let playground: Running;
let issuer: string;

beforeAll(async () => {
  playground = start(['playground', '--json'], { env: home.env });
  issuer = (JSON.parse(await playground.line('stdout')) as { issuer: string }).issuer;
});

afterAll(async () => {
  commands.stop();
  playground.child.kill('SIGTERM');
  expect(await playground.ended).toMatchObject({ code: 0, stderr: '' });
  home.remove();
});

const token = (...args: string[]) => ['token', issuer, '--json', ...args];
const machine = () => token('--grant-type', 'client_credentials', '--client-id', 'machine-client', '--scope', 'api:read');
const trusted = () =>
  token(
    '--grant-type',
    'password',
    '--client-id',
    'trusted-app',
    '--client-secret',
    'trusted-secret',
    '--username',
    'alice',
    '--scope',
    'openid profile',
  );
const native = () => token('--grant-type', 'authorization_code', '--client-id', 'native-app', '--scope', 'openid email', '--no-open');

/** In a process of its own where the environment or standard input is another. */
async function succeeds(args: readonly string[], options?: Parameters<typeof run>[1]): Promise<Document> {
  const ended = options === undefined ? await commands.run(args) : await run(args, { env: home.env, ...options });
  const document = documentOf(ended);
  expect([ended.code, document.ok, document.error]).toEqual([0, true, undefined]);
  return document;
}

const stepOf = (document: Document, name: string): Exchange => {
  const exchange = document.steps.find((step) => step.name === name)?.exchange;
  if (exchange === undefined) throw new Error(`no exchange in step ${name}`);
  return exchange;
};
const headerOf = (exchange: Exchange, name: string) => exchange.request.headers.find(([key]) => key.toLowerCase() === name)?.[1];
const basic = (document: Document) => atob(headerOf(stepOf(document, 'token'), 'authorization')?.replace('Basic ', '') ?? '');

describe('client credentials', () => {
  test('its exchanges are kept as HAR, masked, and with secrets where that was asked for', async () => {
    const file = join(home.folder, 'run.har');
    const args = [...machine(), '--client-secret', 'machine-secret', '--har', file];
    const { tokens } = await succeeds(args);
    const masked = readFileSync(file, 'utf8');
    expect(harSchema.parse(JSON.parse(masked)).log.entries.map(({ comment }) => comment?.split(':')[0])).toEqual([
      'discovery',
      'token',
      'jwks',
    ]);
    expect(masked).not.toContain(tokens.access_token);
    expect(masked).not.toContain(btoa('machine-client:machine-secret').slice(0, 20));
    const plain = await succeeds([...args, '--show-secrets']);
    expect(readFileSync(file, 'utf8')).toContain(plain.tokens.access_token);
    const nowhere = await commands.run([...machine(), '--client-secret', 'machine-secret', '--har', join(home.folder, 'none', 'x.har')]);
    expect([nowhere.code, JSON.parse(nowhere.stdout).error.code]).toEqual([5, 'STORE_FAILED']);
  });

  test('the document has the fixed shape, tokens verbatim, exchanges redacted', async () => {
    const ended = await run([...machine(), '--client-secret', 'machine-secret'], { env: home.env });
    const document = documentOf(ended);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(Object.keys(document).sort()).toEqual(['decoded', 'ok', 'steps', 'tokens', 'verdicts']);
    expect(document.tokens).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'api:read',
    });
    expect(document.decoded.access_token?.header).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(document.decoded.access_token?.payload).toMatchObject({ iss: issuer, sub: 'machine-client' });
    expect(document.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(['discovery', 'token']));
    for (const verdict of document.verdicts) {
      expect(Object.keys(verdict).sort()).toEqual(['actual', 'expected', 'id', 'message', 'spec', 'status']);
      expect(['pass', 'fail', 'warning', 'not_applicable']).toContain(verdict.status);
    }
    const exchange = stepOf(document, 'token');
    expect(exchange.request).toMatchObject({ method: 'POST', url: `${issuer}/token` });
    expect(exchange.response?.status).toBe(200);
    expect(Object.keys(exchange.timings).sort()).toEqual(['connect', 'dns', 'first_byte', 'tls', 'total']);
    expect(exchange.timings.total).toBeGreaterThan(0);
    const steps = JSON.stringify(document.steps);
    expect(steps).not.toContain(String(document.tokens.access_token));
    expect(steps).not.toContain('machine-secret');
    expect(steps).not.toContain(btoa('machine-client:machine-secret'));
  });

  test('--show-secrets gives the exchange as it was on the wire', async () => {
    const document = await succeeds([...machine(), '--client-secret', 'machine-secret', '--show-secrets']);
    expect(basic(document)).toBe('machine-client:machine-secret');
    expect(JSON.parse(stepOf(document, 'token').response?.body ?? '')).toEqual(document.tokens);
  });

  test.each<[string, string[], { stdin?: string; env?: Record<string, string> }]>([
    ['an environment variable', ['--client-secret-env', 'THE_SECRET'], { env: { ...home.env, THE_SECRET: 'machine-secret' } }],
    ['standard input', ['--client-secret-file', '-'], { stdin: 'machine-secret' }],
    ['standard input that ends in a newline', ['--client-secret-file', '-'], { stdin: 'machine-secret\n' }],
    ['a file from Windows', ['--client-secret-file', join(home.folder, 'secret.txt')], {}],
  ])('the secret may come from %s', async (_where, args, options) => {
    writeFileSync(join(home.folder, 'secret.txt'), 'machine-secret\r\n');
    await succeeds([...machine(), ...args], options);
  });

  test('the secret in the body, an opaque token, and endpoints without discovery', async () => {
    const document = await succeeds([
      'token',
      '--json',
      '--show-secrets',
      '--token-endpoint',
      `${issuer}/token`,
      '--grant-type',
      'client_credentials',
      '--client-id',
      'machine-post',
      '--client-secret',
      'machine-post-secret',
      '--auth-method',
      'client_secret_post',
      '--scope',
      'reports:read',
    ]);
    expect(document.steps.map(({ name }) => name)).not.toContain('discovery');
    expect(document.decoded).toEqual({});
    expect(new URLSearchParams(stepOf(document, 'token').request.body ?? '').get('client_secret')).toBe('machine-post-secret');
  });

  test.each([
    ['form', 'id%2Fwith%3Acolon:p%2Bs+%25'],
    ['raw', 'id/with:colon:p+s %'],
  ])('--basic-encoding %s', async (encoding, expected) => {
    const ended = await commands.run(
      token(
        '--grant-type',
        'client_credentials',
        '--client-id',
        'id/with:colon',
        '--client-secret',
        'p+s %',
        '--basic-encoding',
        encoding,
        '--show-secrets',
      ),
    );
    const document = documentOf(ended);
    expect(basic(document)).toBe(expected);
    expect([ended.code, document.error?.code]).toEqual([1, 'OAUTH_RESPONSE']);
  });

  test('a refused client is exit 1, with the server’s own words', async () => {
    const ended = await commands.run([...machine(), '--client-secret', 'wrong']);
    const document = documentOf(ended);
    expect(ended.code).toBe(1);
    expect(document).toMatchObject({
      ok: false,
      tokens: {},
      error: { code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_client', status: 401 } },
    });
    expect(stepOf(document, 'token').response?.status).toBe(401);
  });

  test('extra parameters and headers go to the token endpoint', async () => {
    const document = await succeeds([
      ...machine(),
      '--client-secret',
      'machine-secret',
      '--param',
      'resource=https://api.playground.example',
      '--param',
      'x=1=2',
      '--param',
      'api_token=CANARY-PARAM',
      '--header',
      'X-Trace: one two',
      '--header',
      'X-Api-Key: CANARY-HEADER',
    ]);
    const exchange = stepOf(document, 'token');
    const body = new URLSearchParams(exchange.request.body ?? '');
    expect([body.get('resource'), body.get('x')]).toEqual(['https://api.playground.example', '1=2']);
    expect(headerOf(exchange, 'x-trace')).toBe('one two');
    expect(JSON.stringify(document)).not.toContain('CANARY');
  });

  test('without --json the tokens are on standard output, everything else on standard error', async () => {
    const args = machine().filter((arg) => arg !== '--json');
    const ended = await run([...args, '--client-secret', 'machine-secret'], { env: home.env });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^access_token: eyJ\S+$/m);
    expect(ended.stdout).toMatch(/^expires_in: 600$/m);
    expect(ended.stderr).toMatch(/token +POST .*\/token · 200 · \d+ ms/);
    expect(ended.stderr).toMatch(/checks +\d+ passed/);
    expect(ended.stderr).not.toContain('eyJ');
    expect(ended.stderr).not.toContain('machine-secret');
  });
});

describe('password and refresh', () => {
  test.each<[string, string[], { stdin?: string; env?: Record<string, string> }]>([
    ['as a value', ['--password', 'wonderland'], {}],
    ['in an environment variable', ['--password-env', 'PW'], { env: { ...home.env, PW: 'wonderland' } }],
    ['on standard input', ['--password-file', '-'], { stdin: 'wonderland\n' }],
  ])('the password %s brings all three tokens', async (_where, args, options) => {
    const document = await succeeds([...trusted(), ...args], options);
    expect(Object.keys(document.tokens)).toEqual(expect.arrayContaining(['access_token', 'refresh_token', 'id_token']));
    expect(document.decoded.id_token?.payload).toMatchObject({ sub: 'alice', name: 'Alice Liddell' });
    expect(JSON.stringify(document)).not.toContain('wonderland');
  });

  test('a public client with --auth-method none', async () => {
    const document = await succeeds(
      token(
        '--grant-type',
        'password',
        '--client-id',
        'trusted-public',
        '--auth-method',
        'none',
        '--username',
        'bob',
        '--password',
        'builder',
        '--scope',
        'openid',
      ),
    );
    expect(document.decoded.id_token?.header.alg).toBe('ES256');
  });

  test('the refresh token in all three forms, each good once', async () => {
    const first = await succeeds([...trusted(), '--password', 'wonderland']);
    const refresh = token('--grant-type', 'refresh_token', '--client-id', 'trusted-app', '--client-secret', 'trusted-secret');
    const second = await succeeds([...refresh, '--refresh-token', String(first.tokens.refresh_token)]);
    expect(second.tokens.refresh_token).not.toBe(first.tokens.refresh_token);
    const third = await succeeds([...refresh, '--refresh-token-env', 'RT'], {
      env: { ...home.env, RT: String(second.tokens.refresh_token) },
    });
    const fourth = await succeeds([...refresh, '--refresh-token-file', '-'], { stdin: String(third.tokens.refresh_token) });
    expect(fourth.decoded.id_token?.payload).toMatchObject({ sub: 'alice' });
    const again = await commands.run([...refresh, '--refresh-token', String(first.tokens.refresh_token)]);
    expect(again.code).toBe(1);
    expect(documentOf(again).error?.oauth?.error).toBe('invalid_grant');
  });

  test('a wrong password is exit 1', async () => {
    const ended = await commands.run([...trusted(), '--password', 'wrong']);
    expect([ended.code, documentOf(ended).error?.oauth?.error]).toEqual([1, 'invalid_grant']);
  });
});

describe('authorization code', () => {
  /** What the command says when it waits for the user. */
  async function requested(running: Running): Promise<{ event: string; url: string; redirect_uri: string }> {
    return JSON.parse(await running.line('stderr', (line) => line.startsWith('{'))) as { event: string; url: string; redirect_uri: string };
  }

  async function signedIn(running: Running, change: (arrived: URL) => URL = (arrived) => arrived): Promise<Response> {
    const { url } = await requested(running);
    const place = await authorize(new PlainBrowser(), url, [signIn(), allow]);
    if ('page' in place) throw new Error(await place.page.text());
    return fetch(change(place.left));
  }

  test('one JSON line on standard error asks for the browser, and the code becomes tokens', async () => {
    const running = start(native(), { env: home.env });
    const event = await requested(running);
    expect(Object.keys(event).sort()).toEqual(['event', 'redirect_uri', 'url']);
    expect(event.event).toBe('authorization.requested');
    expect(event.redirect_uri).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*\/callback$/);
    const query = new URL(event.url).searchParams;
    expect(query.get('redirect_uri')).toBe(event.redirect_uri);
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('state')).toBeTruthy();
    expect(query.get('nonce')).toBeTruthy();
    const landed = await signedIn(running);
    expect(landed.status).toBe(200);
    const ended = await running.ended;
    const document = documentOf(ended);
    expect([ended.code, document.ok]).toEqual([0, true]);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(document.steps.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['discovery', 'authorization', 'callback', 'token', 'jwks']),
    );
    expect(document.decoded.id_token?.payload).toMatchObject({ sub: 'alice', nonce: query.get('nonce') });
    expect(document.verdicts.filter(({ status }) => status === 'fail')).toEqual([]);
  });

  test.each([
    ['http://localhost:0/callback', /^http:\/\/localhost:\d+\/callback$/],
    ['http://[::1]:0/callback', /^http:\/\/\[::1\]:\d+\/callback$/],
  ])('--redirect-uri %s', async (uri, spelled) => {
    const running = start([...native(), '--redirect-uri', uri], { env: home.env });
    expect((await requested(running)).redirect_uri).toMatch(spelled);
    await signedIn(running);
    expect((await running.ended).code).toBe(0);
  });

  test('a redirect over HTTPS: the certificate is told, and kept in the data folder', async () => {
    const server = await startSmallServer();
    const folder = join(home.folder, 'https');
    const args = ['--grant-type', 'authorization_code', '--client-id', 'client', '--auth-method', 'none', '--no-open', '--json'];
    const running = start(['token', server.issuer, ...args, '--redirect-uri', 'https://localhost:0/cb', '--data-dir', folder], {
      env: home.env,
    });
    const told = async (event: string) =>
      JSON.parse(await running.line('stderr', (line) => line.includes(`"${event}"`))) as Record<string, string>;
    const { sha256, file } = await told('certificate.shown');
    const { url = '', redirect_uri: redirectUri } = await told('authorization.requested');
    expect(redirectUri).toMatch(/^https:\/\/localhost:[1-9]\d*\/cb$/);
    expect(file).toBe(join(folder, 'loopback-certificate.crt'));
    const ca = readFileSync(join(folder, 'loopback-certificate.crt'));
    expect(new X509Certificate(ca).fingerprint256).toBe(sha256);
    const target = (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
    secureGet(target, { ca, agent: false }, ({ headers }) => {
      secureGet(new URL(headers.location ?? '', target), { ca, agent: false }, (page) => page.resume());
    });
    const ended = await running.ended;
    await server.close();
    expect([ended.code, documentOf(ended).ok]).toEqual([0, true]);
  });

  test('the confidential client, PKCE off, an extra authorization parameter', async () => {
    const running = start(
      [
        ...token(
          '--grant-type',
          'authorization_code',
          '--client-id',
          'web-app',
          '--client-secret',
          'web-secret',
          '--scope',
          'openid api:read',
          '--no-open',
        ),
        '--pkce',
        'none',
        '--auth-param',
        'login_hint=bob',
      ],
      { env: home.env },
    );
    const { url } = await requested(running);
    const query = new URL(url).searchParams;
    expect([query.get('login_hint'), query.get('code_challenge')]).toEqual(['bob', null]);
    await signedIn(running);
    const ended = await running.ended;
    expect([ended.code, documentOf(ended).ok]).toEqual([0, true]);
  });

  test('PKCE plain is sent as asked, and refused by this server: exit 1', async () => {
    const running = start([...native(), '--pkce', 'plain'], { env: home.env });
    const { url } = await requested(running);
    expect(new URL(url).searchParams.get('code_challenge_method')).toBe('plain');
    const place = await authorize(new PlainBrowser(), url, []);
    if ('page' in place) throw new Error(await place.page.text());
    await fetch(place.left);
    const ended = await running.ended;
    expect([ended.code, documentOf(ended).error?.oauth?.error]).toEqual([1, 'invalid_request']);
  });

  test('response mode form_post: the page of the server posts the code', async () => {
    const running = start([...native(), '--response-mode', 'form_post'], { env: home.env });
    const { url } = await requested(running);
    const place = await authorize(new PlainBrowser(), url, [signIn(), allow]);
    if ('left' in place) throw new Error('expected a page');
    const page = await place.page.text();
    const fields = Object.fromEntries([...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    await fetch(/action="([^"]+)"/.exec(page)?.[1] ?? '', { method: 'POST', body: new URLSearchParams(fields as Record<string, string>) });
    expect((await running.ended).code).toBe(0);
  });

  test('the user’s refusal is exit 1', async () => {
    const running = start(native(), { env: home.env });
    const { url } = await requested(running);
    const place = await authorize(new PlainBrowser(), url, [signIn(), deny]);
    if ('page' in place) throw new Error(await place.page.text());
    await fetch(place.left);
    const ended = await running.ended;
    expect([ended.code, documentOf(ended).error?.oauth?.error]).toEqual([1, 'access_denied']);
  });

  test('a redirect from another issuer is exit 4, and the code goes nowhere', async () => {
    const running = start(native(), { env: home.env });
    await signedIn(running, (arrived) => {
      arrived.searchParams.set('iss', 'https://evil.example');
      return arrived;
    });
    const ended = await running.ended;
    const document = documentOf(ended);
    expect([ended.code, document.ok, document.error?.code]).toEqual([4, false, 'OAUTH_ISSUER_MISMATCH']);
    expect(document.steps.map(({ name }) => name)).not.toContain('token');
    expect(document.tokens).toEqual({});
  });

  test('a redirect with another state is not this run’s: the right one still counts', async () => {
    const running = start(native(), { env: home.env });
    const { url, redirect_uri: redirectUri } = await requested(running);
    const place = await authorize(new PlainBrowser(), url, [signIn(), allow]);
    if ('page' in place) throw new Error(await place.page.text());
    expect((await fetch(`${redirectUri}?code=stolen&state=guessed`)).status).toBe(400);
    await fetch(place.left);
    expect((await running.ended).code).toBe(0);
  });

  test('where only a redirect with another state comes, it is exit 4, and no code is sent anywhere', async () => {
    const running = start(native(), { env: home.env });
    await signedIn(running, (arrived) => {
      arrived.searchParams.set('state', 'another');
      return arrived;
    });
    const ended = await running.ended;
    const document = documentOf(ended);
    expect([ended.code, document.error?.code, document.tokens]).toEqual([4, 'OAUTH_STATE_MISMATCH', {}]);
    expect(document.steps.map(({ name }) => name)).not.toContain('token');
    expect(document.verdicts.find(({ id }) => id === 'state')?.status).toBe('fail');
  });

  test('waiting ends with --timeout: exit 3', async () => {
    const ended = await run([...native(), '--timeout', '1'], { env: home.env });
    expect([ended.code, documentOf(ended).error?.code]).toEqual([3, 'REDIRECT_TIMEOUT']);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s while waiting cancels: exit 130, and still one document', async (signal) => {
    const running = start(native(), { env: home.env });
    await requested(running);
    running.child.kill(signal);
    const ended = await running.ended;
    expect(ended.code).toBe(130);
    expect(documentOf(ended).ok).toBe(false);
  });

  test('a redirect port that is taken is exit 5', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port } = squatter.address() as AddressInfo;
    const ended = await run([...native(), '--redirect-uri', `http://127.0.0.1:${port}/callback`], { env: home.env });
    squatter.close();
    expect([ended.code, documentOf(ended).error?.code]).toEqual([5, 'REDIRECT_PORT_IN_USE']);
  });

  test('with a browser, its opener gets the address as one argument; a shell never sees it', async () => {
    const opened = join(home.folder, 'opened');
    writeFileSync(join(home.folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > '${opened}'\n`, { mode: 0o755 });
    const args = [...native().filter((arg) => arg !== '--no-open'), '--auth-param', 'ui_locales=$(touch /tmp/grantbench-injected)`id`;&|'];
    const running = start(args, { env: { ...home.env, PATH: `${home.folder}:${process.env.PATH}` } });
    const { readFile } = await import('node:fs/promises');
    await expect
      .poll(() => readFile(opened, 'utf8').catch(() => ''), { timeout: 10_000 })
      .toMatch(/^1\nhttp:\/\/127\.0\.0\.1:\d+\/auth\?.*%24%28touch/);
    running.child.kill('SIGINT');
    expect((await running.ended).code).toBe(130);
  });

  test('a browser that cannot be opened is said, with the address to open by hand', async () => {
    const args = native().filter((arg) => arg !== '--no-open');
    const running = start(args, { env: { ...home.env, PATH: home.folder.concat('/nothing') } });
    await signedIn(running);
    expect((await running.ended).code).toBe(0);

    const human = start(
      args.filter((arg) => arg !== '--json'),
      { env: { ...home.env, PATH: home.folder.concat('/nothing') } },
    );
    expect(await human.line('stderr', (line) => line.includes('BROWSER_FAILED'))).toContain('xdg-open');
    expect(await human.line('stderr', (line) => line.startsWith('http'))).toContain(`${issuer}/auth?`);
    human.child.kill('SIGINT');
    expect((await human.ended).code).toBe(130);
  });
});
