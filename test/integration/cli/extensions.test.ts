import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtendedOidcServer, startExtendedOidcServer } from '../../fixtures/extended-oidc-server.ts';
import { approveDevice, signInAndLand } from '../../fixtures/sign-in.ts';
import { documentOf, run, start, temporaryHome } from './run-cli.ts';

let server: ExtendedOidcServer;
const home = temporaryHome();
const file = (name: string, text: string) => {
  writeFileSync(join(home.folder, name), text);
  return join(home.folder, name);
};
beforeAll(async () => {
  server = await startExtendedOidcServer();
});
afterAll(async () => {
  home.remove();
  await server.close();
});

const everything = ['--client-id', 'everything', '--client-secret', 'everything-secret-1'];
const token = (grant: string, ...args: string[]) => ['token', server.issuer, '--grant-type', grant, ...everything, '--json', ...args];

/** Runs a grant that opens the browser, and signs in. */
async function signedIn(grant: string, ...args: string[]) {
  const running = start(token(grant, '--no-open', ...args), { env: home.env, stdin: '' });
  const event = JSON.parse(await running.line('stderr', (line) => line.startsWith('{'))) as { url: string };
  await signInAndLand(event.url);
  return running.ended;
}

describe('grants by short name and by whole grant_type', () => {
  it('device_code tells the user code, and ends with tokens', async () => {
    const running = start(token('device_code', '--scope', 'openid'), { env: home.env, stdin: '' });
    const event = JSON.parse(await running.line('stderr')) as Record<string, string>;
    expect(event).toMatchObject({
      event: 'device.pending',
      user_code: expect.any(String),
      verification_uri: expect.stringContaining('http'),
    });
    await approveDevice(event.verification_uri_complete ?? '');
    const document = documentOf(await running.ended);
    expect(document).toMatchObject({ ok: true, tokens: { id_token: expect.any(String) } });
  });

  it('ciba with --ciba-ping says where it listens, and ends with tokens when the server has told', async () => {
    const args = ['--scope', 'openid', '--login-hint', 'alice', '--ciba-ping', 'http://127.0.0.1:0/ciba-ping'];
    const client = ['--client-id', 'pinged', '--client-secret', 'pinged-secret-1', '--json'];
    const running = start(['token', server.issuer, '--grant-type', 'ciba', ...client, ...args], { env: home.env, stdin: '' });
    const event = JSON.parse(await running.line('stderr')) as Record<string, string>;
    expect(event).toMatchObject({ event: 'ciba.pending', ping_at: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/ciba-ping$/) });
    server.pingAt(event.ping_at ?? '');
    await server.approveBackchannel();
    const document = documentOf(await running.ended);
    expect(document).toMatchObject({ ok: true, tokens: { id_token: expect.any(String) } });
    expect(document.verdicts.find(({ id }) => id === 'ciba_ping')?.status).toBe('pass');
    expect(document.steps.map(({ name }) => name)).toContain('ping');
  });

  it('token exchange takes tokens, types, audiences and resources', async () => {
    const first = documentOf(
      await run(token('client_credentials', '--resource', 'urn:test:api', '--scope', 'api:read'), { env: home.env }),
    );
    const subject = file('subject', String(first.tokens.access_token));
    const ended = await run(
      token(
        'urn:ietf:params:oauth:grant-type:token-exchange',
        '--subject-token-file',
        subject,
        '--subject-token-type',
        'jwt',
        '--audience',
        'one',
        '--audience',
        'two',
      ),
      { env: home.env },
    );
    expect(documentOf(ended)).toMatchObject({ ok: true, tokens: { issued_token_type: expect.any(String) } });
    expect(server.requests.findLast(({ path }) => path === '/token')?.parameters).toMatchObject({
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      audience: ['one', 'two'],
    });
  });

  it('jwt_bearer builds its assertion from claims in a file', async () => {
    const args = ['--signing-key', file('key.json', server.keys.ec), '--assertion-claims', `@${file('claims.json', '{"sub":"bob"}')}`];
    expect(documentOf(await run(token('jwt_bearer', ...args), { env: home.env })).decoded.access_token?.payload).toMatchObject({
      sub: 'bob',
    });
  });

  it('hybrid, pushed, as a signed object, answered as a JWT, with DPoP', async () => {
    const args = ['--scope', 'openid', '--response-type', 'code id_token', '--signing-key', file('key.json', server.keys.signing)];
    const ended = await signedIn('hybrid', ...args, '--par', '--jar', '--jarm', '--dpop');
    const document = documentOf(ended);
    expect(document.error).toBeUndefined();
    expect(document).toMatchObject({ ok: true, tokens: { token_type: 'DPoP', id_token: expect.any(String) } });
    expect(document.verdicts.find(({ id }) => id === 'jarm_signature')?.status).toBe('pass');
  });

  it('saml2_bearer sends the assertion of a file, and a scheme of its own proves the client', async () => {
    const assertion = file('assertion.xml', '<Assertion>\n  <NameID>bob</NameID>\n</Assertion>');
    const basic = Buffer.from('everything:everything-secret-1').toString('base64');
    const args = ['--grant-type', 'saml2_bearer', '--client-id', 'everything', '--assertion-file', assertion, '--json'];
    const custom = ['--auth-method', 'custom', '--client-header', `Authorization: Basic ${basic}`];
    const ended = await run(['token', server.issuer, ...args, ...custom], { env: home.env });
    expect(documentOf(ended).decoded.access_token?.payload).toMatchObject({ sub: 'bob' });
    expect(ended.stdout).not.toContain(basic);
  });

  it('a FAPI 2.0 profile, with what OpenID Connect and authorization_details add', async () => {
    const client = ['--client-id', 'fapi', '--auth-method', 'private_key_jwt', '--signing-key', file('key.json', server.keys.signing)];
    const asked = [
      ...['--claims', '{"id_token":{"email":null}}', '--acr-values', 'urn:test:gold', '--prompt', 'login', '--max-age', '60'],
      ...['--ui-locales', 'de en', '--display', 'popup', '--login-hint', 'alice', '--resource', 'urn:test:api'],
      ...['--authorization-details', '[{"type":"payment","amount":"12.30"}]'],
    ];
    const args = [
      'token',
      server.issuer,
      '--grant-type',
      'authorization_code',
      ...client,
      '--scope',
      'openid',
      '--par',
      '--dpop',
      ...asked,
    ];
    const running = start([...args, '--json', '--no-open'], { env: home.env, stdin: '' });
    const event = JSON.parse(await running.line('stderr', (line) => line.startsWith('{'))) as { url: string };
    expect([...new URL(event.url).searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
    await signInAndLand(event.url);
    const document = documentOf(await running.ended);
    expect(document).toMatchObject({ ok: true, tokens: { token_type: 'DPoP', id_token: expect.any(String) } });
    const status = (id: string) => document.verdicts.find((verdict) => verdict.id === id)?.status;
    for (const id of ['pkce', 'issuer_response', 'dpop_binding', 'authorization_details']) expect([id, status(id)]).toEqual([id, 'pass']);
    expect(server.requests.findLast(({ path }) => path === '/request')?.parameters).toMatchObject({
      claims: '{"id_token":{"email":null}}',
      acr_values: 'urn:test:gold',
      prompt: 'login',
      max_age: '60',
      ui_locales: 'de en',
      display: 'popup',
      login_hint: 'alice',
    });
  });

  it('any URI is an extension grant, with the parameters that are given', async () => {
    const ended = await run(token('urn:example:grant', '--param', 'colour=blue'), { env: home.env });
    expect(ended.code).toBe(1);
    const { error, diagnosis = [] } = documentOf(ended);
    expect(error).toMatchObject({ oauth: { error: 'unsupported_grant_type' } });
    expect(diagnosis[0]).toMatchObject({ id: 'unauthorized_client', message: 'The server does not have the grant urn:example:grant.' });
  });
});

describe('what cannot be used ends with 2 and sends nothing', () => {
  it.each<[string, string[]]>([
    ['claims that are not JSON', ['--claims', '{']],
    ['details in a file that is not there', ['--authorization-details', '@/nowhere/at/all']],
    ['a token type that is none', ['--subject-token-type', 'bearer']],
    ['a key file that is not there', ['--signing-key', '/nowhere/at/all']],
    ['two secrets on standard input', ['--subject-token-file', '-', '--assertion-file', '-']],
    ['a secret given twice', ['--assertion', 'a', '--assertion-env', 'PATH']],
    ['an unknown response type', ['--response-type', 'code code']],
  ])('%s', async (_what, args) => {
    const before = server.requests.length;
    const ended = await run(token('token_exchange', ...args), { env: home.env });
    expect(ended.code).toBe(2);
    expect(documentOf(ended).error?.code).toBe('INPUT_INVALID');
    expect(server.requests.length).toBe(before);
  });
});
