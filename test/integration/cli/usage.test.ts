import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { documentOf, run, temporaryHome } from './run-cli.ts';
import { commandsInTurn } from './run-in-turn.ts';

const home = temporaryHome();
const commands = commandsInTurn(home.env);
afterAll(() => {
  commands.stop();
  home.remove();
});

const file = (name: string, content: string | Buffer) => {
  const path = join(home.folder, name);
  writeFileSync(path, content);
  return path;
};

test('a secret that is missing is asked for by its options, not by a form that is not there', async () => {
  const ended = await run([...machine, '--auth-method', 'client_secret_post', '--json'], { env: home.env });
  expect(documentOf(ended).error).toMatchObject({ code: 'INPUT_MISSING_SECRET', hint: expect.stringContaining('--client-secret-env') });
});

describe('an older Node', () => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`;
  const env = { ...home.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(pretend)}` };

  test('is told in plain words instead of a stack, exit 2', async () => {
    const ended = await run(['--version'], { env });
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr.split('\n')[0]).toBe('grantbench: Grantbench needs Node 24, and this is Node 20.20.2. [UNSUPPORTED]');
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  test('is told with --json in a document', async () => {
    expect(documentOf(await run(['token', '--json'], { env })).error?.code).toBe('UNSUPPORTED');
  });

  // An import by name of what a Node lacks ends the program before its first line, wherever in the bundle it stands.
  test.each(['cli', 'node', 'playground', 'shared'])('meets no import in %s that it does not have', (floor) => {
    const root = new URL(`../../../${floor}/`, import.meta.url);
    const younger =
      /^import (?!type\b)[^;]*\b(node:sqlite|enableCompileCache|getCACertificates|createZstd\w+|zstd\w+|registerHooks)\b[^;]*;/m;
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((name) => younger.test(readFileSync(new URL(name, root), 'utf8')))).toEqual([]);
  });
});

const machine = ['token', 'http://127.0.0.1:9', '--grant-type', 'client_credentials', '--client-id', 'c'];

describe('wrong usage is exit 2, says what is wrong, and with --json prints one document', () => {
  test.each<[string, string[]]>([
    ['an unknown option', ['token', '--no-such-option']],
    ['an unknown command', ['frobnicate']],
    ['two issuers', [...machine, 'http://127.0.0.1:10']],
    ['no grant type', ['token', 'http://127.0.0.1:9', '--client-id', 'c']],
    ['an unknown grant type', ['token', 'http://127.0.0.1:9', '--client-id', 'c', '--grant-type', 'magic']],
    ['no client', ['token', 'http://127.0.0.1:9', '--grant-type', 'client_credentials']],
    ['no server', ['token', '--grant-type', 'client_credentials', '--client-id', 'c']],
    [
      'a code flow without authorization endpoint',
      ['token', '--grant-type', 'authorization_code', '--client-id', 'c', '--token-endpoint', 'http://127.0.0.1:9/t'],
    ],
    ['an issuer that is no URL', ['token', 'not a url', '--grant-type', 'client_credentials', '--client-id', 'c']],
    ['an issuer of another scheme', ['token', 'ftp://127.0.0.1', '--grant-type', 'client_credentials', '--client-id', 'c']],
    ['a token endpoint that is no URL', ['token', '--token-endpoint', '/token', '--grant-type', 'client_credentials', '--client-id', 'c']],
    [
      'plain http to another machine',
      ['token', '--token-endpoint', 'http://server.example/token', '--grant-type', 'client_credentials', '--client-id', 'c'],
    ],
    [
      'plain http to a name that begins like loopback',
      ['token', 'http://127.0.0.1.nip.example', '--grant-type', 'client_credentials', '--client-id', 'c'],
    ],
    ['two forms of one secret', [...machine, '--client-secret', 'a', '--client-secret-env', 'PATH']],
    ['two options that read standard input', [...machine, '--client-secret-file', '-', '--password-file', '-']],
    [
      'three options that read standard input',
      [...machine, '--client-secret-file', '-', '--password-file', '-', '--refresh-token-file', '-'],
    ],
    [
      'a token and a statement on standard input',
      ['register', 'http://127.0.0.1:9', '--initial-access-token-file', '-', '--software-statement', '@-'],
    ],
    ['an environment variable that is not set', [...machine, '--client-secret-env', 'GRANTBENCH_NO_SUCH_VARIABLE']],
    ['a file that is not there', [...machine, '--client-secret-file', join(home.folder, 'nowhere')]],
    ['a folder as a file', [...machine, '--client-secret-file', home.folder]],
    ['a file that is no text', [...machine, '--client-secret-file', file('binary', Buffer.from([0xff, 0xfe, 0x00]))]],
    ['a file of 2 MB', [...machine, '--client-secret-file', file('large', 'x'.repeat(2_000_000))]],
    ['client_secret_basic without a secret', [...machine, '--auth-method', 'client_secret_basic']],
    [
      'the password grant without a password',
      ['token', 'http://127.0.0.1:9', '--grant-type', 'password', '--client-id', 'c', '--username', 'u'],
    ],
    ['the refresh grant without a refresh token', ['token', 'http://127.0.0.1:9', '--grant-type', 'refresh_token', '--client-id', 'c']],
    ['a parameter without a name', [...machine, '--param', '=x']],
    ['a parameter without =', [...machine, '--param', 'x']],
    ['a header without :', [...machine, '--header', 'x']],
    ['a timeout of nothing', [...machine, '--timeout', '0']],
    ['a timeout that is no number', [...machine, '--timeout', 'soon']],
    ['an unknown PKCE method', [...machine, '--pkce', 'S512']],
    ['an unknown response mode', [...machine, '--response-mode', 'pigeon']],
    ['an unknown authentication method', [...machine, '--auth-method', 'telepathy']],
    ['registering a scheme of one’s own', ['register', 'http://127.0.0.1:9', '--auth-method', 'custom']],
    ['an unknown Basic encoding', [...machine, '--basic-encoding', 'rot13']],
    ['certificates that are none', [...machine, '--ca-file', file('no.pem', 'hello')]],
    [
      'certificates that are broken',
      [...machine, '--ca-file', file('broken.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')],
    ],
    ['an option without its value', ['token', '--client-id']],
    ['a port beyond the last', ['serve', '--port', '65536']],
    ['a port that is no number', ['playground', '--port', '-1']],
    ['a profile that is not there', ['token', '--profile', 'nobody', '--data-dir', join(home.folder, 'data')]],
  ])('%s', async (_what, args) => {
    const ended = await commands.run([...args, '--json']);
    expect(ended.code).toBe(2);
    const document = documentOf(ended);
    expect(document.ok).toBe(false);
    expect(document.error?.code).toMatch(/^INPUT_/);
    expect(document.error?.message).not.toBe('');
    expect(document.error?.hint).not.toBe('');
    if (args[0] === 'token') expect(document).toMatchObject({ tokens: {}, decoded: {}, verdicts: [] });
  });

  test.each([
    ['an unquoted blank', [...machine, '--client-secret', 'begins', 'CANARY-1', 'CANARY-2']],
    ['an unquoted blank before a dash', [...machine, '--client-secret', 'begins', '-CANARY']],
    ['a mistyped option', [...machine, '--client-secrett=CANARY-1']],
    ['a header without its colon', [...machine, '--header', "CANARY-1 it's"]],
    ['a parameter without =', [...machine, '--param', 'CANARY-1']],
    ['a token in two pieces', ['inspect', 'eyJ', 'CANARY-1']],
  ])('a secret is not repeated: %s', async (_what, args) => {
    for (const form of [[], ['--json']]) {
      const ended = await commands.run([...args, ...form]);
      expect(ended.code).toBe(2);
      expect(ended.stderr).toMatch(/^error: (too many arguments|unknown option|option '--)/);
      expect(ended.stdout + ended.stderr).not.toContain('CANARY');
    }
  });

  test('without --json nothing is on standard output, and the reason on standard error', async () => {
    const ended = await run(['token', '--nope'], { env: home.env });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain("unknown option '--nope'");
  });

  test('no command at all prints the help, and is wrong usage', async () => {
    const ended = await run([], { env: home.env });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Usage: grantbench');
  });
});

describe('help and version', () => {
  test('--version is the version and nothing else', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
  });

  test('--help names every command', async () => {
    const ended = await run(['--help']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    for (const command of ['token', 'inspect', 'serve', 'playground']) expect(ended.stdout).toContain(`  ${command} `);
  });

  test('token --help names every option of the contract', async () => {
    const { stdout } = await run(['token', '--help']);
    for (const option of [
      '--grant-type',
      '--profile',
      '--token-endpoint',
      '--authorization-endpoint',
      '--client-id',
      '--client-secret',
      '--client-secret-env',
      '--client-secret-file',
      '--auth-method',
      '--basic-encoding',
      '--scope',
      '--username',
      '--password',
      '--password-env',
      '--password-file',
      '--refresh-token',
      '--refresh-token-env',
      '--refresh-token-file',
      '--redirect-uri',
      '--pkce',
      '--response-mode',
      '--param',
      '--auth-param',
      '--header',
      '--no-open',
      '--timeout',
      '--ca-file',
      '--insecure-tls',
      '--insecure-http',
      '--data-dir',
      '--json',
      '--show-secrets',
    ]) {
      expect(stdout).toContain(`${option} `);
    }
  });
});
