import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtendedOidcServer, startExtendedOidcServer } from '../../fixtures/extended-oidc-server.ts';
import { approveDevice, signInAndLand } from '../../fixtures/sign-in.ts';
import { startSmallServer } from '../../fixtures/small-server.ts';
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

const everything = { clientId: 'everything', authMethod: 'client_secret_basic', clientSecret: 'everything-secret-1' } as const;
type Request = NonNullable<Parameters<typeof readyProfile>[0]['request']>;
const ask = (grant: Parameters<typeof readyProfile>[0]['grant'], request: Request, client: object = everything) =>
  readyProfile({ grant, server: { issuer: server.issuer }, client, request });
const defaults = readyProfile({ grant: 'implicit' }).request;

/** A JWT access token to trade. */
async function accessToken(): Promise<string> {
  const ran = await run(ports, ask('client_credentials', { scope: 'api:read', resources: ['urn:test:api'] }));
  return ran.tokens?.access_token ?? '';
}

describe('device authorization', () => {
  it('shows the user code, polls in the interval of the server, and ends with tokens', async () => {
    const ran = await run(ports, ask('device_code', { scope: 'openid' }), undefined, undefined, (step) => {
      if (step.waiting?.device !== undefined) void approveDevice(step.waiting.device.verificationUriComplete ?? '');
    });
    expect(ran.error).toBeNull();
    expect(ran.outcome).toBe('succeeded');
    expect(ran.steps.filter((name) => name !== 'poll')).toEqual(['discovery', 'device_authorization', 'authorization', 'token', 'jwks']);
    const waited = ran.told.find(({ waiting }) => waiting !== null)?.waiting;
    expect(waited).toMatchObject({
      for: 'device',
      device: { userCode: expect.stringMatching(/^\w{4}-\w{4}$/), verificationUri: expect.stringContaining(server.issuer) },
    });
    expect(ran.tokens?.id_token).toBeTypeOf('string');
    expect(ran.complaints).toEqual([]);
  }, 20_000);

  it('can be cancelled while it waits', async () => {
    const cancel = new AbortController();
    const ran = await run(ports, ask('device_code', { scope: 'openid' }), undefined, cancel.signal, (step) => {
      if (step.waiting !== null) cancel.abort();
    });
    expect(ran.outcome).toBe('cancelled');
    expect(ran.record.view.steps.at(-1)).toMatchObject({ name: 'authorization', status: 'failed' });
  });
});

describe('CIBA', () => {
  it('has the user asked elsewhere, and ends with tokens', async () => {
    const request = {
      scope: 'openid',
      openId: { ...defaults.openId, loginHint: 'alice' },
      ciba: { ...defaults.ciba, bindingMessage: 'W4SCT' },
    };
    const ran = await run(ports, ask('ciba', request), undefined, undefined, (step) => {
      if (step.waiting?.for === 'backchannel') void server.approveBackchannel();
    });
    expect(ran.error).toBeNull();
    expect(server.requests.findLast(({ path }) => path === '/backchannel')?.parameters).toMatchObject({
      login_hint: 'alice',
      binding_message: 'W4SCT',
    });
    expect(ran.outcome).toBe('succeeded');
  }, 20_000);

  it('sends nothing where nobody says which user is meant', async () => {
    const before = server.requests.length;
    const ran = await run(ports, ask('ciba', { scope: 'openid' }));
    expect(ran.error).toMatchObject({ code: 'INPUT_INVALID' });
    expect(server.requests.slice(before).map(({ path }) => path)).not.toContain('/backchannel');
  });
});

describe('token exchange', () => {
  it('trades a subject token, with an actor token on behalf of it', async () => {
    const [subject, actor] = [await accessToken(), await accessToken()];
    const exchange = {
      ...defaults.exchange,
      subjectToken: subject,
      actorToken: actor,
      requestedTokenType: 'urn:ietf:params:oauth:token-type:jwt',
    };
    const ran = await run(ports, ask('token_exchange', { exchange, audiences: ['one', 'two'] }));
    expect(ran.error).toBeNull();
    expect(server.requests.at(-2)?.parameters).toMatchObject({
      audience: ['one', 'two'],
      requested_token_type: exchange.requestedTokenType,
    });
    expect(ran.tokens?.extra).toMatchObject({ issued_token_type: 'urn:ietf:params:oauth:token-type:jwt' });
    expect(ran.record.view.tokens[0]?.reading.payload).toMatchObject({ act: { sub: expect.any(String) } });
    expect(JSON.stringify([ran.record.view, ran.told])).not.toContain(subject.slice(-40));
  });

  it('needs a subject token', async () => {
    expect((await run(ports, ask('token_exchange', {}))).error).toMatchObject({ code: 'INPUT_MISSING_SECRET' });
  });
});

describe('assertions', () => {
  it('are built from claims and signed with the key of the client', async () => {
    const client = { ...everything, signingKey: server.keys.ec };
    const ran = await run(ports, ask('jwt_bearer', { assertion: { ...defaults.assertion, claims: '{"sub":"bob"}' } }, client));
    expect(ran.error).toBeNull();
    expect(ran.record.view.tokens[0]?.reading.payload).toMatchObject({ sub: 'bob' });
    expect(ran.verdict('jwt_assertion')?.status).toBe('pass');
  });

  it('are sent as they are, and warned of where they are none', async () => {
    const given = 'CANARY-no-assertion';
    const ran = await run(ports, ask('jwt_bearer', { assertion: { ...defaults.assertion, source: 'given', given } }));
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE' });
    expect(server.requests.findLast(({ path }) => path === '/token')?.parameters.assertion).toBe(given);
    expect(ran.verdict('jwt_assertion')).toMatchObject({ status: 'warning', spec: { rfc: 'RFC 7523', section: '3' } });
    expect(JSON.stringify(ran.record.view)).not.toContain(given);
  });

  it.each([
    ['{', 'are not JSON'],
    ['[1]', 'are no JSON object'],
  ])('of claims %s are refused before anything is sent', async (claims, words) => {
    const client = { ...everything, signingKey: server.keys.ec };
    const before = server.requests.filter(({ path }) => path === '/token').length;
    const ran = await run(ports, ask('jwt_bearer', { assertion: { ...defaults.assertion, claims } }, client));
    expect(ran.error).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining(words) });
    expect(server.requests.filter(({ path }) => path === '/token').length).toBe(before);
  });
});

describe('a SAML 2.0 assertion (RFC 7522)', () => {
  const xml =
    '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:Subject><saml:NameID>bob</saml:NameID></saml:Subject></saml:Assertion>';

  it.each([
    ['XML', xml],
    ['Base64', Buffer.from(xml).toString('base64')],
    ['Base64url', Buffer.from(xml).toString('base64url')],
  ])('pasted as %s goes out in Base64url, and is traded for a token', async (_form, given) => {
    const ran = await run(ports, ask('saml2_bearer', { assertion: { ...defaults.assertion, given } }));
    expect(ran.error).toBeNull();
    expect(ran.record.view.tokens[0]?.reading.payload).toMatchObject({ sub: 'bob' });
    expect(server.requests.findLast(({ path }) => path === '/token')?.parameters.assertion).toBe(Buffer.from(xml).toString('base64url'));
    expect(JSON.stringify(ran.record.view)).not.toContain(Buffer.from(xml).toString('base64url'));
  });

  it('that is neither XML nor Base64 is not sent', async () => {
    const before = server.requests.filter(({ path }) => path === '/token').length;
    const ran = await run(ports, ask('saml2_bearer', { assertion: { ...defaults.assertion, given: 'no {assertion}' } }));
    expect(ran.error).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('neither XML nor Base64') });
    expect(server.requests.filter(({ path }) => path === '/token').length).toBe(before);
  });

  it('that names nobody is refused in the words of the server', async () => {
    const ran = await run(ports, ask('saml2_bearer', { assertion: { ...defaults.assertion, given: '<Assertion/>' } }));
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_grant' } });
    expect(ran.verdict('saml_assertion')?.status).toBe('pass');
  });
});

describe('a refresh', () => {
  it('may ask for less than before, and for a resource', async () => {
    const first = await run(
      ports,
      ask('authorization_code', { scope: 'openid email offline_access api:read', resources: ['urn:test:api'] }),
      ({ url }) => void signInAndLand(url),
    );
    expect(first.error).toBeNull();
    const refreshToken = first.tokens?.refresh_token ?? '';
    const narrower = await run(ports, ask('refresh_token', { refreshToken, scope: 'api:read', resources: ['urn:test:api'] }));
    expect(narrower).toMatchObject({ error: null, tokens: { scope: 'api:read' } });
    expect(server.requests.findLast(({ path }) => path === '/token')?.parameters).toMatchObject({
      scope: 'api:read',
      resource: 'urn:test:api',
    });
    expect(narrower.record.view.tokens.find(({ kind }) => kind === 'access_token')?.reading.payload).toMatchObject({ aud: 'urn:test:api' });
    const wider = await run(
      ports,
      ask('refresh_token', { refreshToken: narrower.tokens?.refresh_token ?? refreshToken, scope: 'openid profile' }),
    );
    expect(wider.error).toMatchObject({ oauth: { error: 'invalid_scope' } });
  });
});

describe('client authentication of one’s own', () => {
  it('sends the headers and parameters that were given, and nothing else', async () => {
    const small = await startSmallServer();
    const client = {
      clientId: 'mine',
      authMethod: 'custom',
      customHeaders: [{ name: 'X-Client-Proof', value: 'header-proof' }],
      customParameters: [{ name: 'client_proof', value: 'parameter-proof' }],
    } as const;
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { issuer: small.issuer }, client }));
    expect(ran.error).toBeNull();
    expect(Object.fromEntries(small.tokenRequests[0] ?? [])).toEqual({ grant_type: 'client_credentials', client_proof: 'parameter-proof' });
    const headers = ran.record.view.steps.find(({ name }) => name === 'token')?.exchange?.request.headers ?? [];
    expect(headers.map(([name]) => name.toLowerCase())).toContain('x-client-proof');
    expect(headers.map(([name]) => name.toLowerCase())).not.toContain('authorization');
    await small.close();
  });
});

describe('implicit and hybrid', () => {
  it('take an ID token out of the fragment, and check it', async () => {
    const ran = await run(ports, ask('implicit', { scope: 'openid', responseType: 'id_token' }), ({ url }) => void signInAndLand(url));
    expect(ran.error).toBeNull();
    expect(ran.tokens?.id_token).toBeTypeOf('string');
    expect(ran.verdict('nonce')?.status).toBe('pass');
    expect(ran.verdict('id_token_signature')?.status).toBe('pass');
    expect(ran.steps).toEqual(['discovery', 'authorization', 'callback', 'jwks']);
  });

  it('redeem the code that came beside an ID token', async () => {
    const ran = await run(ports, ask('hybrid', { scope: 'openid', responseType: 'code id_token' }), ({ url }) => void signInAndLand(url));
    expect(ran.error).toBeNull();
    expect(ran.tokens).toMatchObject({ access_token: expect.any(String), id_token: expect.any(String) });
    expect(ran.verdict('id_token_c_hash')?.status).toBe('pass');
  });

  it('end well with nothing, where nothing was asked for', async () => {
    const ran = await run(ports, ask('implicit', { scope: 'openid', responseType: 'none' }), ({ url }) => void signInAndLand(url));
    expect(ran.error).toBeNull();
    expect(ran.outcome).toBe('succeeded');
    expect(ran.record.view.tokens).toEqual([]);
  });
});
