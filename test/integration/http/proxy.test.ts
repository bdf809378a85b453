import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHttpPort } from '../../../node/http/undici-http-port.ts';
import type { HttpOptions } from '../../../shared/ports.ts';
import { makeCertificate } from '../../fixtures/certificates.ts';
import { type HostileServer, startHostileServer } from '../../fixtures/hostile-server.ts';
import { startHttpProxy, startSocksProxy, type TestProxy } from '../../fixtures/proxy-servers.ts';
import { send, textOf } from './send.ts';

const authority = makeCertificate({ commonName: 'Proxy Test Authority', authority: true });
const certificate = (name: string) => makeCertificate({ commonName: name, names: [name, '127.0.0.1'] }, authority);
const answer = { '/where': { headers: [['X-Case', 'Kept']] as const, body: 'here' } };
const tls = { ca: authority.cert, verify: true };

let plain: HostileServer;
let secure: HostileServer;
const port = createHttpPort({ environment: {} });
const opened: TestProxy[] = [];

beforeAll(async () => {
  plain = await startHostileServer({ routes: answer });
  secure = await startHostileServer({ routes: answer, tls: certificate('idp.test') });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((proxy) => proxy.close()));
});
afterAll(async () => {
  await port.close();
  await Promise.all([plain.close(), secure.close()]);
});

async function start(proxy: Promise<TestProxy>): Promise<TestProxy> {
  opened.push(await proxy);
  return proxy;
}

const through = (url: string, more: Partial<HttpOptions> = {}): Partial<HttpOptions> => ({ tls, proxy: { kind: 'url', url }, ...more });

// Names that no DNS knows: an answer proves that the proxy was the way.
const targets = () => ({ http: `http://idp.test:${plain.port}/where?a=b`, https: `https://idp.test:${secure.port}/where?a=b` });

describe('an HTTP proxy', () => {
  it('gets CONNECT for https, and the exchange inside is recorded as it was on the wire', async () => {
    const proxy = await start(startHttpProxy());
    const exchange = await send(port, { url: targets().https, headers: [['X-Mine', '1']] }, through(`http://127.0.0.1:${proxy.port}`));
    expect(exchange.error).toBeNull();
    expect(textOf(exchange)).toBe('here');
    expect(proxy.asked).toEqual([`CONNECT idp.test:${secure.port} HTTP/1.1\r\nHost: idp.test:${secure.port}`]);
    expect(exchange.request.headers).toEqual(secure.requests.at(-1)?.headers);
    expect(exchange.response?.headers).toContainEqual(['X-Case', 'Kept']);
    expect(exchange.tls).toMatchObject({ authorized: true, subject: 'CN=idp.test' });
    expect(exchange.proxy).toBe(`http://127.0.0.1:${proxy.port}`);
    expect(exchange.timings).toMatchObject({ dns: null, connect: expect.any(Number), proxy: expect.any(Number), tls: expect.any(Number) });
  });

  it('keeps the tunnel for the next request, whose timings then have no proxy', async () => {
    const proxy = await start(startHttpProxy());
    const options = through(`http://127.0.0.1:${proxy.port}`);
    await send(port, { url: targets().https }, options);
    const second = await send(port, { url: targets().https }, options);
    expect(second.timings).toMatchObject({ connect: null, proxy: null, tls: null });
    expect(proxy.connections()).toBe(1);
  });

  it('gets http requests whole, with its credentials, which stand in the recording and never reach the server', async () => {
    const proxy = await start(startHttpProxy({ credentials: 'ann:p@ss word' }));
    const exchange = await send(
      port,
      { url: targets().http, method: 'POST', body: Buffer.from('x=1') },
      through(`http://ann:p%40ss%20word@127.0.0.1:${proxy.port}`),
    );
    expect(exchange.error).toBeNull();
    expect(proxy.asked[0]).toMatch(new RegExp(`^POST http://idp\\.test:${plain.port}/where\\?a=b HTTP/1\\.1\r\n`));
    expect(exchange.request.url).toBe(targets().http);
    expect(exchange.request.headers.map(([name]) => name)).toContain('Proxy-Authorization');
    expect(plain.requests.at(-1)?.headers.map(([name]) => name.toLowerCase())).not.toContain('proxy-authorization');
    expect(plain.requests.at(-1)?.body.toString()).toBe('x=1');
    expect(exchange.timings.proxy).toBeNull();
  });

  it('is spoken to over TLS where its address says https, for both kinds of request', async () => {
    const proxy = await start(startHttpProxy({ tls: certificate('127.0.0.1'), credentials: 'ann:secret' }));
    for (const url of Object.values(targets())) {
      const exchange = await send(port, { url }, through(`https://ann:secret@127.0.0.1:${proxy.port}`));
      expect(exchange.error).toBeNull();
      expect(textOf(exchange)).toBe('here');
      expect(exchange.timings.proxy).toEqual(expect.any(Number));
    }
    expect(proxy.asked).toHaveLength(2);
  });

  it('with a certificate nobody vouches for is NET_PROXY, and is told nothing', async () => {
    const proxy = await start(startHttpProxy({ tls: makeCertificate({ commonName: 'x', names: ['127.0.0.1'] }) }));
    const exchange = await send(port, { url: targets().https }, through(`https://ann:secret@127.0.0.1:${proxy.port}`));
    expect(exchange.error).toMatchObject({ code: 'NET_PROXY', message: expect.stringContaining('unknown authority') });
    expect(proxy.asked).toEqual([]);
  });

  it.each(['', 'ann:wrong@'])('that answers 407 to "%s" is NET_PROXY with words about it, for both kinds of request', async (given) => {
    const proxy = await start(startHttpProxy({ credentials: 'ann:secret' }));
    const reached = [plain.requests.length, secure.requests.length];
    for (const url of Object.values(targets())) {
      const exchange = await send(port, { url }, through(`http://${given}127.0.0.1:${proxy.port}`));
      expect(exchange.error).toMatchObject({
        code: 'NET_PROXY',
        message: expect.stringMatching(given === '' ? /asks for a user name and password \(407\)/ : /does not accept .* \(407\)/),
      });
      expect(JSON.stringify(exchange.error)).not.toContain('wrong');
    }
    expect([plain.requests.length, secure.requests.length]).toEqual(reached);
  });

  it.each([
    ['HTTP/1.1 403 Forbidden by rule 7\r\n\r\n', /did not open the way to idp\.test:\d+: 403 Forbidden by rule 7/],
    ['HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n\r\nno', /502 Bad Gateway/],
    ['SSH-2.0-OpenSSH\r\n\r\n', /does not answer in HTTP/],
    ['HTTP/1.1 200 OK', /closed the connection/],
  ])('that answers %j to CONNECT is NET_PROXY', async (raw, message) => {
    const proxy = await start(startHttpProxy({ answer: raw }));
    const exchange = await send(port, { url: targets().https }, through(`http://127.0.0.1:${proxy.port}`));
    expect(exchange.error).toMatchObject({ code: 'NET_PROXY', message: expect.stringMatching(message) });
    expect(exchange.response).toBeNull();
  });
});

describe('a SOCKS 5 proxy', () => {
  it.each(['http', 'https'] as const)('carries %s, resolves the name itself with socks5h, and takes credentials', async (scheme) => {
    const proxy = await start(startSocksProxy({ credentials: 'ann:p@ss' }));
    const exchange = await send(port, { url: targets()[scheme] }, through(`socks5h://ann:p%40ss@127.0.0.1:${proxy.port}`));
    expect(exchange.error).toBeNull();
    expect(textOf(exchange)).toBe('here');
    expect(proxy.asked).toEqual([`idp.test:${scheme === 'http' ? plain.port : secure.port}`]);
    expect(exchange.timings.proxy).toEqual(expect.any(Number));
  });

  it('gets an address with socks5: the name is resolved here', async () => {
    const proxy = await start(startSocksProxy());
    const exchange = await send(port, { url: `http://localhost:${plain.port}/where` }, through(`socks5://127.0.0.1:${proxy.port}`));
    expect(exchange.error).toBeNull();
    expect(proxy.asked[0]).toMatch(/^(127\.0\.0\.1|\[ipv6\]):/);
    const unknown = await send(port, { url: 'http://idp.invalid/' }, through(`socks5://127.0.0.1:${proxy.port}`));
    expect(unknown.error?.code).toMatch(/^NET_(DNS|PROXY)$/);
    expect(proxy.asked).toHaveLength(1);
  });

  it.each([
    [{ credentials: 'ann:secret' }, '', /asks for a user name and password/],
    [{ credentials: 'ann:secret' }, 'ann:wrong@', /does not accept/],
    [{ reply: 2 }, '', /its rules forbid it/],
    [{ reply: 5 }, '', /the server refused the connection/],
    [{ fault: 'drops' as const }, '', /closed the connection/],
  ])('that refuses (%j, given "%s") is NET_PROXY with its reason', async (wishes, given, message) => {
    const proxy = await start(startSocksProxy(wishes));
    const exchange = await send(port, { url: targets().https }, through(`socks5h://${given}127.0.0.1:${proxy.port}`));
    expect(exchange.error).toMatchObject({ code: 'NET_PROXY', message: expect.stringMatching(message) });
  });

  it('that is an HTTP proxy in truth is recognised', async () => {
    const exchange = await send(port, { url: targets().https }, through(`socks5h://127.0.0.1:${plain.port}`));
    expect(exchange.error).toMatchObject({ code: 'NET_PROXY', message: expect.stringContaining('does not speak SOCKS 5') });
  });
});

describe('a proxy that is not good', () => {
  it('is down: NET_PROXY, not NET_REFUSED', async () => {
    const gone = await startHttpProxy();
    await gone.close();
    for (const scheme of ['http', 'socks5h']) {
      const exchange = await send(port, { url: targets().https }, through(`${scheme}://127.0.0.1:${gone.port}`));
      expect(exchange.error).toMatchObject({ code: 'NET_PROXY', message: expect.stringContaining('refused the connection') });
    }
  });

  it.each([
    ['http', () => startHttpProxy({ fault: 'silent' })],
    ['socks5h', () => startSocksProxy({ fault: 'silent' })],
  ] as const)('is silent (%s): NET_PROXY after the time limit, and cancelling ends it at once', async (scheme, make) => {
    const proxy = await start(make());
    const url = `${scheme}://127.0.0.1:${proxy.port}`;
    const late = await send(port, { url: targets().https }, through(url, { timeoutMs: 100 }));
    expect(late.error).toMatchObject({ code: 'NET_PROXY', message: expect.stringContaining('within 0.1 s') });
    const stop = new AbortController();
    const waiting = send(port, { url: targets().https }, through(url, { signal: stop.signal }));
    stop.abort();
    expect((await waiting).error?.code).toBe('CANCELLED');
  });

  it('drops the connection: NET_PROXY', async () => {
    const proxy = await start(startHttpProxy({ fault: 'drops' }));
    const exchange = await send(port, { url: targets().https }, through(`http://127.0.0.1:${proxy.port}`));
    expect(exchange.error).toMatchObject({ code: 'NET_PROXY', message: expect.stringContaining('closed the connection') });
  });

  it.each(['ftp://ann:hunter2@127.0.0.1:1', 'socks4://127.0.0.1:1', 'http://', '', 'http://ann:hunter2@:x', 'http://127.0.0.1:0'])(
    'has no usable address (%s): INPUT_PROXY, nothing sent, no password in the words',
    async (url) => {
      const reached = secure.connections();
      const exchange = await send(port, { url: targets().https }, through(url));
      expect(exchange.error?.code).toBe('INPUT_PROXY');
      expect(JSON.stringify(exchange.error)).not.toContain('hunter2');
      expect(secure.connections()).toBe(reached);
    },
  );
});

describe('which proxy', () => {
  it('the environment decides, read at every request, and loopback is left out', async () => {
    const proxy = await start(startHttpProxy());
    const environment: Record<string, string> = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: 'other.test' };
    const own = createHttpPort({ environment });
    const options: Partial<HttpOptions> = { tls, proxy: { kind: 'environment' } };
    expect((await send(own, { url: targets().https }, options)).proxy).toBe(`http://127.0.0.1:${proxy.port}`);
    expect((await send(own, { url: `https://127.0.0.1:${secure.port}/where` }, options)).proxy).toBeUndefined();
    environment.NO_PROXY = 'test';
    expect((await send(own, { url: targets().https }, options)).error?.code).toBe('NET_DNS');
    await own.close();
  });

  it('the system decides, through whatever the host gives', async () => {
    const proxy = await start(startSocksProxy());
    const asked: string[] = [];
    const own = createHttpPort({
      environment: {},
      systemProxy: async (target) => {
        asked.push(target.href);
        return `socks5h://127.0.0.1:${proxy.port}`;
      },
    });
    expect((await send(own, { url: targets().https }, { tls, proxy: { kind: 'system' } })).error).toBeNull();
    expect(asked).toEqual([targets().https]);
    await own.close();
  });

  it('a connection through one proxy is never used for another, for other credentials, or directly', async () => {
    const [one, two] = [await start(startHttpProxy()), await start(startHttpProxy())];
    const url = `https://127.0.0.1:${secure.port}/where`;
    const settings = [`http://127.0.0.1:${one.port}`, `http://127.0.0.1:${two.port}`, `http://ann:x@127.0.0.1:${one.port}`];
    for (const setting of settings) expect((await send(port, { url }, through(setting))).timings.proxy).toEqual(expect.any(Number));
    const direct = await send(port, { url }, { tls });
    expect(direct.timings).toMatchObject({ connect: expect.any(Number), proxy: null });
    expect([one.connections(), two.connections()]).toEqual([2, 1]);
  });
});
