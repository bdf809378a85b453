import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlayground } from '../../../playground/start-playground.ts';
import { claimsOf, post } from './playground-client.ts';

let folder: string;
let issuer: string;
let approvalUrl: string;
let playground: ReturnType<typeof createPlayground>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grantbench-playground-'));
  playground = createPlayground({ folder });
  ({ issuer, approvalUrl } = await playground.start());
});
afterAll(async () => {
  await playground.stop();
  await rm(folder, { recursive: true, force: true });
});

const ciba = 'urn:openid:params:grant-type:ciba';
const bank = 'bank-app:bank-secret';
const ask = (changes: Record<string, string> = {}, basic = bank) =>
  post(`${issuer}/backchannel`, { scope: 'openid profile', login_hint: 'alice', binding_message: 'Order 4711', ...changes }, basic);
const poll = (id: unknown, basic = bank) => post(`${issuer}/token`, { grant_type: ciba, auth_req_id: String(id) }, basic);

async function decide(decision: 'allow' | 'deny', headers: Record<string, string> = {}): Promise<Response> {
  const page = await (await fetch(approvalUrl)).text();
  const id = /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return fetch(approvalUrl, { method: 'POST', body: new URLSearchParams({ id, decision }), headers });
}

describe('backchannel authentication at the playground', () => {
  it('waits for the user, who sees the message, and brings tokens when they allow', async () => {
    const { body } = await ask();
    expect(body).toMatchObject({ auth_req_id: expect.any(String), interval: 1 });
    expect((await poll(body.auth_req_id)).body.error).toBe('authorization_pending');
    const page = await (await fetch(approvalUrl)).text();
    for (const text of ['alice’s phone', 'Bank app', 'Order 4711', 'Read your name']) expect(page).toContain(text);
    // What another site sends in the user's name decides nothing.
    expect((await decide('allow', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect(await (await decide('allow')).text()).toContain('may go on');
    const { body: tokens } = await poll(body.auth_req_id);
    expect(claimsOf(tokens.id_token)).toMatchObject({ sub: 'alice', aud: 'bank-app' });
    expect(tokens.refresh_token).toBeTypeOf('string');
    expect(await (await fetch(approvalUrl)).text()).toContain('Nobody asks');
  });

  it('refuses when they deny, and what it does not know', async () => {
    const { body } = await ask({ login_hint: 'bob' });
    await decide('deny');
    expect((await poll(body.auth_req_id)).body.error).toBe('access_denied');
    expect((await ask({ login_hint: 'mallory' })).body.error).toBe('unknown_user_id');
    expect((await ask({ binding_message: 'x'.repeat(41) })).body.error).toBe('invalid_binding_message');
    expect((await ask({}, 'bank-ping:bank-ping-secret')).body.error).toBe('invalid_request');
  });

  it('pings the client that is registered for it, at plain http on this machine', async () => {
    const received = Promise.withResolvers<{ authorization: string; body: string }>();
    const listener = createServer(async (message, response) => {
      let body = '';
      for await (const chunk of message) body += chunk;
      response.writeHead(204).end();
      received.resolve({ authorization: message.headers.authorization ?? '', body });
    });
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(9650, '127.0.0.1', resolve);
    });
    const { body } = await ask({ client_notification_token: 'a-token' }, 'bank-ping:bank-ping-secret');
    await decide('allow');
    expect(await received.promise).toEqual({ authorization: 'Bearer a-token', body: JSON.stringify({ auth_req_id: body.auth_req_id }) });
    expect((await poll(body.auth_req_id, 'bank-ping:bank-ping-secret')).body.id_token).toBeTypeOf('string');
    listener.close();
  });
});

describe('proof of possession at the grants of the playground’s own', () => {
  const alice = { grant_type: 'password', username: 'alice', password: 'wonderland', scope: 'openid profile', client_id: 'trusted-public' };
  const send = async (form: Record<string, string>, proof: string) => {
    const response = await fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(form), headers: { DPoP: proof } });
    return (await response.json()) as Record<string, unknown>;
  };

  it('binds the tokens of a password grant to the key of the proof, and takes a proof once', async () => {
    const key = await generateKeyPair('ES256');
    const jwk = await exportJWK(key.publicKey);
    const prove = (htu = `${issuer}/token`) =>
      new SignJWT({ jti: crypto.randomUUID(), htm: 'POST', htu })
        .setIssuedAt()
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
        .sign(key.privateKey);
    const proof = await prove(`${issuer}/token?ignored`);
    const tokens = await send(alice, proof);
    expect(tokens.token_type).toBe('DPoP');
    expect((await send(alice, proof)).error).toBe('invalid_grant');
    expect((await send(alice, await prove(`${issuer}/elsewhere`))).error).toBe('invalid_dpop_proof');
    expect((await send(alice, 'no proof')).error).toBe('invalid_dpop_proof');
    // A public client's refresh token is bound as well.
    const refresh = { grant_type: 'refresh_token', refresh_token: String(tokens.refresh_token), client_id: 'trusted-public' };
    expect((await post(`${issuer}/token`, refresh)).body.error).toBe('invalid_grant');
    expect((await send(refresh, await prove())).token_type).toBe('DPoP');
  });
});

describe('token exchange at the playground', () => {
  const type = (name: string) => `urn:ietf:params:oauth:token-type:${name}`;
  const exchange = (changes: Record<string, string>) =>
    post(
      `${issuer}/token`,
      { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token_type: type('access_token'), ...changes },
      'order-service:order-secret',
    );
  const tokensOf = async (client: string, form: Record<string, string>) => (await post(`${issuer}/token`, form, client)).body;
  const alice = () =>
    tokensOf('trusted-app:trusted-secret', { grant_type: 'password', username: 'alice', password: 'wonderland', scope: 'openid api:read' });
  const machine = () => tokensOf('machine-client:machine-secret', { grant_type: 'client_credentials', scope: 'api:read' });

  it('trades an access token for one of the same subject, and with an actor token says who acts', async () => {
    const [{ access_token: subject }, { access_token: actor }] = [await alice(), await machine()];
    const { body: impersonated } = await exchange({ subject_token: String(subject), scope: 'api:read' });
    expect(impersonated).toMatchObject({ issued_token_type: type('access_token'), token_type: 'Bearer', scope: 'api:read' });
    expect(claimsOf(impersonated.access_token)).toMatchObject({
      sub: 'alice',
      client_id: 'order-service',
      aud: 'https://api.playground.example',
    });
    expect(claimsOf(impersonated.access_token)).not.toHaveProperty('act');
    const { body: delegated } = await exchange({
      subject_token: String(subject),
      actor_token: String(actor),
      actor_token_type: type('jwt'),
      requested_token_type: type('jwt'),
    });
    expect(delegated.issued_token_type).toBe(type('jwt'));
    expect(claimsOf(delegated.access_token)).toMatchObject({ sub: 'alice', act: { sub: 'machine-client' } });
  });

  it('takes ID tokens and opaque access tokens too', async () => {
    const { id_token: idToken } = await alice();
    expect((await exchange({ subject_token: String(idToken), subject_token_type: type('id_token') })).status).toBe(200);
    const opaque = await tokensOf('', {
      grant_type: 'password',
      username: 'bob',
      password: 'builder',
      scope: 'openid',
      client_id: 'trusted-public',
    });
    const { body } = await exchange({ subject_token: String(opaque.access_token), scope: 'openid' });
    expect(claimsOf(body.access_token).sub).toBe('bob');
  });

  it.each<[string, (token: string) => Record<string, string>, string]>([
    ['no subject token', () => ({}), 'invalid_request'],
    ['a token whose signature was changed', (token) => ({ subject_token: `${token.slice(0, -6)}AAAAAA` }), 'invalid_request'],
    ['a token of somebody else', () => ({ subject_token: 'opaque' }), 'invalid_request'],
    ['more than the subject token allows', (token) => ({ subject_token: token, scope: 'api:write' }), 'invalid_scope'],
    ['a target it does not know', (token) => ({ subject_token: token, audience: 'https://elsewhere.example' }), 'invalid_target'],
    ['a token type it does not issue', (token) => ({ subject_token: token, requested_token_type: type('saml2') }), 'invalid_request'],
    ['an actor without its type', (token) => ({ subject_token: token, actor_token: token }), 'invalid_request'],
  ])('refuses %s', async (_what, form, error) => {
    const { access_token: token } = await machine();
    const answer = await exchange(form(String(token)));
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });
});
