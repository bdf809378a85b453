import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, EmbeddedJWK, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ResourceServer, startResourceServer } from '../../fixtures/resource-server.ts';
import { type Document, documentOf, type Running, run, start, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
let playground: Running;
let issuer: string;
let resource: ResourceServer;
let token: string;
let idToken: string;

interface Answered extends Document {
  introspection?: Record<string, unknown> | null;
  revocation?: { status: number };
  userinfo?: Record<string, unknown>;
  resource?: { status: number; body: string; challenges: { scheme: string; parameters: Record<string, string> }[] };
}

beforeAll(async () => {
  playground = start(['playground', '--json'], { env: home.env });
  resource = await startResourceServer({
    '/echo': ({ header }) => ({ headers: { 'content-type': 'text/plain' }, body: `one\n${header('authorization')}` }),
    '/refuse': () => ({ status: 403, headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="write"' } }),
  });
  issuer = (JSON.parse(await playground.line('stdout')) as { issuer: string }).issuer;
  const args = ['--grant-type', 'password', '--username', 'alice', '--password', 'wonderland', '--scope', 'openid profile'];
  const obtained = documentOf(await run(['token', issuer, '--json', ...client, ...args], { env: home.env }));
  token = String(obtained.tokens.access_token);
  idToken = String(obtained.tokens.id_token);
}, 60_000);

afterAll(async () => {
  playground.child.kill('SIGTERM');
  await Promise.all([playground.ended, resource.close()]);
  home.remove();
});

const client = ['--client-id', 'trusted-public'];
const ask = (command: string, args: readonly string[], env: Record<string, string> = { THE_TOKEN: token }) =>
  run([command, ...args, '--token-env', 'THE_TOKEN', '--json'], { env: { ...home.env, ...env } });
const answered = async (command: string, args: readonly string[]): Promise<Answered & { code: number | null }> => {
  const ended = await ask(command, args);
  return { code: ended.code, ...documentOf(ended) };
};

describe('one endpoint', () => {
  test('introspect, userinfo, revoke, introspect: the life of a token', async () => {
    const before = await answered('introspect', [issuer, ...client]);
    expect(before).toMatchObject({ code: 0, ok: true, introspection: { active: true, client_id: 'trusted-public' } });
    expect(Object.keys(before).filter((key) => key !== 'code')).toEqual(['ok', 'introspection', 'verdicts', 'steps']);
    expect(before.steps.map(({ name }) => name)).toEqual(['discovery', 'introspection']);
    expect(JSON.stringify(before)).not.toContain(token);

    const user = await answered('userinfo', [issuer, '--id-token', idToken]);
    expect(user).toMatchObject({ code: 0, ok: true, userinfo: { sub: 'alice' } });
    expect(user.verdicts.find(({ id }) => id === 'userinfo_sub_agrees')).toMatchObject({ status: 'pass', expected: 'alice' });
    expect(JSON.stringify(user)).not.toContain(idToken);

    const gone = await answered('revoke', [issuer, ...client, '--token-type-hint', 'access_token']);
    expect(gone).toMatchObject({ code: 0, ok: true, revocation: { status: 200 } });

    const after = await answered('introspect', [issuer, ...client]);
    expect(after).toMatchObject({ code: 0, ok: true, introspection: { active: false } });
  }, 60_000);

  test('a refusal is exit 1, with the words of the server in the fixed document', async () => {
    const refused = await answered('introspect', [issuer, '--client-id', 'trusted-app', '--client-secret', 'wrong']);
    expect(refused).toMatchObject({ code: 1, ok: false, introspection: expect.anything(), error: { oauth: { error: 'invalid_client' } } });
  }, 30_000);
});

describe('call', () => {
  test('puts the token in the header; what comes back is the body, the token in it redacted unless asked for', async () => {
    const url = `${resource.origin}/echo`;
    const file = join(home.folder, 'token.txt');
    writeFileSync(file, `${token}\n`);
    const ended = await run(['call', url, '--token-file', file, '--data', '{"a":1}', '--header', 'X-Note: hello'], { env: home.env });
    expect(ended).toMatchObject({ code: 0, stdout: 'one\nBearer [redacted token]\n' });
    expect(ended.stderr).toContain('POST');
    const sent = resource.received.at(-1);
    expect([sent?.method, sent?.body, sent?.header('content-type'), sent?.header('x-note'), sent?.header('authorization')]).toEqual([
      'POST',
      '{"a":1}',
      'application/json',
      'hello',
      `Bearer ${token}`,
    ]);
    const shown = documentOf(await ask('call', [url, '--show-secrets'])) as Answered;
    expect(shown.resource?.body).toBe(`one\nBearer ${token}`);
  }, 30_000);

  test('--dpop-key: the token is bound to the key of the file, and the call proves that it is held', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), alg: 'ES256' };
    const file = join(home.folder, 'dpop.json');
    writeFileSync(file, JSON.stringify(jwk));
    const app = ['--client-id', 'trusted-app', '--client-secret', 'trusted-secret', '--username', 'alice', '--password', 'wonderland'];
    const args = ['token', issuer, '--json', '--grant-type', 'password', ...app, '--scope', 'api:read', '--dpop-key', file];
    const obtained = documentOf(await run(args, { env: home.env }));
    const thumbprint = await calculateJwkThumbprint(jwk);
    expect([obtained.tokens.token_type, obtained.decoded.access_token?.payload.cnf]).toEqual(['DPoP', { jkt: thumbprint }]);

    const bound = String(obtained.tokens.access_token);
    const called = await ask('call', [`${resource.origin}/echo`, '--dpop-key', file], { THE_TOKEN: bound });
    const sent = resource.received.at(-1);
    expect([called.code, sent?.header('authorization')]).toEqual([0, `DPoP ${bound}`]);
    const proof = await jwtVerify(sent?.header('dpop') ?? '', EmbeddedJWK, { typ: 'dpop+jwt' });
    expect(await calculateJwkThumbprint(proof.protectedHeader.jwk ?? {})).toBe(thumbprint);
    expect(proof.payload).toMatchObject({ htm: 'GET', htu: `${resource.origin}/echo` });
  }, 30_000);

  test('explains the challenge of a refusal, exit 1', async () => {
    const refused = await answered('call', [`${resource.origin}/refuse`, '--token-in', 'query']);
    expect(refused).toMatchObject({
      code: 1,
      ok: false,
      resource: { status: 403, challenges: [{ scheme: 'Bearer', parameters: { scope: 'write' } }] },
      error: { code: 'OAUTH_RESPONSE', oauth: { error: 'insufficient_scope' } },
    });
    expect(refused.verdicts.find(({ id }) => id === 'token_place')?.status).toBe('warning');
  }, 30_000);
});

describe('wrong usage is exit 2, and nothing is sent', () => {
  test.each<[string, string[]]>([
    ['no token', ['call', 'http://127.0.0.1:9/', '--json']],
    ['no server', ['introspect', '--client-id', 'c', '--token', 't', '--json']],
    ['no client', ['revoke', 'http://127.0.0.1:9', '--token', 't', '--json']],
    ['two forms of the token', ['userinfo', 'http://127.0.0.1:9', '--token', 't', '--token-env', 'T', '--json']],
    ['an ID token that is none', ['userinfo', 'http://127.0.0.1:9', '--token', 't', '--id-token', 'opaque', '--json']],
    ['a URL that is none', ['call', 'nowhere', '--token', 't', '--json']],
  ])(
    '%s',
    async (_what, args) => {
      const ended = await run(args, { env: home.env });
      const document = documentOf(ended);
      expect([ended.code, document.ok]).toEqual([2, false]);
      expect(document.steps).toEqual([]);
    },
    30_000,
  );
});
