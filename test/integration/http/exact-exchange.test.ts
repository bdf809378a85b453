import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpPort } from '../../../node/http/undici-http-port.ts';
import { goodTokens } from '../../fixtures/hostile-routes.ts';
import { type HostileServer, startHostileServer } from '../../fixtures/hostile-server.ts';
import { send, textOf } from './send.ts';

const port = createHttpPort();
const good = JSON.stringify(goodTokens);
let server: HostileServer;

/** A server that only writes down the bytes it gets: no HTTP library in between. */
let witness: Server;
let witnessUrl = '';
let seen = '';
beforeAll(async () => {
  server = await startHostileServer();
  witness = createServer((socket: Socket) => {
    socket.on('data', (chunk) => {
      seen += chunk.toString('latin1');
      if (/\r\n\r\n(hello)?$/.test(seen) && (!seen.includes('content-length') || seen.endsWith('hello'))) {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      }
    });
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(witness, 'listening');
  const address = witness.address();
  witnessUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(async () => {
  await port.close();
  await server.close();
  witness.close();
});

const get = (path: string, options = {}) => send(port, { url: `${server.url}${path}` }, options);

describe('the request', () => {
  it('is recorded byte for byte as it went over the wire, added headers included', async () => {
    for (const headers of [
      [
        ['X-Mixed-CASE', ' a '],
        ['x-mixed-case', 'b'],
        ['Authorization', 'Basic Zm9v'],
        ['Accept', '*/*'],
      ],
      [['Host', 'wanted.example']],
      [['X-Latin', 'café']],
    ] as [string, string][][]) {
      seen = '';
      const exchange = await send(port, { method: 'POST', url: `${witnessUrl}/a?b=%20c#fragment`, headers, body: Buffer.from('hello') });
      const { request } = exchange;
      const lines = [
        `POST /a?b=%20c HTTP/${request.httpVersion}`,
        ...request.headers.map(([name, value]) => `${name}: ${value}`),
        '',
        'hello',
      ];
      expect(exchange.error).toBeNull();
      expect(seen.replace(/: +(.*?) *\r/g, ': $1\r')).toBe(lines.join('\r\n'));
      expect(request.url).toBe(`${witnessUrl}/a?b=%20c`);
    }
  });

  it('honours a custom Host and keeps repeated headers apart', async () => {
    await send(port, {
      url: `${server.url}/good`,
      headers: [
        ['HOST', 'wanted.example'],
        ['X-Two', '1'],
        ['X-Two', '2'],
      ],
    });
    const { headers = [] } = server.requests.at(-1) ?? {};
    expect(headers.filter(([name]) => /^(host|x-two)$/i.test(name))).toEqual([
      ['host', 'wanted.example'],
      ['X-Two', '1'],
      ['X-Two', '2'],
    ]);
  });

  it('sends a body with any method, and none where none is given', async () => {
    await send(port, { method: 'DELETE', url: `${server.url}/good`, body: Buffer.from('x=1') });
    expect(server.requests.at(-1)?.body.toString()).toBe('x=1');
    await send(port, { method: 'POST', url: `${server.url}/good` });
    expect(server.requests.at(-1)?.body).toHaveLength(0);
  });
});

describe('the response', () => {
  it('keeps header pairs in wire order and case, Latin-1 and repeats included', async () => {
    const exchange = await get('/odd-headers');
    expect(exchange.response?.headers).toEqual([
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['X-LATIN', 'café'],
      ['X-Empty', ''],
      ['X-LATIN', 'again'],
      ['Content-Length', '2'],
      ['Connection', 'close'],
    ]);
  });

  it('tells status, status text and HTTP version of the status line', async () => {
    expect((await get('/http-1.0')).response).toMatchObject({ status: 200, statusText: 'Fine', httpVersion: '1.0' });
    expect((await get('/no-status-text')).response).toMatchObject({ status: 200, statusText: '', httpVersion: '1.1' });
    expect((await get('/status-201')).response).toMatchObject({ status: 201, statusText: 'Created' });
  });

  it('skips interim answers', async () => {
    const exchange = await get('/early-hints');
    expect(exchange.response).toMatchObject({
      status: 200,
      headers: [
        ['Content-Length', '2'],
        ['Connection', 'close'],
      ],
    });
    expect(textOf(exchange)).toBe('{}');
  });

  it.each([
    ['/redirect', 302],
    ['/redirect-307-elsewhere', 307],
  ])('is not followed on %s', async (path, status) => {
    const before = server.requests.length;
    const exchange = await get(path);
    expect(exchange.response?.status).toBe(status);
    expect(exchange.error).toBeNull();
    expect(server.requests).toHaveLength(before + 1);
  });

  it.each(['/html', '/html-500', '/empty', '/empty-204', '/broken-json', '/not-utf-8', '/error-500-json'])(
    'is no error on %s: the server answered',
    async (path) => {
      const exchange = await get(path);
      expect(exchange.error).toBeNull();
      expect(exchange.response?.truncated).toBe(false);
    },
  );

  it.each(['/gzip', '/deflate', '/deflate-raw', '/brotli', '/zstd', '/gzip-twice'])('is decoded on %s, wire bytes beside', async (path) => {
    const exchange = await get(path);
    expect(textOf(exchange)).toBe(good);
    expect(Buffer.from(exchange.response?.wireBody ?? []).toString()).not.toBe(good);
  });

  it.each(['/gzip-broken', '/gzip-lie', '/unknown-coding'])('keeps its wire bytes on %s', async (path) => {
    const exchange = await get(path);
    expect(exchange.error).toBeNull();
    expect(exchange.response?.body.length).toBeGreaterThan(0);
    expect(exchange.response?.body).toEqual(exchange.response?.wireBody);
  });

  it('shows what a compressed answer held that was cut off', async () => {
    expect(textOf(await get('/gzip-cut')).startsWith(good)).toBe(true);
  });
});

describe('connections', () => {
  it('are reused: DNS and connect happen once, and are null afterwards', async () => {
    const fresh = createHttpPort();
    const own = await startHostileServer();
    const url = `http://localhost:${own.port}/good`;
    const first = await send(fresh, { url });
    const second = await send(fresh, { url });
    expect(first.timings).toMatchObject({ dns: expect.any(Number), connect: expect.any(Number), tls: null, firstByte: expect.any(Number) });
    expect(second.timings).toMatchObject({ dns: null, connect: null, tls: null, firstByte: expect.any(Number) });
    expect(own.connections()).toBe(1);
    await fresh.close();
    await own.close();
  });

  it('carry 200 requests at once without mixing their answers', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const exchange = await send(port, { method: 'POST', url: `${server.url}/echo?n=${index}`, body: Buffer.from(`body-${index}`) });
        const echoed: { raw: string } = JSON.parse(textOf(exchange));
        return (
          echoed.raw.startsWith(`POST /echo?n=${index}\n`) &&
          echoed.raw.endsWith(`\nbody-${index}`) &&
          exchange.request.url.endsWith(`n=${index}`)
        );
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });

  it('that a server closed without a word are replaced, not tripped over', async () => {
    for (let round = 0; round < 20; round += 1) expect((await get('/close-after')).error).toBeNull();
  });

  it('end with close(), and a request under way still gets its answer', async () => {
    const closing = createHttpPort();
    const own = await startHostileServer();
    const underWay = send(closing, { url: `${own.url}/good` });
    await closing.close();
    expect((await underWay).error).toBeNull();
    await own.close();
  });
});
