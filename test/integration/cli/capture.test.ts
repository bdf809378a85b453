import { readFileSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { request } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run, start, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
afterAll(() => home.remove());

interface Hit {
  via: string | null;
  path: string;
  parameters: Record<string, string | string[]>;
  error: { error: string; error_description: string; meaning: string } | null;
  exchange: { request: { url: string; body: string } };
}

async function listen(...args: string[]) {
  const running = start(['capture', '--json', '--timeout', '20', ...args], { env: home.env });
  const line = await running.line('stderr', (text) => text.startsWith('Listening at '));
  return { running, address: line.split(' ')[2] ?? '' };
}

const linesOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Hit);

test('prints one JSON line for each request and ends with the count', async () => {
  const { running, address } = await listen('--path', '/cb', '--count', '3');
  await fetch(`${address}?code=first&state=a&x=1&x=2`);
  await fetch(address, { method: 'POST', body: new URLSearchParams({ code: 'posted' }) });
  expect((await fetch(new URL('/other', address))).status).toBe(404);
  await fetch(`${address}?error=access_denied&error_description=not+today`);
  const { code, stdout } = await running.ended;
  expect(code).toBe(0);
  const [first, posted, refused, ...more] = linesOf(stdout);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ via: 'query', path: '/cb', parameters: { code: 'first', state: 'a', x: ['1', '2'] } });
  expect(first?.exchange.request.url).toBe(`${address}?code=[redacted code]&state=a&x=1&x=2`);
  expect(posted).toMatchObject({
    via: 'form_post',
    parameters: { code: 'posted' },
    exchange: { request: { body: 'code=[redacted code]' } },
  });
  expect(refused?.error).toMatchObject({
    error: 'access_denied',
    error_description: 'not today',
    meaning: expect.stringContaining('said no'),
  });
});

test('takes the fragment that the page posts, and only from its own page', async () => {
  const { running, address } = await listen('--path', '/cb', '--count', '1');
  const page = await navigate(address);
  const target = new URL(/fetch\('([^']+)'/.exec(page)?.[1] ?? '', address);
  const foreign = await fetch(target, { method: 'POST', body: 'access_token=evil', headers: { Origin: 'http://evil.example' } });
  expect(foreign.status).toBe(404);
  await fetch(target, { method: 'POST', body: 'access_token=t&token_type=bearer', headers: { Origin: new URL(address).origin } });
  const [hit] = linesOf((await running.ended).stdout);
  expect(hit).toMatchObject({ via: 'fragment', parameters: { access_token: 't', token_type: 'bearer' } });
});

test('listens with a certificate whose key only its owner can read, and the HAR is masked', async () => {
  const har = join(home.folder, 'hits.har');
  const folder = join(home.folder, 'data');
  const { running, address } = await listen('--https', '--count', '1', '--data-dir', folder, '--har', har);
  const ca = readFileSync(join(folder, 'loopback-certificate.pem'), 'utf8').split('-----BEGIN PRIVATE KEY')[0] ?? '';
  expect(statSync(join(folder, 'loopback-certificate.pem')).mode & 0o777).toBe(0o600);
  const status = await new Promise((resolve, reject) => {
    request(`${address}?code=secret-code-of-the-har`, { ca }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
  expect((await running.ended).code).toBe(0);
  const text = readFileSync(har, 'utf8');
  expect(text).not.toContain('secret-code-of-the-har');
  expect(JSON.parse(text)).toMatchObject({ log: { version: '1.2', entries: [{ request: { method: 'GET' }, response: { status: 200 } }] } });
});

test('nothing came in time: exit code 3; the port is taken: 5', async () => {
  const late = await run(['capture', '--timeout', '0.2', '--json'], { env: home.env });
  expect(late.code).toBe(3);
  expect(JSON.parse(late.stdout)).toMatchObject({ ok: false, error: { code: 'REDIRECT_TIMEOUT' } });
  const { server, port } = await occupy();
  const taken = await run(['capture', '--port', String(port), '--json'], { env: home.env });
  server.close();
  expect(taken.code).toBe(5);
  expect(JSON.parse(taken.stdout)).toMatchObject({ error: { code: 'REDIRECT_PORT_IN_USE' } });
});

test('the doctor names who has the port and the character that differs', async () => {
  const { server, port } = await occupy();
  const uri = `http://127.0.0.1:${port}/callback`;
  const taken = await run(['doctor', uri, '--registered', `${uri}/`, '--json'], { env: home.env });
  server.close();
  expect(taken.code).toBe(4);
  const report = JSON.parse(taken.stdout);
  expect(report).toMatchObject({ ok: false, kind: 'loopback', difference: { at: uri.length, ours: '', theirs: '/' } });
  expect(report.addresses[0]).toMatchObject({ address: '127.0.0.1', state: 'taken' });
  if (process.platform === 'linux') expect(report.owner).toMatchObject({ pid: process.pid });

  const free = await run(['doctor', 'http://127.0.0.1:0/callback', '--registered', 'http://127.0.0.1:0/callback'], { env: home.env });
  expect(free.code).toBe(0);
  expect(free.stdout).toContain('http://127.0.0.1/callback');
  expect((await run(['doctor', 'not a url', '--json'], { env: home.env })).code).toBe(2);
});

/** Asks as a browser does that goes to a page; fetch sends a mode of its own. */
function navigate(address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'Sec-Fetch-Mode': 'navigate' } }, (response) => {
      let text = '';
      response.on('data', (bytes: Buffer) => {
        text += bytes.toString();
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

function occupy(): Promise<{ server: ReturnType<typeof createTcpServer>; port: number }> {
  return new Promise((resolve) => {
    const server = createTcpServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}
