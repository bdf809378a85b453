import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEventStreams } from '../../cli/serve/event-streams.ts';
import { createOwnOrigin } from '../../cli/serve/own-origin.ts';
import { MAX_CALL_BYTES } from '../../cli/serve/read-call.ts';
import { createServeServer } from '../../cli/serve/serve-server.ts';
import { createSessions } from '../../cli/serve/sessions.ts';
import { openRendererFiles } from '../../node/renderer-files.ts';
import { type Handlers, methods } from '../../shared/contract/contract.ts';
import { appErrorData } from '../../shared/model/app-error.ts';
import { openStream, ownPage, type RawAnswer, send } from './serve-caller.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantbench-serve-'));
const calls: string[] = [];
let reuses = 0;

/** Every method of the contract, doing nothing but leaving a trace. */
const handlers = Object.fromEntries(
  Object.keys(methods).map((name) => [
    name,
    async () => {
      calls.push(name);
      return name === 'playground.read' ? { running: null } : null;
    },
  ]),
) as unknown as Handlers;

const sessions = createSessions(() => {
  reuses += 1;
});
const events = createEventStreams();
let server: ReturnType<typeof createServeServer>;
let port: number;
let bearer: string;

beforeAll(async () => {
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><html><head><title>x</title></head><body></body></html>');
  writeFileSync(join(folder, 'dist/assets/app-1.js'), 'export {};');
  const files = openRendererFiles(join(folder, 'dist'));
  server = createServeServer({ handlers, files, sessions, events, ownOrigin: createOwnOrigin(), report: () => {} });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  bearer = sessions.trade(sessions.launch({ exposed: false })) ?? '';
});

beforeEach(() => {
  calls.length = 0;
  reuses = 0;
});

afterAll(() => {
  events.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const good = () => ({ ...ownPage(port), Authorization: `Bearer ${bearer}` });
const rpc = (headers: Record<string, string | string[] | undefined>, body: string | Buffer = '{"method":"playground.read","input":{}}') =>
  send(port, { method: 'POST', path: '/rpc', headers: { ...good(), ...headers }, body });

/** A typed error as data, and nothing done. */
function expectRefused(answer: RawAnswer, status: number, code: string): void {
  const reply = JSON.parse(answer.text) as { ok: boolean; error: unknown };
  expect(reply.ok).toBe(false);
  expect(appErrorData.parse(reply.error).code).toBe(code);
  expect(answer.status).toBe(status);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(calls).toEqual([]);
}

describe('who may call', () => {
  test('our own page with its bearer may', async () => {
    const answer = await rpc({});
    expect(JSON.parse(answer.text)).toEqual({ ok: true, value: { running: null } });
    expect(answer.status).toBe(200);
    expect(calls).toEqual(['playground.read']);
  });

  test.each(['localhost', '[::1]', '127.0.0.1'])('also through a tunnel that gives us another port, as %s', async (name) => {
    const answer = await rpc({ Host: `${name}:8080`, Origin: `http://${name}:8080` });
    expect(answer.status).toBe(200);
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['no bearer', { Authorization: undefined }],
    ['an unknown bearer', { Authorization: `Bearer ${'A'.repeat(43)}` }],
    ['the bearer in another scheme', { Authorization: `Basic ${btoa('x:y')}` }],
    ['an empty bearer', { Authorization: 'Bearer ' }],
    ['a bearer of 10 kB', { Authorization: `Bearer ${'A'.repeat(10_000)}` }],
    ['a foreign Host', { Host: 'evil.example', Origin: 'http://evil.example' }],
    ['a Host that begins like ours', { Host: '127.0.0.1.evil.example', Origin: 'http://127.0.0.1.evil.example' }],
    ['another address of this machine', { Host: '192.168.0.5:1', Origin: 'http://192.168.0.5:1' }],
    ['an empty Host', { Host: '' }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['the null origin of a sandboxed frame', { Origin: 'null' }],
    ['no origin', { Origin: undefined }],
    ['our origin in another scheme', { Origin: 'https://127.0.0.1' }],
    ['a cross-site fetch', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a same-site fetch: the page of another port', { 'Sec-Fetch-Site': 'same-site' }],
    ['a fetch by nobody', { 'Sec-Fetch-Site': 'none' }],
    ['no word on where it comes from', { 'Sec-Fetch-Site': undefined }],
  ])('%s may not', async (_who, headers) => {
    expectRefused(await rpc(headers), 403, 'CONTRACT_FORBIDDEN');
  });

  test('the page of another port may not, even with our bearer', async () => {
    expectRefused(await rpc({ Origin: `http://127.0.0.1:${port + 1}` }), 403, 'CONTRACT_FORBIDDEN');
  });

  test('a bearer in a cookie or in the query counts for nothing', async () => {
    const headers = { ...good(), Authorization: undefined, Cookie: `bearer=${bearer}` };
    expectRefused(await send(port, { method: 'POST', path: `/rpc?bearer=${bearer}`, headers, body: '{}' }), 403, 'CONTRACT_FORBIDDEN');
  });

  test('a preflight gets no permission', async () => {
    const headers = { Host: `127.0.0.1:${port}`, Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    expectRefused(await send(port, { method: 'OPTIONS', path: '/rpc', headers }), 403, 'CONTRACT_FORBIDDEN');
  });
});

describe('launch token', () => {
  const trade = (token: string | undefined, headers: Record<string, string | undefined> = {}) =>
    send(port, { method: 'POST', path: '/session', headers: { ...ownPage(port), Authorization: token && `Bearer ${token}`, ...headers } });

  test('is traded once for a bearer that works', async () => {
    const token = sessions.launch({ exposed: false });
    const answer = await trade(token);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const traded = (JSON.parse(answer.text) as { value: { bearer: string } }).value.bearer;
    expect((await rpc({ Authorization: `Bearer ${traded}` })).status).toBe(200);
    calls.length = 0;

    expectRefused(await trade(token), 403, 'CONTRACT_FORBIDDEN');
    expect(reuses).toBe(1);
    expect((await rpc({ Authorization: `Bearer ${traded}` })).status).toBe(200);
  });

  test('that other users could read is worth nothing to anybody once it came twice', async () => {
    const token = sessions.launch({ exposed: true });
    const traded = (JSON.parse((await trade(token)).text) as { value: { bearer: string } }).value.bearer;
    expectRefused(await trade(token), 403, 'CONTRACT_FORBIDDEN');
    expectRefused(await rpc({ Authorization: `Bearer ${traded}` }), 403, 'CONTRACT_FORBIDDEN');
  });

  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['unknown', 'B'.repeat(43)],
    ['of other characters', '../../etc/passwd'],
  ])('%s gets nothing', async (_what, token) => {
    expectRefused(await trade(token), 403, 'CONTRACT_FORBIDDEN');
    expect(reuses).toBe(0);
  });

  test('is no bearer, and a bearer is no launch token', async () => {
    expectRefused(await rpc({ Authorization: `Bearer ${sessions.launch({ exposed: false })}` }), 403, 'CONTRACT_FORBIDDEN');
    expectRefused(await trade(bearer), 403, 'CONTRACT_FORBIDDEN');
  });

  test('cannot be traded by another site, and is still good afterwards', async () => {
    const token = sessions.launch({ exposed: false });
    expectRefused(await trade(token, { Origin: 'https://evil.example' }), 403, 'CONTRACT_FORBIDDEN');
    expectRefused(await trade(token, { 'Sec-Fetch-Site': 'cross-site' }), 403, 'CONTRACT_FORBIDDEN');
    expect((await trade(token)).status).toBe(200);
  });
});

describe('what may be said', () => {
  test.each([
    ['no body', '', 'CONTRACT_INVALID_INPUT'],
    ['no JSON', '{"method":', 'CONTRACT_INVALID_INPUT'],
    ['an array', '[]', 'CONTRACT_INVALID_INPUT'],
    ['null', 'null', 'CONTRACT_INVALID_INPUT'],
    ['no input', '{"method":"playground.read"}', 'CONTRACT_INVALID_INPUT'],
    ['an extra key', '{"method":"playground.read","input":{},"extra":1}', 'CONTRACT_INVALID_INPUT'],
    ['__proto__ beside method', '{"method":"playground.read","input":{},"__proto__":{"a":1}}', 'CONTRACT_INVALID_INPUT'],
  ])('%s is a typed error', async (_what, body, code) => {
    expectRefused(await rpc({}, body), 400, code);
  });

  test.each([
    ['an unknown method', '{"method":"no.such","input":{}}', 'CONTRACT_UNKNOWN_METHOD'],
    ['an inherited name', '{"method":"__proto__","input":{}}', 'CONTRACT_UNKNOWN_METHOD'],
    ['toString', '{"method":"toString","input":{}}', 'CONTRACT_UNKNOWN_METHOD'],
    ['a method that is no name', '{"method":{"a":1},"input":{}}', 'CONTRACT_UNKNOWN_METHOD'],
    ['an extra key in the input', '{"method":"playground.read","input":{"a":1}}', 'CONTRACT_INVALID_INPUT'],
    ['__proto__ in the input', '{"method":"playground.read","input":{"__proto__":{"a":1}}}', 'CONTRACT_INVALID_INPUT'],
  ])('%s is answered as data', async (_what, body, code) => {
    expectRefused(await rpc({}, body), 200, code);
  });

  test('bytes that are no UTF-8 are refused', async () => {
    expectRefused(await rpc({}, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 400, 'CONTRACT_INVALID_INPUT');
  });

  test.each([
    ['missing', undefined],
    ['text/plain, which needs no preflight', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['multipart', 'multipart/form-data; boundary=x'],
    ['JSON in name only', 'text/application/json'],
  ])('content type %s is refused', async (_what, type) => {
    expectRefused(await rpc({ 'Content-Type': type }), 400, 'CONTRACT_INVALID_INPUT');
  });

  test('a body beyond the limit is refused, with and without its length told', async () => {
    const body = Buffer.alloc(MAX_CALL_BYTES + 1, 0x20);
    expectRefused(await rpc({}, body), 413, 'INPUT_TOO_LARGE');
    expectRefused(await rpc({ 'Transfer-Encoding': 'chunked' }, body), 413, 'INPUT_TOO_LARGE');
  });

  test.each([
    ['GET', '/rpc'],
    ['PUT', '/rpc'],
    ['GET', '/session'],
    ['POST', '/events'],
    ['DELETE', '/events'],
    ['POST', '/'],
    ['PUT', '/assets/app-1.js'],
  ])('%s %s is refused', async (method, path) => {
    expectRefused(await send(port, { method, path, headers: good() }), 405, 'CONTRACT_INVALID_INPUT');
  });
});

describe('events', () => {
  test('need a bearer', async () => {
    expectRefused(await send(port, { path: '/events', headers: ownPage(port) }), 403, 'CONTRACT_FORBIDDEN');
  });

  test('are not for another site', async () => {
    expectRefused(await send(port, { path: '/events', headers: { ...good(), 'Sec-Fetch-Site': 'cross-site' } }), 403, 'CONTRACT_FORBIDDEN');
  });

  test('stream as one JSON document per line, and end when the session does', async () => {
    const token = sessions.launch({ exposed: true });
    const own = sessions.trade(token);
    const { Origin: _left, ...headers } = ownPage(port);
    const stream = await openStream(port, { ...headers, Authorization: `Bearer ${own}` });
    events.emit('playground.changed', { running: null });
    sessions.trade(token);
    expect((await stream.ended).map((line) => JSON.parse(line))).toEqual([{ name: 'playground.changed', payload: { running: null } }]);
  });
});

describe('files', () => {
  test('the page comes under its policy, with a fresh nonce each time', async () => {
    const [one, two] = [await send(port, { path: '/' }), await send(port, { path: '/' })];
    const nonce = (answer: RawAnswer) => /<meta property="csp-nonce" nonce="([^"]+)">/.exec(answer.text)?.[1] ?? '';
    expect(nonce(one)).toMatch(/^[\w+/]{22}==$/);
    expect(nonce(one)).not.toBe(nonce(two));
    expect(one.headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self' 'nonce-${nonce(one)}'; style-src 'self' 'nonce-${nonce(one)}'; font-src 'self'; ` +
        `img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(one.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('assets come with their type', async () => {
    const answer = await send(port, { path: '/assets/app-1.js?x=1' });
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([200, 'text/javascript; charset=utf-8', 'export {};']);
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '//secret.txt',
    '/assets/..\\..\\secret.txt',
    '/secret.txt%00.js',
    '/assets',
    '/__proto__',
    '/constructor',
    'http://127.0.0.1/index.html',
    '*',
  ])('%s leads nowhere', async (path) => {
    const answer = await send(port, { path });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('outside');
  });

  test.each([
    ['a foreign Host', { Host: 'evil.example' }],
    ['another site’s frame', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }],
    ['another site’s script tag', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' }],
    ['another port’s fetch', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }],
  ])('are not for %s', async (_who, headers) => {
    expectRefused(await send(port, { path: '/', headers }), 403, 'CONTRACT_FORBIDDEN');
  });

  test('a link from elsewhere may open the page', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    expect((await send(port, { path: '/', headers })).status).toBe(200);
  });

  test('a screen that was not built is a clear error', () => {
    expect(() => openRendererFiles(join(folder, 'nowhere'))).toThrow('The screen is not built');
  });
});
