import { createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtendedOidcServer, startExtendedOidcServer } from '../../fixtures/extended-oidc-server.ts';
import { signInAndLand } from '../../fixtures/sign-in.ts';
import { askOne, tokenOf } from '../endpoints/ask.ts';
import { openFlow, readyProfile, run } from '../grants/flow.ts';

const ports = openFlow();
let server: ExtendedOidcServer;
beforeAll(async () => {
  server = await startExtendedOidcServer();
});
afterAll(async () => {
  await ports.close();
  await server.close();
});

type Wishes = Parameters<typeof readyProfile>[0];
const defaults = readyProfile({ grant: 'authorization_code' }).request;
const everything = { clientId: 'everything', authMethod: 'client_secret_basic', clientSecret: 'everything-secret-1' } as const;
const signingIn = ({ url }: { url: string }) => void signInAndLand(url);
const code = (request: Wishes['request'], client: Wishes['client'] = everything) =>
  run(
    ports,
    readyProfile({ grant: 'authorization_code', server: { issuer: server.issuer }, client, request: { scope: 'openid', ...request } }),
    signingIn,
  );
const protection = (changes: Partial<typeof defaults.protection>) => ({ ...defaults.protection, ...changes });

describe('client authentication by JWT', () => {
  const machine = (client: Wishes['client']) =>
    run(ports, readyProfile({ grant: 'client_credentials', server: { issuer: server.issuer }, client }));

  it('signed with the client secret', async () => {
    const ran = await machine({
      clientId: 'csjwt',
      authMethod: 'client_secret_jwt',
      clientSecret: 'a-client-secret-that-is-long-enough-1',
    });
    expect(ran.error).toBeNull();
    expect(ran.outcome).toBe('succeeded');
  });

  it.each(['signing', 'ec'] as const)('signed with a private key (%s)', async (key) => {
    const ran = await code({}, { clientId: 'pkjwt', authMethod: 'private_key_jwt', signingKey: server.keys[key] });
    expect(ran.error).toBeNull();
    expect(JSON.stringify(ran.record.view)).not.toContain((JSON.parse(server.keys[key]) as { d: string }).d);
  });

  it('with the endpoint as audience is sent as asked, and refused in the words of the server', async () => {
    const ran = await code(
      {},
      {
        clientId: 'pkjwt',
        authMethod: 'private_key_jwt',
        signingKey: server.keys.ec,
        assertionAudience: 'custom',
        customAudience: 'https://elsewhere.test',
      },
    );
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_client' } });
  });

  it('signed with an encrypted PEM key, and its passphrase', async () => {
    const pem = createPrivateKey({ key: JSON.parse(server.keys.ec) as JsonWebKey, format: 'jwk' }).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open sesame',
    });
    const client = { clientId: 'pkjwt', authMethod: 'private_key_jwt', signingKey: String(pem), signingKid: 'client-es' } as const;
    expect((await code({}, { ...client, signingKeyPassphrase: 'open sesame' })).error).toBeNull();
    expect((await code({}, { ...client, signingKeyPassphrase: 'wrong' })).error?.code).toBe('INPUT_PASSPHRASE');
  });

  it.each([
    ['no key', '', 'INPUT_MISSING_SECRET'],
    ['no key at all', 'not a key', 'INPUT_KEY'],
    ['a public key', JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })), 'INPUT_KEY'],
  ])('with %s sends nothing', async (_what, signingKey, expected) => {
    const before = server.requests.filter(({ path }) => path === '/token').length;
    const ran = await machine({ clientId: 'pkjwt', authMethod: 'private_key_jwt', signingKey });
    expect(ran.error?.code).toBe(expected);
    expect(server.requests.filter(({ path }) => path === '/token').length).toBe(before);
  });
});

describe('the authorization request', () => {
  it('carries what OpenID Connect adds, several resources and the details, and shows what was granted', async () => {
    const details = [{ type: 'payment', amount: '12.30' }];
    const ran = await code({
      scope: 'openid',
      resources: ['urn:test:api'],
      authorizationDetails: JSON.stringify(details),
      openId: {
        ...defaults.openId,
        claims: '{"id_token":{"email":null}}',
        acrValues: 'urn:test:gold',
        prompt: 'login',
        maxAge: 300,
        loginHint: 'alice',
        uiLocales: 'de en',
        display: 'popup',
      },
    });
    expect(ran.error).toBeNull();
    const sent = server.requests.findLast(
      ({ parameters }) => parameters.authorization_details !== undefined && parameters.prompt !== undefined,
    );
    expect(sent?.parameters).toMatchObject({
      acr_values: 'urn:test:gold',
      prompt: 'login',
      max_age: '300',
      login_hint: 'alice',
      ui_locales: 'de en',
      display: 'popup',
    });
    expect(ran.tokens?.id_token).toBeTypeOf('string');
    expect(ran.verdict('authorization_details')?.status).toBe('pass');
    expect(ran.verdict('nonce')?.status).toBe('pass');
  });

  it('can be pushed', async () => {
    const ran = await code({ protection: protection({ par: true }) });
    expect(ran.error).toBeNull();
    expect(ran.steps).toEqual(['discovery', 'pushed_authorization_request', 'authorization', 'callback', 'token', 'jwks']);
    expect(ran.verdict('pushed_authorization_request')?.status).toBe('pass');
    expect(ran.verdict('pkce')?.status).toBe('pass');
  });

  it.each([
    ['by value', { jar: true }],
    ['by value, encrypted', { jar: true, jarEncrypted: true }],
    ['pushed', { jar: true, par: true }],
  ])('can be a signed object, %s', async (_how, wish) => {
    const ran = await code({ protection: protection(wish) }, { ...everything, signingKey: server.keys.signing });
    expect(ran.error).toBeNull();
    expect(ran.verdict('state')?.status).toBe('pass');
    expect(ran.outcome).toBe('succeeded');
  });

  it('without a key for its object is not sent', async () => {
    expect((await code({ protection: protection({ jar: true }) })).error).toMatchObject({ code: 'INPUT_MISSING_SECRET' });
  });
});

describe('the response as a JWT', () => {
  it.each(['jwt', 'query.jwt', 'fragment.jwt', 'form_post.jwt'] as const)('in response mode %s is verified', async (responseMode) => {
    const ran = await code({ responseMode });
    expect(ran.error).toBeNull();
    expect(ran.verdict('jarm_signature')?.status).toBe('pass');
    expect(ran.verdict('jarm_aud')?.status).toBe('pass');
    expect(ran.verdict('state')?.status).toBe('pass');
    expect(ran.outcome).toBe('succeeded');
  });

  it('is decrypted with the key of the client', async () => {
    const client = { clientId: 'encrypted', authMethod: 'client_secret_basic', clientSecret: 'encrypted-secret-1' } as const;
    expect((await code({ responseMode: 'jwt' }, { ...client, decryptionKey: server.keys.encryption })).error).toBeNull();
    expect((await code({ responseMode: 'jwt' }, client)).error?.code).toBe('INPUT_MISSING_SECRET');
    expect((await code({ responseMode: 'jwt' }, { ...client, decryptionKey: server.keys.signing })).error?.code).toBe('TOKEN_INVALID');
  });
});

describe('an encrypted ID token', () => {
  const secretive = { clientId: 'secretive', authMethod: 'client_secret_basic', clientSecret: 'secretive-secret-1' } as const;

  it('is opened with the decryption key, and what is inside is verified', async () => {
    const ran = await code({}, { ...secretive, decryptionKey: server.keys.encryption });
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded' });
    expect(ran.tokens?.id_token?.split('.').length).toBe(5);
    expect(ran.verdict('id_token_decryption')).toMatchObject({ status: 'pass', actual: 'RSA-OAEP-256, A256GCM' });
    for (const id of ['id_token_format', 'id_token_signature', 'nonce', 'strict_reading']) {
      expect([id, ran.verdict(id)?.status]).toEqual([id, 'pass']);
    }
    const reading = ran.record.view.tokens.find(({ kind }) => kind === 'id_token')?.reading;
    expect(reading).toMatchObject({ kind: 'jws', header: { alg: 'RS256' }, payload: { sub: 'alice' }, signature: { status: 'valid' } });
  });

  it('in the redirect is opened in the same way', async () => {
    const profile = readyProfile({
      grant: 'implicit',
      server: { issuer: server.issuer },
      client: { ...secretive, decryptionKey: server.keys.encryption },
      request: { scope: 'openid', responseType: 'id_token' },
    });
    const ran = await run(ports, profile, signingIn);
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded' });
    expect(ran.verdict('id_token_decryption')?.status).toBe('pass');
    expect(ran.verdict('id_token_signature')?.status).toBe('pass');
  });

  it.each([
    ['shares-dir', 'dir, A256CBC-HS512'],
    ['shares-wrapped', 'A128KW, A256GCM'],
  ])('of the client %s is opened with a key made of its secret: %s', async (clientId, algorithms) => {
    const client = { clientId, authMethod: 'client_secret_basic', clientSecret: `${clientId}-secret-1` } as const;
    const ran = await code({}, client);
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded' });
    expect(ran.verdict('id_token_decryption')).toMatchObject({
      status: 'pass',
      actual: algorithms,
      message: expect.stringContaining('client secret'),
    });
    for (const id of ['id_token_signature', 'nonce', 'strict_reading']) expect([id, ran.verdict(id)?.status]).toEqual([id, 'pass']);
    const profile = readyProfile({ grant: 'authorization_code', server: { issuer: server.issuer }, client });
    const userinfo = await askOne(ports, profile, { task: 'userinfo', token: tokenOf(ran) });
    expect(userinfo.answer).toMatchObject({ members: { sub: 'alice' }, reading: { header: { alg: 'RS256' } } });
    // A decryption key for something else does not stand in the way; a symmetric one of the user's own counts.
    expect((await code({}, { ...client, decryptionKey: server.keys.encryption })).outcome).toBe('succeeded');
    const own = await code({}, { ...client, decryptionKey: JSON.stringify({ kty: 'oct', k: 'A'.repeat(86) }) });
    expect(own.verdict('id_token_decryption')).toMatchObject({ status: 'fail' });
  });

  it('without the key is kept, and the run says what is missing', async () => {
    const ran = await code({}, secretive);
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded', tokens: { access_token: expect.any(String) } });
    expect(ran.verdict('id_token_decryption')).toMatchObject({ status: 'warning', message: expect.stringContaining('no decryption key') });
  });

  it.each(['signing', 'ec'] as const)('with a wrong key (%s) is kept, and its reading says why', async (key) => {
    const ran = await code({}, { ...secretive, decryptionKey: server.keys[key] });
    expect(ran).toMatchObject({ error: null, outcome: 'checks_failed', tokens: { access_token: expect.any(String) } });
    expect(ran.verdict('id_token_decryption')?.status).toBe('fail');
    const reading = ran.record.view.tokens.find(({ kind }) => kind === 'id_token')?.reading;
    expect(reading).toMatchObject({
      kind: 'jwe',
      error: { code: 'TOKEN_INVALID', message: expect.stringContaining('cannot be decrypted') },
    });
  });
});

describe('DPoP', () => {
  it('proves possession at the token endpoint; the nonce challenge is answered once, and shown', async () => {
    const ran = await code({ protection: protection({ dpop: true }), resources: ['urn:test:api'], scope: 'openid api:read' });
    expect(ran.error).toBeNull();
    expect(ran.steps.filter((name) => name === 'token').length).toBe(2);
    expect(ran.record.view.steps.find(({ label }) => label.includes('nonce is wanted'))).toMatchObject({ name: 'token', status: 'done' });
    expect(ran.tokens?.token_type).toBe('DPoP');
    expect(ran.record.view.tokens[0]?.reading.payload).toMatchObject({ cnf: { jkt: expect.any(String) } });
    expect(ran.verdict('token_type')?.status).toBe('pass');
  });
});

describe('a FAPI 2.0 profile', () => {
  it('runs with PAR, PKCE, private_key_jwt, DPoP and iss, as one', async () => {
    const client = { clientId: 'fapi', authMethod: 'private_key_jwt', signingKey: server.keys.signing } as const;
    const ran = await code({ protection: protection({ par: true, dpop: true }) }, client);
    expect(ran.error).toBeNull();
    expect(ran.outcome).toBe('succeeded');
    expect(ran.verdict('issuer_response')?.status).toBe('pass');
    expect(ran.verdict('pkce')?.status).toBe('pass');
    expect(ran.tokens?.token_type).toBe('DPoP');
  });
});
