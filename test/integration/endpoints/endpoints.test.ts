/** Introspection, revocation and userinfo of a real authorization server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtendedOidcServer, startExtendedOidcServer } from '../../fixtures/extended-oidc-server.ts';
import { signInAndLand } from '../../fixtures/sign-in.ts';
import { openFlow, type Ran, readyProfile, run } from '../grants/flow.ts';
import { askOne, pasted, tokenOf } from './ask.ts';

const ports = openFlow();
let server: ExtendedOidcServer;
/** One sign-in of the client whose answers are JSON, and one of the client whose answers are encrypted. */
let plain: Ran;
let sealed: Ran;

const everything = { clientId: 'everything', authMethod: 'client_secret_basic', clientSecret: 'everything-secret-1' } as const;
const encrypted = () =>
  ({
    clientId: 'encrypted',
    authMethod: 'client_secret_basic',
    clientSecret: 'encrypted-secret-1',
    decryptionKey: server.keys.encryption,
  }) as const;

const profile = (client: object = everything, dpop = false) => {
  const { request } = readyProfile({ grant: 'authorization_code' });
  return readyProfile({
    grant: 'authorization_code',
    server: { issuer: server.issuer },
    client,
    request: { scope: 'openid email', protection: { ...request.protection, dpop } },
  });
};
const obtain = (client: object) => run(ports, profile(client), ({ url }) => void signInAndLand(url));

beforeAll(async () => {
  server = await startExtendedOidcServer();
  plain = await obtain(everything);
  sealed = await obtain(encrypted());
}, 30_000);
afterAll(async () => {
  await ports.close();
  await server.close();
});

describe('introspection', () => {
  it('says that a token is active, and whose it is', async () => {
    const asked = await askOne(ports, profile(), { task: 'introspection', token: tokenOf(plain), jwt: false });
    expect(asked.outcome).toBe('succeeded');
    expect(asked.steps).toEqual(['discovery', 'introspection']);
    expect(asked.answer).toMatchObject({ status: 200, members: { active: true, sub: 'alice', client_id: 'everything' }, reading: null });
    expect(asked.complaints).toEqual([]);
    expect(server.requests.at(-1)?.parameters).toMatchObject({ token_type_hint: 'access_token' });
    expect(JSON.stringify(asked.record.view)).not.toContain(plain.tokens?.access_token);
  });

  it('of a JWT is refused by a server that keeps none, and explained', async () => {
    const request = { scope: 'api:read', resources: ['urn:test:api'] };
    const jwt = await run(
      ports,
      readyProfile({ grant: 'client_credentials', server: { issuer: server.issuer }, client: everything, request }),
    );
    const asked = await askOne(ports, profile(), { task: 'introspection', token: tokenOf(jwt), jwt: false });
    expect(asked.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'unsupported_token_type' } });
    expect(asked.error?.message).toContain('look up');
  });

  it('is a signed JWT where that is asked for, and checked like any token', async () => {
    const asked = await askOne(ports, profile(), { task: 'introspection', token: tokenOf(plain), jwt: true });
    expect(asked.steps).toEqual(['discovery', 'introspection', 'jwks']);
    expect(asked.answer).toMatchObject({
      mediaType: 'application/token-introspection+jwt',
      members: { active: true, sub: 'alice' },
      reading: { kind: 'jws', signature: { status: 'valid' }, payload: { iss: server.issuer, aud: 'everything' } },
    });
    expect(asked.complaints).toEqual([]);
    for (const id of ['form', 'typ', 'iss', 'aud', 'content', 'signature']) expect(asked.status(`introspection_jwt_${id}`)).toBe('pass');
  });

  it('is opened where it is encrypted, with the key of the client', async () => {
    const asked = await askOne(ports, profile(encrypted()), { task: 'introspection', token: tokenOf(sealed), jwt: true });
    expect(asked.answer).toMatchObject({ members: { active: true }, reading: { signature: { status: 'valid' } } });
    expect(asked.complaints).toEqual([]);
    const locked = await askOne(ports, profile({ ...encrypted(), decryptionKey: null }), {
      task: 'introspection',
      token: tokenOf(sealed),
      jwt: true,
    });
    expect(locked.error).toMatchObject({ code: 'INPUT_MISSING_SECRET' });
    expect(locked.record.view.steps.at(-1)).toMatchObject({
      name: 'introspection',
      status: 'failed',
      exchange: { response: { status: 200 } },
    });
  });

  it('fails with the words of the server where the client is not known', async () => {
    const asked = await askOne(ports, profile({ ...everything, clientSecret: 'wrong' }), {
      task: 'introspection',
      token: pasted('whatever'),
      jwt: false,
    });
    expect(asked.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_client', status: 401 } });
    expect(asked.outcome).toBe('failed');
  });
});

describe('userinfo', () => {
  it('names the user of the ID token', async () => {
    const asked = await askOne(ports, profile(), { task: 'userinfo', token: tokenOf(plain) });
    expect(asked.outcome).toBe('succeeded');
    expect(asked.answer?.members).toEqual({ sub: 'alice', email: 'alice@example.test' });
    expect(asked.status('userinfo_sub_agrees')).toBe('pass');
    expect(asked.complaints).toEqual([]);
  });

  it('does not take a token for an API, and it is said why', async () => {
    const request = { scope: 'openid api:read', resources: ['urn:test:api'] };
    const whole = readyProfile({ grant: 'authorization_code', server: { issuer: server.issuer }, client: everything, request });
    const forApi = await run(ports, whole, ({ url }) => void signInAndLand(url));
    const asked = await askOne(ports, profile(), { task: 'userinfo', token: tokenOf(forApi) });
    expect(asked.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_token' } });
    expect(asked.record.view.diagnosis).toMatchObject([
      { id: 'audience_elsewhere', evidence: expect.stringContaining(`It says aud urn:test:api, and went to ${server.issuer}/me.`) },
    ]);
    expect(JSON.stringify(asked.record.view)).not.toContain(forApi.tokens?.access_token);
  });

  it('must not be used where it is about somebody else', async () => {
    const asked = await askOne(ports, profile(), { task: 'userinfo', token: { ...tokenOf(plain), subject: 'mallory' } });
    expect(asked.status('userinfo_sub_agrees')).toBe('fail');
    expect(asked.outcome).toBe('checks_failed');
  });

  it('is signed and encrypted for a client that is registered so', async () => {
    const asked = await askOne(ports, profile(encrypted()), { task: 'userinfo', token: tokenOf(sealed) });
    expect(asked.steps).toEqual(['discovery', 'userinfo', 'jwks']);
    expect(asked.answer).toMatchObject({
      mediaType: 'application/jwt',
      members: { sub: 'alice', iss: server.issuer, aud: 'encrypted' },
      reading: { signature: { status: 'valid' } },
    });
    expect(asked.complaints).toEqual([]);
  });

  it('goes under DPoP where the token is bound to a key, with the nonce the server wants', async () => {
    const { createDpopKey } = await import('../../../shared/protocol/dpop.ts');
    const bound = profile(everything, true);
    const withKey = {
      ...bound,
      request: { ...bound.request, protection: { ...bound.request.protection, dpopKey: await createDpopKey('ES256') } },
    };
    const ran = await run(ports, withKey, ({ url }) => void signInAndLand(url));
    expect(ran.tokens?.token_type).toBe('DPoP');
    const asked = await askOne(ports, withKey, { task: 'userinfo', token: tokenOf(ran) });
    expect(asked.answer?.members).toMatchObject({ sub: 'alice' });
    expect(asked.steps.filter((name) => name === 'userinfo')).toHaveLength(2);
    const stolen = await askOne(ports, profile(), { task: 'userinfo', token: { ...tokenOf(ran), type: 'Bearer' } });
    expect(stolen.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_token' } });
    expect(stolen.answer?.challenges.map(({ scheme }) => scheme)).toContain('DPoP');
  });

  it('explains what a token that is no good is answered with', async () => {
    const asked = await askOne(ports, profile(), { task: 'userinfo', token: pasted('never-issued') });
    expect(asked.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_token', status: 401 } });
    expect(asked.answer?.challenges).toMatchObject([{ scheme: 'Bearer', meaning: expect.stringContaining('expired, revoked') }]);
    // The profile has a client that authenticates; userinfo never saw it, so nothing is wrong with it.
    expect(asked.record.view.diagnosis).toEqual([]);
  });
});

describe('revocation', () => {
  it('makes a token good for nothing, and an unknown one is no error', async () => {
    const token = tokenOf(await obtain(everything));
    const asked = await askOne(ports, profile(), { task: 'revocation', token });
    expect(asked.outcome).toBe('succeeded');
    expect(asked.complaints).toEqual([]);
    const after = await askOne(ports, profile(), { task: 'introspection', token, jwt: false });
    expect(after.answer?.members).toEqual({ active: false });
    const again = await askOne(ports, profile(), { task: 'revocation', token });
    expect(again.outcome).toBe('succeeded');
    expect(again.answer?.meaning).toContain('never knew');
  });

  it('that is refused leaves the token as it was, and says so', async () => {
    const asked = await askOne(ports, profile({ ...everything, clientSecret: 'wrong' }), { task: 'revocation', token: pasted('t') });
    expect(asked.error?.oauth?.error).toBe('invalid_client');
    expect(asked.status('revocation_status')).toBe('fail');
  });
});
