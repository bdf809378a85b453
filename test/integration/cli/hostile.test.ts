import { type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HostileServer, type HostileTlsServers, startHostileServer, startHostileTlsServers } from '../../fixtures/hostile-server.ts';
import { documentOf, program, run, start, temporaryHome } from './run-cli.ts';
import { commandsInTurn } from './run-in-turn.ts';

const home = temporaryHome();
const commands = commandsInTurn(home.env);
let hostile: HostileServer;
let secured: HostileTlsServers;

const canary = 'CANARY-5ecret+/%"ü';

beforeAll(async () => {
  hostile = await startHostileServer({
    routes: {
      '/escape': {
        headers: [['Content-Type', 'application/json']],
        body: JSON.stringify({ access_token: 'a\u001b]0;owned\u0007b', token_type: 'Bearer' }),
      },
      '/large': {
        headers: [['Content-Type', 'application/json']],
        body: JSON.stringify({ access_token: 'x'.repeat(900_000), token_type: 'Bearer' }),
      },
    },
  });
  secured = await startHostileTlsServers();
});

afterAll(async () => {
  commands.stop();
  await hostile.close();
  await secured.close();
  home.remove();
});

const at = (endpoint: string, ...args: string[]) => [
  'token',
  '--token-endpoint',
  endpoint,
  '--grant-type',
  'client_credentials',
  '--client-id',
  'c',
  '--client-secret',
  canary,
  '--timeout',
  '2',
  ...args,
];

test('a refresh token that the server did not send is not among the tokens it sent', async () => {
  const refresh = ['token', '--token-endpoint', `${hostile.url}/good`, '--grant-type', 'refresh_token', '--client-id', 'c'];
  const ended = await run([...refresh, '--refresh-token', 'rt-old', '--json'], { env: home.env });
  expect(documentOf(ended).tokens).toEqual({ access_token: 'at-1', token_type: 'Bearer', expires_in: 3600 });
  const told = await run([...refresh, '--refresh-token', 'rt-old'], { env: home.env });
  expect(told.stdout).not.toContain('rt-old');
});

describe('exit codes of answers', () => {
  test.each<[string, number, string | undefined]>([
    ['/good', 0, undefined],
    ['/status-201', 0, undefined],
    ['/expires-in-text', 0, undefined],
    ['/error-400', 1, 'OAUTH_RESPONSE'],
    ['/error-200-json', 1, 'OAUTH_RESPONSE'],
    ['/error-in-text', 1, 'OAUTH_RESPONSE'],
    ['/error-500-json', 1, 'OAUTH_RESPONSE'],
    ['/html', 1, 'OAUTH_INVALID_RESPONSE'],
    ['/empty', 1, 'OAUTH_INVALID_RESPONSE'],
    ['/broken-json', 1, 'OAUTH_INVALID_RESPONSE'],
    ['/redirect', 1, 'OAUTH_INVALID_RESPONSE'],
    ['/never', 3, 'NET_TIMEOUT'],
    ['/slow-body', 3, 'NET_TIMEOUT'],
    ['/reset-at-once', 3, 'NET_BROKEN'],
    ['/endless', 3, 'NET_TOO_LARGE'],
  ])('%s is exit %i', async (path, code, error) => {
    const ended = await commands.run(at(`${hostile.url}${path}`, '--json'));
    const document = documentOf(ended);
    expect([ended.code, document.error?.code]).toEqual([code, error]);
    expect(document.ok).toBe(code === 0);
    expect(document.steps.some(({ name, exchange }) => name === 'token' && exchange !== undefined)).toBe(true);
  });

  test('nothing listens: exit 3', async () => {
    const ended = await run(at('http://127.0.0.1:1/token', '--json'), { env: home.env });
    expect([ended.code, documentOf(ended).error?.code]).toEqual([3, 'NET_REFUSED']);
  });

  test('--insecure-http allows http elsewhere, which then is a network matter: exit 3', async () => {
    const ended = await run(at('http://no-such-host.invalid/token', '--json', '--insecure-http'), { env: home.env });
    expect([ended.code, documentOf(ended).error?.code]).toEqual([3, 'NET_DNS']);
  });

  test('metadata of another issuer is exit 4', async () => {
    const other = await startHostileServer({
      routes: {
        '/.well-known/openid-configuration': {
          headers: [['Content-Type', 'application/json']],
          body: JSON.stringify({ issuer: 'https://other.example', token_endpoint: 'https://other.example/token' }),
        },
      },
    });
    const ended = await run(['token', other.url, '--grant-type', 'client_credentials', '--client-id', 'c', '--json'], { env: home.env });
    await other.close();
    expect([ended.code, documentOf(ended).error?.code]).toEqual([4, 'OAUTH_ISSUER_MISMATCH']);
  });
});

describe('a redirect URI that does not lead here', () => {
  const code = () => [
    ...at(`${hostile.url}/good`, '--json', '--no-open', '--authorization-endpoint', `${hostile.url}/authorize`),
    '--grant-type',
    'authorization_code',
    '--redirect-uri',
    'https://app.example/cb',
    '--timeout',
    '60',
  ];
  const authorizationUrl = async (running: ReturnType<typeof start>) =>
    new URL((JSON.parse(await running.line('stderr', (line) => line.startsWith('{'))) as { url: string }).url);

  test('takes the redirected URL as a line of standard input, after what is none', async () => {
    const running = start(code(), { env: home.env });
    const url = await authorizationUrl(running);
    expect(url.searchParams.get('redirect_uri')).toBe('https://app.example/cb');
    running.child.stdin.write('what is this\n');
    expect(await running.line('stderr', (line) => line.includes('INPUT_URL'))).toContain('grantbench:');
    running.child.stdin.write(`\nhttps://app.example/cb?code=abc&state=${url.searchParams.get('state')}\n`);
    const ended = await running.ended;
    expect([ended.code, documentOf(ended).tokens.access_token]).toEqual([0, 'at-1']);
    expect(hostile.requests.at(-1)?.body.toString()).toContain('code=abc');
  });

  test('with a foreign state is exit 4, and the code goes nowhere', async () => {
    const running = start(code(), { env: home.env });
    await authorizationUrl(running);
    const before = hostile.requests.length;
    running.child.stdin.write('https://app.example/cb?code=abc&state=guessed\n');
    const ended = await running.ended;
    expect([ended.code, documentOf(ended).error?.code]).toEqual([4, 'OAUTH_STATE_MISMATCH']);
    expect(hostile.requests.length).toBe(before);
  });
});

describe('TLS', () => {
  test('an unknown authority is exit 3, trusted with --ca-file, waved through with --insecure-tls', async () => {
    const url = `${secured.servers.good.url}/good`;
    const refused = await run(at(url, '--json'), { env: home.env });
    expect([refused.code, documentOf(refused).error?.code]).toEqual([3, 'NET_TLS']);
    const ca = join(home.folder, 'ca.pem');
    writeFileSync(ca, secured.ca);
    const trusted = await run(at(url, '--json', '--ca-file', ca), { env: home.env });
    expect([trusted.code, documentOf(trusted).tokens.access_token]).toEqual([0, 'at-1']);
    const waved = await run(at(`${secured.servers.expired.url}/good`, '--json', '--insecure-tls'), { env: home.env });
    expect(waved.code).toBe(0);
  });
});

describe('output', () => {
  test('a server that echoes everything gets no secret onto the screen, in any encoding', async () => {
    for (const args of [at(`${hostile.url}/echo`, '--json'), at(`${hostile.url}/echo`)]) {
      const ended = await run(args, { env: home.env });
      expect(ended.code).toBe(1);
      const all = ended.stdout + ended.stderr;
      expect(all).not.toContain('CANARY');
      expect(all).not.toContain(Buffer.from(canary).toString('base64').slice(4, 12));
    }
    const shown = await run(at(`${hostile.url}/echo`, '--json', '--show-secrets'), { env: home.env });
    expect(shown.stdout).toContain('CANARY');
  });

  test('control characters in a token reach the JSON verbatim, and never a terminal', async () => {
    const json = await run(at(`${hostile.url}/escape`, '--json'), { env: home.env });
    expect(documentOf(json).tokens.access_token).toBe('a\u001b]0;owned\u0007b');
    const human = await run(at(`${hostile.url}/escape`), { env: home.env });
    expect(human.stdout + human.stderr).not.toContain('\u001b');
    expect(human.stdout).toContain('access_token: "a\\u001b]0;owned\\u0007b"');
  });

  test('a large document is whole, also for a slow reader', async () => {
    const running = start(at(`${hostile.url}/large`, '--json', '--show-secrets'), { env: home.env });
    running.child.stdout.pause();
    // Reads on only when the program has filled the pipe and waits for us.
    await expect.poll(() => running.child.stdout.readableLength, { timeout: 10_000 }).toBeGreaterThan(0);
    running.child.stdout.resume();
    const ended = await running.ended;
    expect(ended.code).toBe(0);
    expect(String(documentOf(ended).tokens.access_token)).toHaveLength(900_000);
  });

  test.runIf(existsSync('/dev/full'))('a full disk is exit 5 and one line, not a stack', () => {
    const full = openSync('/dev/full', 'w');
    const options = { env: { PATH: process.env.PATH, ...home.env }, encoding: 'utf8' } as const;
    const inspect = (stdio: StdioOptions) => spawnSync(process.execPath, [program, 'inspect', 'opaque', '--json'], { ...options, stdio });
    const told = inspect(['ignore', full, 'pipe']);
    const untold = inspect(['ignore', full, full]);
    closeSync(full);
    expect([told.status, untold.status]).toEqual([5, 5]);
    expect(told.stderr).toMatch(/^grantbench: Standard output cannot be written \(ENOSPC\)\. \[STORE_FAILED\]\n/);
    expect(told.stderr).not.toMatch(/^\s+at /m);
  });

  test('a reader that goes away ends the program without a word', async () => {
    const child = spawn(process.execPath, [program, ...at(`${hostile.url}/large`, '--json')], {
      env: { PATH: process.env.PATH, ...home.env },
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, stderr]).toEqual([0, '']);
  });
});
