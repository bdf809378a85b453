import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuthMethod } from '../../../shared/model/profile.ts';
import { jwtResource, type OidcServer, startOidcServer } from '../../fixtures/oidc-server.ts';
import { signIn, signInAndLand } from '../../fixtures/sign-in.ts';
import { openFlow, readyProfile, run } from './flow.ts';

const ports = openFlow();
let server: OidcServer;
beforeAll(async () => {
  server = await startOidcServer();
});
afterAll(async () => {
  await ports.close();
  await server.close();
});

const basic = { clientId: 'basic', authMethod: 'client_secret_basic', clientSecret: 'basic-secret-1' } as const;
const post = { clientId: 'post', authMethod: 'client_secret_post', clientSecret: 'post-secret-1' } as const;
const anyone = { clientId: 'public', authMethod: 'none', clientSecret: null } as const;
const signingIn = ({ url }: { url: string }) => void signInAndLand(url);

describe('client credentials', () => {
  it.each([basic, post])('with $authMethod bring an opaque token, and nothing is held against the answer', async (client) => {
    const ran = await run(
      ports,
      readyProfile({ grant: 'client_credentials', server: { issuer: server.issuer }, client, request: { scope: 'api:read' } }),
    );
    expect(ran.complaints).toEqual([]);
    expect(ran.outcome).toBe('succeeded');
    expect(ran.steps).toEqual(['discovery', 'token']);
    expect(ran.tokens).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'api:read' });
    expect(ran.verdict('strict_reading')?.status).toBe('pass');
    expect(ran.verdict('access_token_signature')?.status).toBe('not_applicable');
    expect(ran.record.view.tokens).toMatchObject([{ kind: 'access_token', preview: null, step: 1 }]);
  });

  it('bring a JWT whose signature is checked with the keys of the server', async () => {
    const edits = { token: { parameters: [{ name: 'resource', value: jwtResource }], headers: [], dropped: [] } };
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { issuer: server.issuer }, client: basic, edits }));
    expect(ran.outcome).toBe('succeeded');
    expect(ran.steps).toEqual(['discovery', 'token', 'jwks']);
    expect(ran.verdict('access_token_signature')?.status).toBe('pass');
    const [view] = ran.record.view.tokens;
    expect(view?.reading).toMatchObject({ kind: 'jws', signature: { status: 'valid' }, payload: { iss: server.issuer, aud: jwtResource } });
    expect(view?.preview?.payload.length).toBeLessThanOrEqual(24);
  });

  it('work with the endpoint entered by hand, without any metadata', async () => {
    const hand = { endpoints: { tokenEndpoint: `${server.issuer}/token`, authorizationEndpoint: '', jwksUri: '' } };
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: hand, client: basic }));
    expect(ran.outcome).toBe('succeeded');
    expect(ran.steps).toEqual(['token']);
  });

  it('with a wrong secret are refused in the words of the server, and the secret shows nowhere', async () => {
    const client = { ...basic, clientSecret: 'CANARY-wrong-secret' };
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { issuer: server.issuer }, client }));
    expect(ran.outcome).toBe('failed');
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_client', status: 401 } });
    expect(ran.verdict('token_status')?.status).toBe('pass');
    expect(JSON.stringify([ran.record.view, ran.told])).not.toContain('CANARY');
  });
});

describe('the password grant', () => {
  it.each([basic, post, anyone])('with $authMethod brings tokens for the user', async (client) => {
    const request = { username: 'alice', password: 'wonderland', scope: 'api:read api:other' };
    const ran = await run(ports, readyProfile({ grant: 'password', server: { issuer: server.issuer }, client, request }));
    expect(ran.outcome).toBe('succeeded');
    expect(ran.tokens?.access_token).toBeTypeOf('string');
    expect(ran.record.view.tokens.map(({ kind }) => kind)).toEqual(['access_token', 'refresh_token']);
  });

  it('with a wrong password is refused, and the password shows nowhere', async () => {
    const request = { username: 'alice', password: 'CANARY-wrong-password' };
    const ran = await run(ports, readyProfile({ grant: 'password', server: { issuer: server.issuer }, client: basic, request }));
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_grant' } });
    expect(JSON.stringify([ran.record.view, ran.told])).not.toContain('CANARY');
  });
});

describe('the authorization code grant', () => {
  const scope = 'openid offline_access api:read';

  it.each<{ client: { clientId: string; authMethod: AuthMethod; clientSecret: string | null }; pkce: 'S256' | 'none' }>([
    { client: basic, pkce: 'S256' },
    { client: post, pkce: 'S256' },
    { client: anyone, pkce: 'S256' },
    { client: basic, pkce: 'none' },
  ])('of $client.clientId with PKCE $pkce ends in checked tokens', async ({ client, pkce }) => {
    const ran = await run(
      ports,
      readyProfile({ grant: 'authorization_code', server: { issuer: server.issuer }, client, request: { scope, pkce } }),
      signingIn,
    );
    expect(ran.error).toBeNull();
    expect(ran.outcome).toBe('succeeded');
    expect(ran.steps).toEqual(['discovery', 'authorization', 'callback', 'token', 'jwks']);
    expect(ran.complaints.filter((complaint) => !complaint.startsWith('scope'))).toEqual(pkce === 'none' ? ['pkce: warning'] : []);
    for (const id of [
      'state',
      'issuer_response',
      'nonce',
      'redirect_uri',
      'id_token_aud',
      'id_token_iss',
      'id_token_exp',
      'id_token_signature',
      'strict_reading',
    ]) {
      expect([id, ran.verdict(id)?.status]).toEqual([id, 'pass']);
    }
    expect(ran.tokens?.refresh_token).toBeTypeOf('string');
    const [, authorization, callback, token] = ran.record.view.steps;
    expect(authorization?.exchange).toBeNull();
    expect(callback?.label).toBe('code, state, iss · loopback');
    expect(token?.label).toBe(pkce === 'none' ? 'code' : 'code, code_verifier');
    const sealed = [ran.tokens?.access_token, ran.tokens?.id_token, ran.tokens?.refresh_token, server.tokenRequests.at(-1)?.code];
    for (const secret of sealed) expect(JSON.stringify([ran.record.view, ran.told])).not.toContain(secret);
  });

  it.each(['es256', 'hs256'])('of a client with %s ID tokens verifies their signature', async (clientId) => {
    const clientSecret = clientId === 'es256' ? 'es256-secret-1' : 'hs256-secret-that-is-long-enough-for-it';
    const client = { clientId, authMethod: 'client_secret_basic', clientSecret } as const;
    const ran = await run(
      ports,
      readyProfile({ grant: 'authorization_code', server: { issuer: server.issuer }, client, request: { scope } }),
      signingIn,
    );
    expect(ran.outcome).toBe('succeeded');
    expect(ran.verdict('id_token_signature')?.status).toBe('pass');
    expect(ran.record.view.tokens.find(({ kind }) => kind === 'id_token')?.reading.signature.status).toBe('valid');
  });

  it.each(['query', 'form_post'] as const)('takes the redirect back as %s', async (responseMode) => {
    const request = { scope, responseMode };
    const profile = readyProfile({ grant: 'authorization_code', server: { issuer: server.issuer }, client: anyone, request });
    const ran = await run(ports, profile, signingIn);
    expect(ran.outcome).toBe('succeeded');
    const method = responseMode === 'query' ? 'GET' : 'POST';
    expect(ran.record.view.steps.find(({ name }) => name === 'callback')?.exchange?.request.method).toBe(method);
  });

  it.each(['query', 'fragment'] as const)('takes the redirect pasted by hand as %s', async (responseMode) => {
    const request = { scope, responseMode };
    const profile = readyProfile({ grant: 'authorization_code', server: { issuer: server.issuer }, client: anyone, request });
    const ran = await run(ports, profile, async ({ url, paste }) => paste((await signIn(url)).redirect));
    expect(ran.outcome).toBe('succeeded');
    expect(ran.record.view.steps.find(({ name }) => name === 'callback')?.exchange).toBeNull();
  });

  it('works with both endpoints by hand: what needs an issuer does not apply', async () => {
    const endpoints = { authorizationEndpoint: `${server.issuer}/auth`, tokenEndpoint: `${server.issuer}/token`, jwksUri: '' };
    const ran = await run(
      ports,
      readyProfile({ grant: 'authorization_code', server: { endpoints }, client: anyone, request: { scope } }),
      signingIn,
    );
    expect(ran.outcome).toBe('succeeded');
    for (const id of ['issuer_response', 'id_token_iss', 'id_token_signature'])
      expect([id, ran.verdict(id)?.status]).toEqual([id, 'not_applicable']);
    expect(ran.verdict('strict_reading')?.status).toBe('pass');
  });

  it('without a verifier is refused by a server that checks', async () => {
    const edits = { token: { parameters: [], headers: [], dropped: ['code_verifier'] } };
    const ran = await run(
      ports,
      readyProfile({ grant: 'authorization_code', server: { issuer: server.issuer }, client: anyone, request: { scope }, edits }),
      signingIn,
    );
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_grant' } });
    expect(ran.verdict('security_parameters')).toMatchObject({ status: 'warning', actual: 'dropped code_verifier' });
  });
});

describe('the refresh token grant', () => {
  it('rotates the token, and the old one is refused afterwards', async () => {
    const asked = { username: 'alice', password: 'wonderland', scope: 'api:read' };
    const first = await run(ports, readyProfile({ grant: 'password', server: { issuer: server.issuer }, client: basic, request: asked }));
    const old = first.tokens?.refresh_token ?? '';
    const refresh = (refreshToken: string) =>
      run(ports, readyProfile({ grant: 'refresh_token', server: { issuer: server.issuer }, client: basic, request: { refreshToken } }));
    const second = await refresh(old);
    expect(second.outcome).toBe('succeeded');
    expect(second.verdict('refresh_rotation')).toMatchObject({ status: 'pass', actual: 'a new refresh token' });
    expect(second.tokens?.refresh_token).not.toBe(old);
    expect(JSON.stringify(second.record.view)).not.toContain(old);
    const third = await refresh(old);
    expect(third.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_grant' } });
  });
});
