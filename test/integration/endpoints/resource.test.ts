/** Using a token at a resource that is told how to answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ResourceServer, startResourceServer } from '../../fixtures/resource-server.ts';
import { openFlow, readyProfile } from '../grants/flow.ts';
import { askOne } from './ask.ts';

const ports = openFlow();
let server: ResourceServer;
beforeAll(async () => {
  server = await startResourceServer({
    '/ok': () => ({ headers: { 'content-type': 'application/json', 'cache-control': 'private' }, body: '{"hello":"world"}' }),
    '/echo': ({ header }) => ({
      headers: { 'content-type': 'text/plain' },
      body: `you said ${header('authorization')} ${header('x-api-key')}`,
    }),
    '/expired': () => ({
      status: 401,
      headers: {
        'www-authenticate': [
          'Bearer realm="api", error="invalid_token", error_description="The access token expired"',
          'DPoP algs="ES256 PS256", error="invalid_token"',
        ],
      },
    }),
    '/step-up': () => ({
      status: 401,
      headers: {
        'www-authenticate':
          'Bearer error="insufficient_user_authentication", error_description="A different authentication level is required", acr_values="gold silver", max_age="60", resource_metadata="https://api.test/.well-known/oauth-protected-resource"',
      },
    }),
    '/silent': () => ({ status: 401, headers: { 'content-type': 'application/json' }, body: '{"error":{"code":17}}' }),
    '/scope': () => ({ status: 400, headers: { 'www-authenticate': 'Bearer error="insufficient_scope" scope="write"' } }),
    '/away': () => ({ status: 302, headers: { location: 'https://elsewhere.test/' } }),
    '/broken': () => ({ status: 503 }),
    '/nonce': ({ header }) => {
      const [, payload = ''] = (header('dpop') ?? '').split('.');
      const { nonce } = JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}') as { nonce?: string };
      return nonce === 'n-1'
        ? { body: '{}' }
        : { status: 401, headers: { 'dpop-nonce': 'n-1', 'www-authenticate': 'DPoP error="use_dpop_nonce", algs="ES256"' } };
    },
  });
});
afterAll(async () => {
  await ports.close();
  await server.close();
});

const token = { value: 'CANARY-token-1', kind: 'access_token', type: 'Bearer', subject: null } as const;
const jwtWith = (claims: object) =>
  ({
    ...token,
    value: `${['{"alg":"none"}', JSON.stringify(claims)].map((part) => Buffer.from(part).toString('base64url')).join('.')}.`,
  }) as const;
const call = (path: string, wish: Partial<Parameters<typeof askOne<'resource'>>[2]> = {}, dpop = false) => {
  const { request } = readyProfile({ grant: 'client_credentials' });
  const profile = readyProfile({
    grant: 'client_credentials',
    client: { clientId: '' },
    request: { protection: { ...request.protection, dpop } },
  });
  const url = path.startsWith('/') ? server.origin + path : path;
  return askOne(ports, profile, { task: 'resource', token, url, method: 'GET', headers: [], body: '', ...wish });
};
const last = () => server.received.at(-1);

describe('a token is used', () => {
  it('in the Authorization header, with nothing asked of any other server', async () => {
    const asked = await call('/ok');
    expect(asked.outcome).toBe('succeeded');
    expect(asked.steps).toEqual(['resource']);
    expect(last()?.header('authorization')).toBe('Bearer CANARY-token-1');
    expect(last()?.body).toBe('');
    expect(asked.answer).toMatchObject({ status: 200, mediaType: 'application/json', members: { hello: 'world' } });
    expect(asked.complaints).toEqual([]);
    expect(JSON.stringify(asked.record.view)).not.toContain('CANARY');
  });

  it('with the method, headers and body of the user, as they wrote them', async () => {
    const asked = await call('/ok', {
      method: 'PATCH',
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'X-Odd-CASE', value: 'a' },
        { name: 'X-Odd-CASE', value: 'b' },
      ],
      body: '{"größe": 1}',
    });
    expect(asked.outcome).toBe('succeeded');
    expect(last()).toMatchObject({ method: 'PATCH', body: '{"größe": 1}' });
    const names = last()?.rawHeaders.filter((_name, index) => index % 2 === 0);
    expect(names?.filter((name) => name === 'X-Odd-CASE')).toHaveLength(2);
  });

  it('in the URL, with a warning; what the URL had stays', async () => {
    const asked = await call('/ok?a=1#gone', { place: 'query' });
    expect(last()?.url).toBe('/ok?a=1&access_token=CANARY-token-1');
    expect(last()?.header('authorization')).toBeUndefined();
    expect(asked.complaints).toEqual(['token_place: warning']);
    expect(asked.status('resource_cache_control')).toBe('pass');
    expect(JSON.stringify(asked.record.view)).not.toContain('CANARY');
  });

  it('in a form', async () => {
    const asked = await call('/ok', { place: 'body', method: 'POST', body: 'a=1&b=2' });
    expect(last()).toMatchObject({ method: 'POST', body: 'a=1&b=2&access_token=CANARY-token-1' });
    expect(last()?.header('content-type')).toBe('application/x-www-form-urlencoded');
    expect(asked.complaints).toEqual(['token_place: warning']);
  });

  it('under DPoP, once more where the resource wants its nonce', async () => {
    const asked = await call('/nonce?x=1', { place: 'dpop', token: { ...token, type: 'DPoP' } }, true);
    expect(asked.outcome).toBe('succeeded');
    expect(asked.steps).toEqual(['resource', 'resource']);
    const [, payload = ''] = (last()?.header('dpop') ?? '').split('.');
    const proof = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    expect(proof).toMatchObject({ htm: 'GET', htu: `${server.origin}/nonce`, nonce: 'n-1', ath: expect.any(String) });
    expect(last()?.header('authorization')).toBe('DPoP CANARY-token-1');
  });

  it('and what an echoing resource repeats stays sealed', async () => {
    const asked = await call('/echo', { headers: [{ name: 'X-Api-Key', value: 'CANARY-key-2' }] });
    expect(asked.outcome).toBe('succeeded');
    expect(last()?.header('x-api-key')).toBe('CANARY-key-2');
    expect(JSON.stringify(asked.record.view)).not.toContain('CANARY');
    expect(asked.record.sealed.exchanges[0]?.values.join()).toContain('CANARY-token-1');
  });
});

describe('a refusal is explained', () => {
  it('by its challenges, several of them', async () => {
    const asked = await call('/expired');
    expect(asked.error).toMatchObject({
      code: 'OAUTH_RESPONSE',
      oauth: { error: 'invalid_token', error_description: 'The access token expired', status: 401 },
    });
    expect(asked.answer?.challenges).toMatchObject([
      { scheme: 'Bearer', spec: { rfc: 'RFC 6750' }, parameters: [{ name: 'realm', value: 'api' }, {}, {}] },
      { scheme: 'DPoP', parameters: [{ name: 'algs', value: 'ES256 PS256' }, {}] },
    ]);
    expect(asked.status('resource_challenge')).toBe('pass');
    expect(asked.status('resource_challenge_status')).toBe('pass');
  });

  it('with what a stronger authentication takes, and where the resource says whom it trusts', async () => {
    const asked = await call('/step-up');
    expect(asked.error?.oauth?.error).toBe('insufficient_user_authentication');
    const [challenge] = asked.answer?.challenges ?? [];
    expect(challenge?.hint).toContain('acr_values gold silver');
    expect(challenge?.hint).toContain('max_age 60');
    expect(challenge?.hint).toContain('https://api.test/.well-known/oauth-protected-resource');
  });

  it('also where it explains nothing, or badly', async () => {
    const silent = await call('/silent');
    expect(silent.error).toMatchObject({ code: 'OAUTH_RESPONSE', message: 'The resource answered 401 Unauthorized.' });
    expect(silent.error?.oauth).toBeUndefined();
    expect(silent.complaints).toEqual(['resource_challenge: warning']);
    const scope = await call('/scope');
    expect(scope.error?.oauth?.error).toBe('insufficient_scope');
    expect(scope.complaints).toEqual(['resource_challenge: warning', 'resource_challenge_status: warning']);
    expect((await call('/broken')).error?.message).toBe('The resource answered 503 Service Unavailable.');
  });

  it('without a word about the client: no client says who it is where a token is used', async () => {
    const asked = await call('/expired', { place: 'body', method: 'POST' });
    expect(asked.error?.oauth).toMatchObject({ error: 'invalid_token', status: 401 });
    expect(asked.record.view.diagnosis).toEqual([]);
  });

  it('and a redirect is not followed', async () => {
    const before = server.received.length;
    const asked = await call('/away');
    expect(asked.outcome).toBe('succeeded');
    expect(asked.answer?.meaning).toContain('https://elsewhere.test/');
    expect(server.received.length).toBe(before + 1);
  });
});

describe('a resource that takes what it should refuse', () => {
  it('a token bound to a key, without the proof', async () => {
    const asked = await call('/ok', { token: jwtWith({ cnf: { jkt: 'thumbprint' } }) });
    expect(asked.complaints).toEqual(['token_binding_enforced: fail']);
    expect(asked.outcome).toBe('checks_failed');
    expect((await call('/expired', { token: jwtWith({ cnf: { jkt: 'thumbprint' } }) })).status('token_binding_enforced')).toBe('pass');
  });

  it('a token that has expired', async () => {
    expect((await call('/ok', { token: jwtWith({ exp: 1 }) })).complaints).toEqual(['token_expiry_enforced: fail']);
    expect((await call('/expired', { token: jwtWith({ exp: 1 }) })).status('token_expiry_enforced')).toBe('pass');
  });

  it('a DPoP token as a bearer', async () => {
    expect((await call('/ok', { place: 'bearer', token: { ...token, type: 'DPoP' } })).complaints).toEqual(['token_scheme: warning']);
  });
});

describe('what no request can be is refused, and nothing sent', () => {
  it.each([
    [{ url: 'nowhere' }, 'INPUT_URL'],
    [{ url: 'ftp://host/x' }, 'INPUT_URL'],
    [{ url: 'http://example.test/' }, 'INPUT_INSECURE_URL'],
    [{ url: 'https://me:pw@example.test/' }, 'INPUT_URL'],
    [{ method: 'CONNECT' }, 'INPUT_INVALID'],
    [{ method: 'GE T' }, 'INPUT_INVALID'],
    [{ headers: [{ name: 'X A', value: '' }] }, 'INPUT_INVALID'],
    [{ headers: [{ name: 'X', value: 'a\r\nB: c' }] }, 'INPUT_INVALID'],
    [{ body: 'a' }, 'INPUT_INVALID'],
    [{ place: 'body' }, 'INPUT_INVALID'],
    [{ place: 'body', method: 'POST', headers: [{ name: 'content-type', value: 'application/json' }] }, 'INPUT_INVALID'],
    [{ place: 'query', url: 'http://127.0.0.1:1/?access_token=other' }, 'INPUT_INVALID'],
  ] as const)('%j', async (wish, code) => {
    const before = server.received.length;
    const asked = await call('/ok', wish as Parameters<typeof call>[1]);
    expect(asked.error?.code).toBe(code);
    expect(asked.steps).toEqual([]);
    expect(server.received.length).toBe(before);
  });
});
