import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpPort } from '../../../node/http/undici-http-port.ts';
import { type HostileServer, startHostileServer } from '../../fixtures/hostile-server.ts';
import { send, textOf } from './send.ts';

let server: HostileServer;
const port = createHttpPort();
beforeAll(async () => {
  server = await startHostileServer();
});
afterAll(async () => {
  await port.close();
  await server.close();
});

const get = (path: string, options = {}) => send(port, { url: `${server.url}${path}` }, options);

describe('a request that cannot be sent', () => {
  it.each([
    ['no URL at all', 'not a url', 'INPUT_URL'],
    ['another scheme', 'ftp://127.0.0.1/', 'INPUT_URL'],
    ['a file', 'file:///etc/passwd', 'INPUT_URL'],
    ['credentials in the URL', 'http://user:secret@127.0.0.1/', 'INPUT_URL'],
  ])('is refused for %s', async (_what, url, code) => {
    const exchange = await send(port, { url });
    expect(exchange.error?.code).toBe(code);
    expect(exchange.response).toBeNull();
  });

  it.each([
    ['a line break in a header value', [['X-A', 'a\r\nX-Injected: 1']]],
    ['a header name that is no token', [['X A', '1']]],
    [
      'two Host headers',
      [
        ['Host', 'a'],
        ['Host', 'b'],
      ],
    ],
    ['Transfer-Encoding', [['Transfer-Encoding', 'chunked']]],
  ] as [string, [string, string][]][])('is refused for %s, and the next request goes through', async (_what, headers) => {
    const before = server.requests.length;
    const exchange = await send(port, { url: `${server.url}/good`, headers });
    expect(exchange.error?.code).toBe('INPUT_INVALID');
    expect(server.requests).toHaveLength(before);
    expect((await get('/good')).error).toBeNull();
  });

  it('is refused for a method that is no token', async () => {
    expect((await send(port, { method: 'GET /x HTTP/1.1\r\n', url: `${server.url}/good` })).error?.code).toBe('INPUT_INVALID');
  });
});

describe('no connection', () => {
  it('is NET_REFUSED where nothing listens, and names the place', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    const free = typeof address === 'object' ? address?.port : 0;
    closed.close();
    for (const host of ['127.0.0.1', 'localhost']) {
      const exchange = await send(port, { url: `http://${host}:${free}/`, headers: [['X-Mine', '1']] });
      expect(exchange.error).toMatchObject({ code: 'NET_REFUSED', message: expect.stringContaining(`${host}:${free}`) });
      expect(exchange.request.headers).toEqual([['X-Mine', '1']]);
      expect(exchange.timings).toMatchObject({ connect: null, firstByte: null });
    }
  });

  it('is NET_DNS for a name that does not exist', async () => {
    const exchange = await send(port, { url: 'http://no-such-host.invalid/' });
    expect(exchange.error).toMatchObject({ code: 'NET_DNS', message: expect.stringContaining('no-such-host.invalid') });
  });
});

describe('an answer that never becomes whole', () => {
  it('times out when there is none', async () => {
    const exchange = await get('/never', { timeoutMs: 60 });
    expect(exchange.error).toMatchObject({ code: 'NET_TIMEOUT', message: expect.stringContaining('did not answer within 0.06 s') });
    expect(exchange.response).toBeNull();
    expect(exchange.request.headers).toContainEqual(['host', new URL(server.url).host]);
    expect(exchange.timings.total).toBeGreaterThanOrEqual(59);
  });

  it('times out in the middle of a body that drips for ever, and keeps what came', async () => {
    const exchange = await get('/slow-body', { timeoutMs: 120 });
    expect(exchange.error).toMatchObject({ code: 'NET_TIMEOUT', message: expect.stringContaining('did not finish') });
    expect(textOf(exchange)).toMatch(/^{"access_token":"at-1" */);
  });

  it('does not time out at once with a limit beyond what timers can count', async () => {
    expect((await get('/good', { timeoutMs: 10_000_000_000 })).error).toBeNull();
  });

  it('keeps no more than a little of interim answers without end', async () => {
    const exchange = await get('/hints-for-ever', { timeoutMs: 200 });
    expect(exchange.error?.code).toBe('NET_TIMEOUT');
    expect(exchange.response?.wireBody.length).toBeLessThanOrEqual(64 * 1024);
  });

  it('is CANCELLED by the signal, before, while waiting, and in the body', async () => {
    expect((await get('/good', { signal: AbortSignal.abort() })).error?.code).toBe('CANCELLED');
    const controller = new AbortController();
    const waiting = get('/never', { signal: controller.signal });
    const before = server.requests.length;
    await expect.poll(() => server.requests.length).toBeGreaterThan(before);
    controller.abort();
    expect((await waiting).error?.code).toBe('CANCELLED');
    expect((await get('/good')).error).toBeNull();
  });

  it.each([
    ['/reset-mid-body', '{"access_token":"at-1",'],
    ['/short-body', '{"access_token":"at-1",'],
    ['/cut-chunk', '{"access_token":"at-1",'],
  ])('is NET_BROKEN on %s, with head and body kept as far as they came', async (path, body) => {
    const exchange = await get(path);
    expect(exchange.error?.code).toBe('NET_BROKEN');
    expect(exchange.response?.status).toBe(200);
    expect(textOf(exchange)).toBe(body);
  });

  it.each(['/reset-at-once', '/close-at-once'])('is NET_BROKEN on %s, without a response', async (path) => {
    const exchange = await get(path);
    expect(exchange.error?.code).toBe('NET_BROKEN');
    expect(exchange.response).toBeNull();
  });

  it.each([
    ['/half-headers', 'HTTP/1.1 200 OK\r\nContent-Type: appli'],
    ['/malformed-status', 'HTTP/1.1 abc What\r\nContent-Length: 2\r\n\r\n{}'],
    ['/not-http', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ])('is NET_BROKEN on %s, with the bytes kept that are no HTTP answer', async (path, bytes) => {
    const exchange = await get(path);
    expect(exchange.error?.code).toBe('NET_BROKEN');
    expect(exchange.response).toMatchObject({ status: 0, headers: [] });
    expect(textOf(exchange)).toBe(bytes);
  });
});

describe('an answer that is too large', () => {
  it.each(['/ten-megabytes', '/endless'])('stops %s at the limit and keeps exactly so much', async (path) => {
    const exchange = await get(path, { maxResponseBytes: 100_000 });
    expect(exchange.error).toMatchObject({ code: 'NET_TOO_LARGE', message: expect.stringContaining('100000 bytes') });
    expect(exchange.response?.wireBody).toHaveLength(100_000);
    expect(exchange.response?.truncated).toBe(true);
  });

  it('takes a body of exactly the limit', async () => {
    const { wireBody } = (await get('/good')).response ?? { wireBody: [] };
    const exchange = await get('/good', { maxResponseBytes: wireBody.length });
    expect(exchange.error).toBeNull();
    expect(exchange.response?.truncated).toBe(false);
  });

  it('stops a decompression bomb and keeps its beginning', async () => {
    const exchange = await get('/gzip-bomb', { maxResponseBytes: 500_000 });
    expect(exchange.error?.code).toBe('NET_TOO_LARGE');
    expect(exchange.response?.body).toHaveLength(500_000);
    expect(exchange.response?.truncated).toBe(true);
    expect(exchange.response?.wireBody.length).toBeLessThan(200_000);
  });

  it('refuses headers beyond any reason', async () => {
    expect((await get('/huge-header')).error?.code).toBe('NET_TOO_LARGE');
  });
});
