import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createRedirectPort } from '../../../node/redirect/redirect-port.ts';
import type { ResponseMode } from '../../../shared/model/profile.ts';
import type { ArmedRedirect, ArmRedirect } from '../../../shared/ports.ts';
import { formHeader, rawRequest, request, type Watched, watched } from './armed.ts';

const clock = { now: () => Date.now() };
const port = createRedirectPort(clock);
const open: ArmedRedirect[] = [];
afterEach(async () => {
  for (const armed of open.splice(0)) await armed.close();
});

async function arm(change: Partial<ArmRedirect> = {}): Promise<{ run: Watched; armed: ArmedRedirect }> {
  const run = watched(change);
  const armed = await port.arm(run.options);
  open.push(armed);
  return { run, armed };
}

/** The run was not touched, and its real redirect still arrives. */
async function expectUntouched(run: Watched, armed: ArmedRedirect, mode: ResponseMode = 'query'): Promise<void> {
  expect(run.judged).toHaveLength(0);
  const good =
    mode === 'query'
      ? request(`${armed.redirectUri}?code=good&state=state-1`)
      : request(armed.redirectUri, {
          method: 'POST',
          headers: [formHeader, `Origin: ${new URL(armed.redirectUri).origin}`],
          body: 'code=good&state=state-1',
        });
  await rawRequest(armed.redirectUri, good);
  expect((await armed.received).parameters).toContainEqual(['code', 'good']);
}

const hostOf = (armed: ArmedRedirect) => new URL(armed.redirectUri).host;

describe('a request that is not the redirect', () => {
  it.each([
    ['a wrong path', (uri: string) => request(new URL('/favicon.ico', uri).href), 404, /path/],
    [
      'a path that only normalizes to ours',
      (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`).replace('/callback', '/x/../callback'),
      404,
      /path/,
    ],
    ['an encoded path', (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`).replace('/callback', '/%63allback'), 404, /path/],
    [
      'a path with another slash',
      (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`).replace('/callback', '//callback'),
      404,
      /path/,
    ],
    ['a wrong state', (uri: string) => request(`${uri}?code=SECRETCODE&state=state-2`), 400, /state/],
    ['a state of other case', (uri: string) => request(`${uri}?code=SECRETCODE&state=STATE-1`), 400, /state/],
    ['no state', (uri: string) => request(`${uri}?code=SECRETCODE`), 400, /no state/],
    ['an empty state', (uri: string) => request(`${uri}?code=SECRETCODE&state=`), 400, /state/],
    ['the right state twice', (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1&state=state-1`), 400, /more than one/],
    ['right and wrong state', (uri: string) => request(`${uri}?code=SECRETCODE&state=state-2&state=state-1`), 400, /more than one/],
    ['nothing in it', (uri: string) => request(uri), 400, /no parameters/],
    ['the method HEAD', (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`, { method: 'HEAD' }), 405, /HEAD/],
    ['the method PUT', (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`, { method: 'PUT' }), 405, /PUT/],
    [
      'a POST where a GET is expected',
      (uri: string) => request(uri, { method: 'POST', headers: [formHeader], body: 'code=SECRETCODE&state=state-1' }),
      405,
      /POST/,
    ],
    [
      'a favicon that a sloppy server redirected',
      (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`, { headers: ['Sec-Fetch-Dest: image'] }),
      400,
      /as image/,
    ],
    ['a foreign Host', (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`, { host: 'evil.example' }), 421, /Host/],
    ['a Host with another port', (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`, { host: '127.0.0.1:1' }), 421, /Host/],
    ['a Host without the port', (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`, { host: '127.0.0.1' }), 421, /Host/],
    [
      'a rebound name that ends like ours',
      (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`, { host: `localhost.evil.example:${new URL(uri).port}` }),
      421,
      /Host/,
    ],
    [
      'a foreign absolute target',
      (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`).replace('GET /', 'GET http://evil.example/'),
      400,
      /target/,
    ],
    [
      'a target of another scheme',
      (uri: string) => request(`${uri}?code=SECRETCODE&state=state-1`).replace('GET /', `GET ftp://${new URL(uri).host}/`),
      400,
      /target/,
    ],
    [
      'an HTTP/1.0 request without Host',
      (uri: string) => `GET /callback?code=SECRETCODE&state=state-1 HTTP/1.0\r\n\r\n${uri.slice(0, 0)}`,
      421,
      /Host/,
    ],
  ])('with %s is answered with a page, told to the run, and nothing else happens', async (_what, bytes, status, reason) => {
    const { run, armed } = await arm();
    const answer = await rawRequest(armed.redirectUri, bytes(armed.redirectUri));
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(answer.text).not.toContain('SECRETCODE');
    expect(run.strays).toHaveLength(1);
    expect(run.strays[0]?.reason).toMatch(reason);
    expect(run.strays[0]?.exchange.response?.status).toBe(status);
    await expectUntouched(run, armed);
  });

  it('with two Host headers is refused', async () => {
    const { run, armed } = await arm();
    const answer = await rawRequest(
      armed.redirectUri,
      request(`${armed.redirectUri}?code=SECRETCODE&state=state-1`, { headers: ['Host: evil.example'] }),
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    await expectUntouched(run, armed);
  });

  it.each([
    ['of another type', ['Content-Type: text/plain'], 'code=SECRETCODE&state=state-1', 415],
    ['without a type', [], 'code=SECRETCODE&state=state-1', 415],
    ['as JSON', ['Content-Type: application/json'], '{"code":"SECRETCODE","state":"state-1"}', 415],
    ['beyond the size limit', [formHeader], `code=${'x'.repeat(300_000)}&state=state-1`, 413],
    ['with the state in the URL only', [formHeader], 'code=SECRETCODE', 400],
  ] as const)('a form_post %s is refused', async (_what, headers, body, status) => {
    const { run, armed } = await arm({ responseMode: 'form_post' });
    const answer = await rawRequest(
      armed.redirectUri,
      request(`${armed.redirectUri}?state=state-1`, { method: 'POST', headers: [...headers], body }),
    );
    expect(answer.status).toBe(status);
    expect(run.strays).toHaveLength(1);
    await expectUntouched(run, armed, 'form_post');
  });

  it.each([
    ['another origin', ['Origin: https://evil.example']],
    ['the opaque origin', ['Origin: null']],
    ['no origin', []],
    ['our origin on another port', ['Origin: http://127.0.0.1:1']],
    ['two origins', ['Origin: http://HOST', 'Origin: https://evil.example']],
  ])('a fragment posted by %s is refused', async (_what, origins) => {
    const { run, armed } = await arm({ responseMode: 'fragment' });
    const headers = [formHeader, ...origins.map((origin) => origin.replace('HOST', hostOf(armed)))];
    const answer = await rawRequest(
      armed.redirectUri,
      request(armed.redirectUri, { method: 'POST', headers, body: 'code=SECRETCODE&state=state-1' }),
    );
    expect(answer.status).toBe(403);
    expect(run.strays.map(({ reason }) => reason)).toEqual([expect.stringContaining('origin')]);
    await expectUntouched(run, armed, 'fragment');
  });

  it('a second redirect is told to the run and changes nothing', async () => {
    const { run, armed } = await arm();
    await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=first&state=state-1`));
    const second = await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=second&state=state-1`));
    expect(second.status).toBe(409);
    expect(run.judged).toHaveLength(1);
    expect(run.strays).toHaveLength(1);
    expect((await armed.received).parameters).toContainEqual(['code', 'first']);
  });

  it('is answered also where the run cannot take note of it', async () => {
    const { run, armed } = await arm({
      stray() {
        throw new Error('a fault of ours');
      },
    });
    expect((await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=SECRETCODE`))).status).toBe(400);
    await expectUntouched(run, armed);
  });

  it('of a flood, only the first are told', async () => {
    const { run, armed } = await arm();
    for (let count = 0; count < 130; count += 1) await rawRequest(armed.redirectUri, request(new URL('/flood', armed.redirectUri).href));
    expect(run.strays).toHaveLength(100);
    await expectUntouched(run, armed);
  });
});

describe('bytes that are hardly HTTP', () => {
  it.each([
    ['garbage', '\u0000\u0001\u0002\r\n\r\n', 400],
    ['a TLS hello', '\u0016\u0003\u0001\u0002\u0000\u0001', 400],
    ['a request line without an end', `GET /${'a'.repeat(400_000)}`, 431],
    ['headers without end', `GET /callback HTTP/1.1\r\nHost: 127.0.0.1\r\n${'X-A: b\r\n'.repeat(60_000)}`, 431],
    ['a broken length', 'POST /callback HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n', 400],
    [
      'both length and chunks',
      'POST /callback HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('%s gets an error, and the listener goes on', async (_what, bytes, status) => {
    const { run, armed } = await arm();
    const answer = await rawRequest(armed.redirectUri, bytes);
    expect(answer.status).toBe(status);
    await expectUntouched(run, armed);
  });

  it('clients that hang up half-way or send nothing do not hold up the redirect', async () => {
    const { run, armed } = await arm();
    const { port: number } = new URL(armed.redirectUri);
    const idle = Array.from({ length: 50 }, (_, index) => {
      const socket = connect({ host: '127.0.0.1', port: Number(number) }, () => {
        if (index % 3 === 1) socket.write('GET /callback?code=SECRETCODE&sta');
        if (index % 3 === 2)
          socket.write(`POST /callback HTTP/1.1\r\nHost: ${hostOf(armed)}\r\nContent-Length: 1000\r\n\r\nabc`, () =>
            socket.resetAndDestroy(),
          );
      });
      socket.on('error', () => {});
      return socket;
    });
    await expectUntouched(run, armed);
    for (const socket of idle) socket.destroy();
  });

  it('pipelined requests: one answer, the redirect once, nothing behind it', async () => {
    const { run, armed } = await arm();
    const good = request(`${armed.redirectUri}?code=good&state=state-1`);
    const answer = await rawRequest(armed.redirectUri, good + good + good);
    expect(answer.text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(answer.status).toBe(303);
    expect(run.judged).toHaveLength(1);
    expect((await armed.received).parameters).toContainEqual(['code', 'good']);
  });
});
