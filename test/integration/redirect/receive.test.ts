import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createRedirectPort } from '../../../node/redirect/redirect-port.ts';
import type { ArmRedirect } from '../../../shared/ports.ts';
import { formHeader, rawRequest, request, watched } from './armed.ts';

const port = createRedirectPort({ now: () => Date.now() });
const aborts: AbortController[] = [];
afterEach(async () => {
  // Nobody fetches the landing pages these tests leave behind; an aborted run does not wait for it.
  for (const abort of aborts.splice(0)) abort.abort();
  await port.close();
});

const arm = (change: Partial<ArmRedirect> & Parameters<typeof watched>[0] = {}) => {
  const run = watched(change);
  aborts.push(run.abort);
  return port.arm(run.options).then((armed) => ({ run, armed }));
};

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const refuses = (host: string, number: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port: number }, () => {
      socket.destroy();
      resolve(false);
    });
    socket.on('error', () => resolve(true));
  });

describe('the redirect', () => {
  it('by query arrives with its exchange, and the browser is sent to a page without code and state', async () => {
    const { run, armed } = await arm();
    const answer = await rawRequest(
      armed.redirectUri,
      request(`${armed.redirectUri}?code=c%2B1&state=state-1&a=1&a=2`, { headers: ['X-Mixed: Yes'] }),
    );
    const hit = await armed.received;
    expect(hit.via).toBe('query');
    expect(hit.parameters).toEqual([
      ['code', 'c+1'],
      ['state', 'state-1'],
      ['a', '1'],
      ['a', '2'],
    ]);
    expect(hit.exchange?.request).toMatchObject({
      method: 'GET',
      url: `${armed.redirectUri}?code=c%2B1&state=state-1&a=1&a=2`,
      body: null,
    });
    expect(hit.exchange?.request.headers).toEqual([
      ['Host', new URL(armed.redirectUri).host],
      ['X-Mixed', 'Yes'],
    ]);
    expect(run.judged).toEqual([hit]);

    // What the run keeps of our answer is what went over the wire.
    expect(answer.status).toBe(303);
    expect(Object.fromEntries((hit.exchange?.response?.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]))).toEqual(
      answer.headers,
    );
    expect(answer.headers.location).toMatch(/^\/done\/[\w-]{22}$/);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(answer.body).toBe('');
  });

  it('ends on a page that says how it went, once, with everything escaped and nothing loaded', async () => {
    const words = { ok: false, title: '<script>alert(1)</script>', text: `state "><img src=x onerror=alert(1)> & 'quotes'` };
    const { armed } = await arm({ words });
    const { headers } = await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?error=access_denied&state=state-1`));
    const done = new URL(headers.location ?? '', armed.redirectUri).href;
    const page = await rawRequest(armed.redirectUri, request(done));
    expect(page.status).toBe(200);
    expect(page.body).not.toMatch(/<(script|img|link|iframe)|https?:|url\(/);
    expect(page.body).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(page.body).toContain('You can close this tab');
    expect(page.body).toContain('Not accepted');
    const policy = page.headers['content-security-policy'] ?? '';
    const nonce = /<style nonce="([^"]+)">/.exec(page.body)?.[1];
    expect(policy).toContain(`style-src 'nonce-${nonce}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect((await rawRequest(armed.redirectUri, request(done))).status).toBe(404);
  });

  it('by form_post arrives from any site', async () => {
    const { armed } = await arm({ responseMode: 'form_post' });
    const body = 'code=c&state=state-1&id_token=a.b.c';
    const answer = await rawRequest(
      armed.redirectUri,
      request(armed.redirectUri, { method: 'POST', headers: [`${formHeader}; charset=UTF-8`, 'Origin: https://as.example'], body }),
    );
    const hit = await armed.received;
    expect(answer.status).toBe(303);
    expect(hit).toMatchObject({
      via: 'form_post',
      parameters: [
        ['code', 'c'],
        ['state', 'state-1'],
        ['id_token', 'a.b.c'],
      ],
    });
    expect(Buffer.from(hit.exchange?.request.body ?? []).toString()).toBe(body);
  });

  it('by fragment is asked for by a page and taken from its own origin', async () => {
    const { armed } = await arm({ responseMode: 'fragment', redirectUri: 'http://localhost:0/cb' });
    const page = await rawRequest(armed.redirectUri.replace('localhost', '127.0.0.1'), request(armed.redirectUri));
    expect(page.status).toBe(200);
    expect(page.body).toContain('location.hash');
    expect(page.headers['content-security-policy']).toMatch(/script-src 'nonce-[^']+'; connect-src 'self'/);
    const origin = `Origin: ${new URL(armed.redirectUri).origin}`;
    const answer = await rawRequest(
      armed.redirectUri.replace('localhost', '127.0.0.1'),
      request(armed.redirectUri, { method: 'POST', headers: [formHeader, origin], body: 'code=c&state=state-1' }),
    );
    expect(answer.body).toMatch(/^\/done\//);
    expect(await armed.received).toMatchObject({
      via: 'fragment',
      parameters: [
        ['code', 'c'],
        ['state', 'state-1'],
      ],
    });
  });

  it.each(['form_post', 'fragment'] as const)(
    'of a server that ignores response_mode=%s is taken from the query, by its state',
    async (responseMode) => {
      const { armed } = await arm({ responseMode });
      await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?error=unsupported_response_mode&state=state-1`));
      expect((await armed.received).via).toBe('query');
    },
  );

  it('with 100 kB in the query arrives whole', async () => {
    const { armed } = await arm();
    const code = 'x'.repeat(100_000);
    await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=${code}&state=state-1`));
    expect((await armed.received).parameters[0]).toEqual(['code', code]);
  });

  it('with an absolute request target of our own arrives', async () => {
    const { armed } = await arm();
    const bytes = request(`${armed.redirectUri}?code=c&state=state-1`).replace('GET /', `GET ${new URL(armed.redirectUri).origin}/`);
    await rawRequest(armed.redirectUri, bytes);
    expect((await armed.received).exchange?.request.url).toBe(`${armed.redirectUri}?code=c&state=state-1`);
  });

  it('without state, where the user dropped it, is whatever comes first', async () => {
    const { armed } = await arm({ state: null });
    await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=c&state=whatever`));
    expect((await armed.received).parameters).toContainEqual(['code', 'c']);
  });

  it('still arrives where judging it fails', async () => {
    const { armed } = await arm({
      judge() {
        throw new Error('a fault of ours');
      },
    });
    const { headers } = await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=c&state=state-1`));
    await armed.received;
    const page = await rawRequest(armed.redirectUri, request(new URL(headers.location ?? '', armed.redirectUri).href));
    expect(page.status).toBe(200);
  });
});

describe('pasting', () => {
  it.each([
    ['query', 'http://127.0.0.1:1/callback?code=c&state=s'],
    ['fragment', '  http://127.0.0.1:1/callback#code=c&state=s\n'],
  ])('takes the parameters of a %s', async (_where, url) => {
    const { armed } = await arm();
    armed.paste(url);
    expect(await armed.received).toEqual({
      via: 'paste',
      way: 'paste',
      exchange: null,
      parameters: [
        ['code', 'c'],
        ['state', 's'],
      ],
    });
  });

  it.each(['', 'code=c&state=s', '/callback?code=c', 'https://as.example/authorize?client_id=a&state=s'])('refuses %j', async (text) => {
    const { armed } = await arm();
    expect(() => armed.paste(text)).toThrowError(expect.objectContaining({ code: 'INPUT_URL' }));
  });

  it('after the redirect arrived is refused; a redirect after pasting is stray', async () => {
    const { run, armed } = await arm();
    armed.paste('http://127.0.0.1/callback?code=pasted');
    expect(() => armed.paste('http://127.0.0.1/callback?code=again')).toThrowError(expect.objectContaining({ code: 'INPUT_URL' }));
    expect((await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=late&state=state-1`))).status).toBe(409);
    expect(run.strays).toHaveLength(1);
    expect((await armed.received).parameters).toEqual([['code', 'pasted']]);
  });

  it.each([
    'https://app.example/callback',
    'https://localhost:8443/cb',
    'com.example.app:/oauth',
    'http://127.0.0.2:8080/cb',
    'http://0.0.0.0:8080/cb',
  ])('is all that %s allows: nothing listens', async (redirectUri) => {
    const { armed } = await arm({ redirectUri });
    expect(armed.redirectUri).toBe(redirectUri);
    const { port: number } = new URL(redirectUri);
    if (number !== '') expect(await refuses('127.0.0.1', Number(number))).toBe(true);
    armed.paste(`${redirectUri}?code=c&state=s`);
    expect((await armed.received).via).toBe('paste');
  });
});

describe('the port', () => {
  it.each([
    ['127.0.0.1', [true, false]],
    ['[::1]', [false, true]],
    ['localhost', [true, true]],
  ] as const)('is bound for %s on the loopback addresses it stands for, and on nothing else', async (host, [four, six]) => {
    const { armed } = await arm({ redirectUri: `http://${host}:0/callback` });
    expect(armed.redirectUri).toMatch(new RegExp(`^http://${host.replace(/[[\]]/g, '\\$&')}:[1-9]\\d*/callback$`));
    const number = Number(new URL(armed.redirectUri).port);
    expect(await refuses('127.0.0.1', number)).toBe(!four);
    expect(await refuses('::1', number)).toBe(!six);
    expect(await refuses('127.0.0.2', number)).toBe(true);
  });

  it('is free again once the run is closed, aborted, or the host ends', async () => {
    const number = await freePort();
    const redirectUri = `http://localhost:${number}/callback`;
    const closed = await arm({ redirectUri });
    await closed.armed.close();
    await expect(closed.armed.received).rejects.toMatchObject({ code: 'REDIRECT_CANCELLED' });
    expect(await refuses('127.0.0.1', number)).toBe(true);

    const aborted = await arm({ redirectUri });
    const hanging = connect({ host: '127.0.0.1', port: number });
    await once(hanging, 'connect');
    hanging.on('error', () => {});
    const gone = once(hanging, 'close');
    aborted.run.abort.abort();
    await expect(aborted.armed.received).rejects.toMatchObject({ code: 'REDIRECT_CANCELLED' });
    await gone;
    expect(await refuses('::1', number)).toBe(true);

    const ended = await arm({ redirectUri });
    await port.close();
    await expect(ended.armed.received).rejects.toMatchObject({ code: 'REDIRECT_CANCELLED' });
    expect(await refuses('127.0.0.1', number)).toBe(true);
  });

  it('refuses to be armed by a run that is already cancelled', async () => {
    await expect(port.arm(watched({ signal: AbortSignal.abort() }).options)).rejects.toMatchObject({ code: 'REDIRECT_CANCELLED' });
  });

  it('waits with closing until the browser has its page', async () => {
    const { armed } = await arm();
    const { headers } = await rawRequest(armed.redirectUri, request(`${armed.redirectUri}?code=c&state=state-1`));
    await armed.close();
    const closing = port.close();
    const page = await rawRequest(armed.redirectUri, request(new URL(headers.location ?? '', armed.redirectUri).href));
    expect(page.body).toContain('Signed in');
    await closing;
    expect(await refuses('127.0.0.1', Number(new URL(armed.redirectUri).port))).toBe(true);
  });

  it('that another program has is REDIRECT_PORT_IN_USE, and says which program', async () => {
    const other = spawn(
      process.execPath,
      ['-e', "require('net').createServer().listen(0,'127.0.0.1',function(){console.log(this.address().port)})"],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = await once(other.stdout, 'data');
    const number = Number(String(line));
    const named = process.platform === 'linux' ? `node \\(process ${other.pid}\\)` : 'another program';
    for (const host of ['127.0.0.1', 'localhost']) {
      await expect(arm({ redirectUri: `http://${host}:${number}/callback` })).rejects.toMatchObject({
        code: 'REDIRECT_PORT_IN_USE',
        message: expect.stringMatching(new RegExp(`${number}.*${named}`)),
      });
    }
    other.kill();
    await once(other, 'exit');
  });

  it('is given back where only one half of localhost could be had', async () => {
    const other = createServer().listen(0, '::1');
    await once(other, 'listening');
    const address = other.address();
    const number = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(arm({ redirectUri: `http://localhost:${number}/callback` })).rejects.toMatchObject({ code: 'REDIRECT_PORT_IN_USE' });
    expect(await refuses('127.0.0.1', number)).toBe(true);
    const { armed } = await arm({ redirectUri: `http://127.0.0.1:${number}/callback` });
    await armed.close();
    other.close();
  });

  it('is nothing a URL without a meaning can ask for', async () => {
    await expect(arm({ redirectUri: 'callback' })).rejects.toMatchObject({ code: 'INPUT_URL' });
    await expect(arm({ redirectUri: 'https://app.example:0/callback' })).rejects.toMatchObject({ code: 'REDIRECT_NOT_LOOPBACK' });
  });
});

describe('runs on one fixed port', () => {
  it('are told apart by state, 80 at once, whatever the order', async () => {
    const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
    const runs = await Promise.all(Array.from({ length: 80 }, (_, index) => arm({ redirectUri, state: `state-${index}` })));
    const order = runs.map((_, index) => (index * 37) % runs.length);
    await Promise.all(order.map((index) => rawRequest(redirectUri, request(`${redirectUri}?code=code-${index}&state=state-${index}`))));
    const codes = await Promise.all(runs.map(async ({ armed }) => (await armed.received).parameters[0]?.[1]));
    expect(codes).toEqual(runs.map((_, index) => `code-${index}`));
    expect(runs.flatMap(({ run }) => run.strays)).toEqual([]);
  });

  it('go on when one of them ends, and the port is free after the last', async () => {
    const number = await freePort();
    const redirectUri = `http://127.0.0.1:${number}/callback`;
    const first = await arm({ redirectUri, state: 'one' });
    const second = await arm({ redirectUri: redirectUri.replace('callback', 'other'), state: 'two' });
    await first.armed.close();
    await rawRequest(redirectUri, request(`http://127.0.0.1:${number}/other?code=c&state=two`));
    await second.armed.received;
    second.run.abort.abort();
    expect(await refuses('127.0.0.1', number)).toBe(true);
  });

  it('a state sent to the path of another run is stray', async () => {
    const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
    const { run } = await arm({ redirectUri, state: 'one' });
    const other = await arm({ redirectUri: redirectUri.replace('callback', 'other'), state: 'two' });
    expect((await rawRequest(redirectUri, request(`${redirectUri}?code=c&state=two`))).status).toBe(400);
    expect(run.strays).toHaveLength(1);
    expect(other.run.judged).toHaveLength(0);
  });

  it.each([
    ['a run without state comes second', 'one', null, /needs the port for itself/],
    ['a run without state was first', null, 'two', /has it for itself/],
    ['both have the same state', 'one', 'one', /same state/],
  ])('are refused where they could not be told apart: %s', async (_what, first, second, message) => {
    const redirectUri = `http://127.0.0.1:${await freePort()}/callback`;
    await arm({ redirectUri, state: first });
    await expect(arm({ redirectUri, state: second })).rejects.toMatchObject({
      code: 'REDIRECT_PORT_IN_USE',
      message: expect.stringMatching(message),
    });
  });

  it('share the port between the spellings of loopback', async () => {
    const number = await freePort();
    const four = await arm({ redirectUri: `http://127.0.0.1:${number}/callback`, state: 'one' });
    const name = await arm({ redirectUri: `http://localhost:${number}/callback`, state: 'two' });
    await rawRequest(`http://[::1]:${number}`, request(`http://[::1]:${number}/callback?code=c2&state=two`));
    await rawRequest(`http://127.0.0.1:${number}`, request(`http://127.0.0.1:${number}/callback?code=c1&state=one`));
    expect((await name.armed.received).parameters[0]).toEqual(['code', 'c2']);
    expect((await four.armed.received).parameters[0]).toEqual(['code', 'c1']);
  });
});
