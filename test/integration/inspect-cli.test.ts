import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tokenReading } from '../../shared/model/token-reading.ts';
import { type HostileServer, startHostileServer } from '../fixtures/hostile-server.ts';
import { type Ended, run, temporaryHome } from './cli/run-cli.ts';
import { commandsInTurn } from './cli/run-in-turn.ts';

const home = temporaryHome();
const commands = commandsInTurn(home.env);
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' };
const now = Math.floor(Date.now() / 1000);
const secret = Buffer.from('a secret of thirty-two bytes and more');

const signed = await new SignJWT({
  iss: 'https://as.example',
  sub: 'alice',
  aud: 'api',
  client_id: 'web',
  jti: '1',
  iat: now,
  exp: now + 3_600,
})
  .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'at+jwt' })
  .sign(privateKey);
const hmac = await new SignJWT({ sub: 'alice', exp: now + 3_600 }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
const changed = signed.replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"mallory"}').toString('base64url')}.`);
const unsecured = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${signed.split('.')[1]}.`;
const opaque = '2YotnFZFEjr1zCsicMWpAA';

let server: HostileServer;
beforeAll(async () => {
  const headers = [['Content-Type', 'application/json']] as const;
  server = await startHostileServer({
    routes: {
      '/jwks': { headers, body: JSON.stringify({ keys: [jwk] }) },
      '/not-a-set': { headers, body: '{"issuer":"x"}' },
      '/moved': { status: 302, headers: [['Location', '/jwks']] },
    },
  });
});
afterAll(async () => {
  commands.stop();
  await server.close();
  home.remove();
});

/** In a process of its own where something is on standard input. */
const inspect = (args: string[], stdin?: string) =>
  stdin === undefined ? commands.run(['inspect', ...args]) : run(['inspect', ...args], { stdin, env: home.env });
const file = (name: string, content: string) => {
  const path = join(home.folder, name);
  writeFileSync(path, content);
  return path;
};
const pem = file('key.pem', publicKey.export({ format: 'pem', type: 'spki' }).toString());

/** The one document that `--json` printed, checked against the model. */
function readingOf({ stdout }: Ended) {
  const [line = '', rest] = stdout.split('\n');
  expect(rest).toBe('');
  return tokenReading.parse(JSON.parse(line));
}

describe('no token at all, or a broken one: exit 2, and the place', () => {
  test.each<[string, string, string, string | null, RegExp]>([
    ['a sentence', 'this is no token', 'TOKEN_NOT_A_TOKEN', null, /white space stands at character 5/],
    ['nothing', '', 'TOKEN_NOT_A_TOKEN', null, /nothing here/],
    ['JSON without a token', '{"error":"x"}', 'TOKEN_NOT_A_TOKEN', null, /JSON/],
    ['a payload cut off', signed.replace(/\.[^.]+\./, '.eyJpc3Mi.'), 'TOKEN_MALFORMED', 'payload', /decoded character 7/],
    ['a part missing', signed.slice(0, signed.lastIndexOf('.')), 'TOKEN_MALFORMED', null, /2 parts/],
    ['padding', `${signed}=`, 'TOKEN_MALFORMED', 'signature', /padding/],
  ])('%s', async (_, token, code, part, reason) => {
    const ended = await inspect([token, '--json']);
    expect(ended.code).toBe(2);
    expect(readingOf(ended).error).toMatchObject({ code, part, message: expect.stringMatching(reason) });
  });

  test('for people: what can be read, and on standard error what is wrong', async () => {
    const ended = await inspect([`${signed}=`]);
    expect(ended).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/sub +alice/),
      stderr: expect.stringMatching(/padding.*\[TOKEN_MALFORMED\]/),
    });
  });

  test('for people: of what is no token, nothing is printed as if it had been read', async () => {
    expect(await inspect(['hello world'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/\[TOKEN_NOT_A_TOKEN\]/) });
  });

  test('a broken token is not verified', async () => {
    const ended = await inspect([`${signed}=`, '--key', pem, '--json'], '');
    expect(ended.code).toBe(2);
    expect(readingOf(ended).signature.status).toBe('not_checked');
  });
});

describe('wrong usage: exit 2', () => {
  test.each<[string, string[], RegExp]>([
    ['two keys', [signed, '--key', pem, '--secret', 'x'], /only one of --jwks, --key and --secret/],
    ['an encoding without a secret', [signed, '--secret-encoding', 'hex'], /--secret-encoding/],
    ['an encoding that does not exist', [signed, '--secret', 'x', '--secret-encoding', 'rot13'], /Allowed choices are utf8, base64/],
    ['token and key both from standard input', ['-', '--key', '-'], /cannot read standard input together/],
    ['no token argument and the key from standard input', ['--key', '-'], /cannot read standard input together/],
    ['two tokens', [signed, signed], /argument/],
    ['an option that does not exist', [signed, '--verify'], /--verify/],
  ])('%s', async (_, args, reason) => {
    const ended = await inspect(args);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(reason) });
  });

  test.each<[string, string[], RegExp]>([
    ['a key file that is not there', ['--key', '/does/not/exist.pem'], /exist\.pem.*ENOENT/],
    ['a key file that holds no key', ['--key', file('no.pem', 'hello')], /neither PEM nor JSON/],
    ['a damaged PEM', ['--key', file('damaged.pem', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----')], /key is damaged/],
    ['a secret that is not hex', ['--secret', 'xyz', '--secret-encoding', 'hex'], /not hex/],
    ['a key set over plain http', ['--jwks', 'http://as.example/jwks'], /plain http/],
    ['a key set that is no URL', ['--jwks', 'jwks.json'], /not an absolute/],
  ])('%s: the token is read all the same', async (_, args, reason) => {
    const ended = await inspect([signed, ...args, '--json']);
    expect(ended.code).toBe(2);
    expect(readingOf(ended)).toMatchObject({
      payload: { sub: 'alice' },
      signature: { status: 'not_checked', reason: expect.stringMatching(reason) },
      error: { message: expect.stringMatching(reason) },
    });
  });
});

describe('a key set that cannot be had', () => {
  test.each<[string, string, number, string]>([
    ['nobody listens', 'http://127.0.0.1:9/jwks', 3, 'NET_REFUSED'],
    ['the answer is HTML', '/html', 1, 'OAUTH_INVALID_RESPONSE'],
    ['the answer is no key set', '/not-a-set', 1, 'OAUTH_INVALID_RESPONSE'],
    ['a redirect is not followed', '/moved', 1, 'OAUTH_INVALID_RESPONSE'],
    ['there is none', '/missing', 1, 'OAUTH_INVALID_RESPONSE'],
  ])('%s', async (_, path, code, error) => {
    const ended = await inspect([signed, '--jwks', path.startsWith('/') ? `${server.url}${path}` : path, '--json']);
    expect(ended.code).toBe(code);
    expect(readingOf(ended)).toMatchObject({ payload: { sub: 'alice' }, signature: { status: 'not_checked' }, error: { code: error } });
  });
});

describe('a signature that was checked and does not hold: exit 4', () => {
  test.each<[string, string, () => string[]]>([
    ['a changed payload, by key set', changed, () => ['--jwks', `${server.url}/jwks`]],
    ['a changed payload, by PEM', changed, () => ['--key', pem]],
    ['a wrong secret', hmac, () => ['--secret', 'wrong']],
    ['an unsecured token', unsecured, () => ['--key', pem]],
    ['an HMAC checked with a public key', hmac, () => ['--jwks', `${server.url}/jwks`]],
  ])('%s', async (_, token, args) => {
    const ended = await inspect([token, ...args(), '--json']);
    expect(ended.code).toBe(4);
    expect(readingOf(ended).signature.status).toBe('invalid');
    expect(readingOf(ended).error).toBeUndefined();
  });
});

describe('exit 0', () => {
  test('the JSON document is what the contract says', async () => {
    const ended = await inspect([signed, '--jwks', `${server.url}/jwks`, '--json']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const reading = readingOf(ended);
    expect(reading).toMatchObject({
      kind: 'jws',
      header: { alg: 'RS256', kid: 'k1', typ: 'at+jwt' },
      payload: { iss: 'https://as.example', sub: 'alice', iat: now, exp: now + 3_600 },
      signature: { status: 'valid', reason: 'RS256 verified with key k1: chosen by kid “k1”.', key: 'k1' },
      findings: [],
    });
    expect(reading.claims.map(({ name }) => name)).toEqual(['iss', 'sub', 'aud', 'client_id', 'jti', 'iat', 'exp']);
    expect(reading.claims[6]).toMatchObject({
      value: now + 3_600,
      meaning: expect.stringMatching(/^Expires .* in (?:5\d|60) minutes \(.* UTC\)\.$/),
      spec: { rfc: 'RFC 7519', section: '4.1.4' },
    });
    expect('error' in reading).toBe(false);
  });

  test.each<[string, string, string[]]>([
    ['PEM', signed, ['--key', pem]],
    ['JWK', signed, ['--key', file('key.jwk', JSON.stringify(jwk))]],
    ['JWK Set', signed, ['--key', file('keys.json', JSON.stringify({ keys: [jwk] }))]],
    ['secret', hmac, ['--secret', secret.toString()]],
    ['secret in hex', hmac, ['--secret', secret.toString('hex'), '--secret-encoding', 'hex']],
    ['secret in Base64', hmac, ['--secret', secret.toString('base64'), '--secret-encoding', 'base64']],
    ['secret in Base64url', hmac, ['--secret', secret.toString('base64url'), '--secret-encoding', 'base64url']],
  ])('verified with %s', async (_, token, args) => {
    const ended = await inspect([token, ...args, '--json']);
    expect(ended.code).toBe(0);
    expect(readingOf(ended).signature.status).toBe('valid');
  });

  test('the token from standard input, with - and without, newline and all', async () => {
    for (const args of [['-'], []]) {
      const ended = await inspect([...args, '--json'], `${signed}\r\n`);
      expect(ended.code).toBe(0);
      expect(readingOf(ended).payload).toMatchObject({ sub: 'alice' });
    }
  });

  test('the key from standard input', async () => {
    const ended = await inspect([signed, '--key', '-', '--json'], JSON.stringify(jwk));
    expect(readingOf(ended).signature.status).toBe('valid');
  });

  test('without a key nothing is called valid', async () => {
    const ended = await inspect([signed, '--json']);
    expect(ended.code).toBe(0);
    expect(readingOf(ended).signature.status).toBe('not_checked');
  });

  test('an opaque token is named as such, whatever key is given, and no key is fetched for it', async () => {
    const before = server.requests.length;
    const ended = await inspect([opaque, '--jwks', `${server.url}/jwks`, '--json']);
    expect(ended.code).toBe(0);
    expect(readingOf(ended)).toMatchObject({
      kind: 'opaque',
      header: null,
      payload: null,
      signature: { status: 'not_checked' },
      findings: [{ id: 'opaque' }],
    });
    expect(server.requests.length).toBe(before);
  });

  test('for people: every claim with its meaning, and the verdict on the signature', async () => {
    const { code, stdout, stderr } = await inspect([signed, '--key', pem], '');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Access token: JSON Web Token \(JWS\)\n/);
    expect(stdout).toMatch(/ {2}sub {8}alice +Subject: whom the token is about\./);
    expect(stdout).toMatch(/Signature: valid\n {2}RS256 verified with key [\w-]{43}: the one key for RS256\./);
  });

  test('what a token says cannot take over the terminal', async () => {
    const claims = Buffer.from(JSON.stringify({ sub: '\u001b]0;owned\u0007\u202e', 'a\nb': 1 })).toString('base64url');
    const { stdout } = await inspect([`${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`]);
    expect(stdout).toContain('\\u001b]0;owned\\u0007\\u202e');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what must not be there
    expect(stdout).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});
