import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ResponseType } from '../../../shared/model/profile.ts';
import { type FrontChannelServer, type FrontChannelWishes, startFrontChannelServer } from '../../fixtures/front-channel-server.ts';
import { signInAndLand } from '../../fixtures/sign-in.ts';
import { openFlow, readyProfile, run } from '../grants/flow.ts';

const ports = openFlow();
let server: FrontChannelServer;
beforeAll(async () => {
  server = await startFrontChannelServer();
});
afterEach(() => server.behave({}));
afterAll(async () => {
  await ports.close();
  await server.close();
});

/** Signs in with a response type, the server misbehaving as wished. */
function signIn(responseType: ResponseType, wishes: FrontChannelWishes = {}, scope = 'openid api:read') {
  server.behave(wishes);
  const grant = responseType.startsWith('code') ? 'hybrid' : 'implicit';
  const profile = readyProfile({ grant, server: { issuer: server.issuer }, request: { scope, responseType } });
  return run(ports, profile, ({ url }) => void signInAndLand(url));
}
const statusOf = (ran: Awaited<ReturnType<typeof signIn>>, step: string, id: string) =>
  ran.record.view.steps.find(({ name }) => name === step)?.verdicts.find((verdict) => verdict.id === id)?.status;

describe('response types with token (OAuth 2.0 Multiple Response Types)', () => {
  it('token: the access token is taken out of the fragment, with its type and lifetime', async () => {
    const ran = await signIn('token', {}, 'api:read');
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded', complaints: [] });
    expect(ran.steps).toEqual(['discovery', 'authorization', 'callback', 'jwks']);
    expect(ran.tokens).toMatchObject({ access_token: expect.any(String), token_type: 'Bearer', expires_in: '300' });
    expect(ran.tokens?.id_token).toBeUndefined();
    for (const id of ['access_token', 'token_type', 'expires_in', 'response_mode', 'state', 'issuer_response']) {
      expect([id, statusOf(ran, 'callback', id)]).toEqual([id, 'pass']);
    }
    expect(ran.verdict('access_token_signature')?.status).toBe('pass');
    const [view] = ran.record.view.tokens;
    expect(view?.expiresAt).toBe((view?.issuedAt ?? 0) + 300);
    expect(Object.fromEntries(server.authorizations.at(-1) ?? [])).toMatchObject({ response_type: 'token' });
    expect(server.authorizations.at(-1)?.has('code_challenge')).toBe(false);
    expect(JSON.stringify([ran.record.view, ran.told])).not.toContain(ran.tokens?.access_token?.slice(-60));
  });

  it('id_token token: at_hash binds the access token, s_hash the state, the nonce the request', async () => {
    const ran = await signIn('id_token token');
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded', complaints: [] });
    expect(ran.tokens).toMatchObject({ access_token: expect.any(String), id_token: expect.any(String) });
    for (const id of ['id_token_at_hash', 'id_token_s_hash', 'nonce']) expect([id, ran.verdict(id)?.status]).toEqual([id, 'pass']);
    expect(ran.verdict('id_token_signature')?.status).toBe('pass');
    expect(ran.verdict('id_token_c_hash')?.status).toBe('not_applicable');
  });

  it('code token: the code is redeemed, and the token of the token endpoint wins', async () => {
    const ran = await signIn('code token');
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded' });
    expect(ran.steps).toEqual(['discovery', 'authorization', 'callback', 'jwks', 'token', 'jwks']);
    expect(statusOf(ran, 'callback', 'token_type')).toBe('pass');
    expect(statusOf(ran, 'callback', 'issuer_response')).toBe('pass');
    expect(ran.verdict('pkce')?.status).toBe('pass');
    // A number comes only from the token endpoint.
    expect(ran.tokens?.expires_in).toBe(300);
  });

  it('code id_token token: every hash is checked in the redirect, and both ID tokens agree', async () => {
    const ran = await signIn('code id_token token');
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded', complaints: [] });
    for (const id of ['id_token_at_hash', 'id_token_c_hash', 'id_token_s_hash', 'nonce']) {
      expect([id, statusOf(ran, 'callback', id)]).toEqual([id, 'pass']);
    }
    expect(statusOf(ran, 'token', 'id_tokens_agree')).toBe('pass');
    expect(statusOf(ran, 'token', 'id_token_at_hash')).toBe('pass');
  });

  it('none: the redirect brings no token, and that is all right', async () => {
    const ran = await signIn('none');
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded', tokens: null });
    expect(ran.steps).toEqual(['discovery', 'authorization', 'callback']);
    expect(ran.verdict('state')?.status).toBe('pass');
  });
});

describe('what does not hold in the redirect', () => {
  it.each<[string, ResponseType, string, FrontChannelWishes]>([
    ['a wrong at_hash', 'id_token token', 'id_token_at_hash', { claims: (claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) }],
    ['no at_hash beside an access token', 'id_token token', 'id_token_at_hash', { claims: ({ at_hash: _, ...claims }) => claims }],
    ['a wrong s_hash', 'id_token token', 'id_token_s_hash', { claims: (claims) => ({ ...claims, s_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) }],
    ['another nonce', 'id_token token', 'nonce', { claims: (claims) => ({ ...claims, nonce: 'of-another-run' }) }],
    ['no nonce', 'id_token token', 'nonce', { claims: ({ nonce: _, ...claims }) => claims }],
    ['a forged signature', 'id_token token', 'id_token_signature', { forged: true }],
    ['tokens in the query', 'id_token token', 'response_mode', { inQuery: true }],
    ['no token_type', 'token', 'token_type', { redirect: (parameters) => parameters.delete('token_type') }],
    ['an expires_in that is no number', 'token', 'expires_in', { redirect: (parameters) => parameters.set('expires_in', 'soon') }],
  ])('%s: the tokens are kept, and the run says so', async (_what, responseType, id, wishes) => {
    const ran = await signIn(responseType, wishes);
    expect(ran.error).toBeNull();
    expect(ran.outcome).toBe('checks_failed');
    expect(ran.complaints).toContain(`${id}: fail`);
    expect(ran.tokens?.access_token).toBeTypeOf('string');
  });

  it.each<[string, string, FrontChannelWishes]>([
    ['a wrong c_hash', 'id_token_c_hash', { claims: (claims) => ({ ...claims, c_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) }],
    ['another code than the one hashed', 'id_token_c_hash', { redirect: (parameters) => parameters.set('code', 'injected') }],
    [
      'another access token than the one hashed',
      'id_token_at_hash',
      { redirect: (parameters) => parameters.set('access_token', 'injected') },
    ],
    ['a forged signature', 'id_token_signature', { forged: true }],
  ])('%s beside a code: the code is sent nowhere', async (_what, id, wishes) => {
    const before = server.tokenRequests.length;
    const ran = await signIn('code id_token token', wishes);
    expect(ran.error).toMatchObject({ code: 'TOKEN_INVALID' });
    expect(ran.complaints).toContain(`${id}: fail`);
    expect(server.tokenRequests.length).toBe(before);
    expect(ran.tokens?.id_token).toBeTypeOf('string');
  });

  it('another user at the token endpoint than in the redirect is a failed check', async () => {
    const ran = await signIn('code id_token', { claims: (claims, from) => (from === 'token' ? { ...claims, sub: 'mallory' } : claims) });
    expect(ran.outcome).toBe('checks_failed');
    expect(ran.verdict('id_tokens_agree')).toMatchObject({ status: 'fail', expected: 'alice', actual: 'mallory' });
  });

  it('no access token, though one was asked for, ends the run', async () => {
    const ran = await signIn('id_token token', { redirect: (parameters) => parameters.delete('access_token') });
    expect(ran.error).toMatchObject({ code: 'OAUTH_INVALID_RESPONSE', message: expect.stringContaining('an access token') });
  });

  it('a refusal behind the # is read as one', async () => {
    const refuse = (parameters: URLSearchParams) => {
      for (const name of ['access_token', 'id_token', 'token_type', 'expires_in']) parameters.delete(name);
      parameters.set('error', 'access_denied');
      parameters.set('iss', server.issuer);
    };
    expect((await signIn('id_token token', { redirect: refuse })).error).toMatchObject({
      code: 'OAUTH_RESPONSE',
      oauth: { error: 'access_denied' },
    });
  });
});
