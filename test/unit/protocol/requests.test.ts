import { describe, expect, it } from 'vitest';
import { standardDialect } from '../../../shared/model/dialect.ts';
import { clientSettings, requestSettings, tlsSettings } from '../../../shared/model/profile.ts';
import type { ResolvedClient, ResolvedProfile, ResolvedRequest } from '../../../shared/model/resolved-profile.ts';
import type { HttpPort, HttpRequest, RawExchange } from '../../../shared/ports.ts';
import { editHeaders, editParameters, onlyValue } from '../../../shared/protocol/apply-edits.ts';
import { authorizationParameters, authorizationUrl } from '../../../shared/protocol/authorization-request.ts';
import { changedSecurity } from '../../../shared/protocol/changed-parameters.ts';
import { clientAuthentication } from '../../../shared/protocol/client-authentication.ts';
import { sameInConstantTime } from '../../../shared/protocol/constant-time.ts';
import { issuerOf } from '../../../shared/protocol/discovery.ts';
import { endpointUrl } from '../../../shared/protocol/endpoint-url.ts';
import { challengeOf, createPkce } from '../../../shared/protocol/pkce.ts';
import { randomValue } from '../../../shared/protocol/random-value.ts';
import { recordingFetch } from '../../../shared/protocol/recording-fetch.ts';
import { toResponse } from '../../../shared/protocol/to-response.ts';

const defaults = requestSettings.parse({}) as ResolvedRequest;
const noEdits = { parameters: [], headers: [], dropped: [] };
const zeros = { bytes: (length: number) => new Uint8Array(length) };

describe('URLs of endpoints', () => {
  it.each(['', 'x', '/token', 'javascript:alert(1)', 'file:///etc/passwd', 'https://', 'http:'])('%s is none', (text) => {
    expect(() => endpointUrl(text, 'token_endpoint', true)).toThrow(expect.objectContaining({ code: 'INPUT_URL' }));
  });

  it.each(['http://example.com', 'http://127.0.0.1.nip.io', 'http://localhost.example', 'http://128.0.0.1', 'http://[::2]'])(
    '%s needs leave',
    (text) => {
      expect(() => endpointUrl(text, 'issuer', false)).toThrow(expect.objectContaining({ code: 'INPUT_INSECURE_URL' }));
      expect(endpointUrl(text, 'issuer', true).href).toContain('http://');
    },
  );

  it.each([
    'http://127.0.0.1:1/x',
    'http://127.1.2.3',
    'http://localhost',
    'http://a.localhost',
    'http://[::1]:9',
    'http://2130706433',
    'https://example.com',
  ])('%s may be called', (text) => {
    expect(endpointUrl(text, 'issuer', false).hostname).not.toBe('');
  });

  it.each([
    ['https://a/b/.well-known/openid-configuration', 'https://a/b'],
    ['https://a/.well-known/oauth-authorization-server/b', 'https://a/b'],
    ['https://a/b/', 'https://a/b/'],
    ['nonsense', 'nonsense'],
  ])('of %s the issuer is %s', (text, issuer) => {
    expect(issuerOf(text)).toBe(issuer);
  });
});

describe('values nobody can guess', () => {
  it('have 43 characters of Base64url', () => {
    expect(randomValue(zeros)).toBe('A'.repeat(43));
    expect(randomValue({ bytes: (length) => new Uint8Array(length).fill(255) })).toMatch(/^[\w-]{43}$/);
  });

  it('are compared whole', () => {
    expect(sameInConstantTime('abc', 'abc')).toBe(true);
    for (const other of ['', 'ab', 'abd', 'abcd', 'ABC', 'äbc', 'abc\0']) expect(sameInConstantTime('abc', other)).toBe(false);
    expect(sameInConstantTime('', '')).toBe(true);
  });
});

describe('PKCE', () => {
  it('makes the challenge of RFC 7636 appendix B', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'S256')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('plain sends the verifier itself, off makes nothing', async () => {
    expect(await createPkce('plain', zeros)).toEqual({ method: 'plain', verifier: 'A'.repeat(43), challenge: 'A'.repeat(43) });
    expect(await createPkce('none', zeros)).toBeNull();
  });
});

describe('client authentication', () => {
  const use = (
    authMethod: 'client_secret_basic' | 'client_secret_post' | 'none',
    basicEncoding: 'form' | 'raw',
    id: string,
    secret: string | null,
  ) => {
    const headers = new Headers();
    const body = new URLSearchParams();
    const server = { issuer: '', endpoints: {}, dialect: { ...standardDialect, basicEncoding }, tokenKey: null };
    const client = { ...(clientSettings.parse({}) as ResolvedClient), clientId: id, authMethod, clientSecret: secret };
    const authenticate = clientAuthentication({ client, server, tls: tlsSettings.parse({}) as ResolvedProfile['tls'] }, { now: () => 0 });
    void authenticate({ issuer: 'https://a' }, { client_id: id }, body, headers);
    const basic = headers.get('authorization')?.replace('Basic ', '');
    return {
      basic: basic === undefined ? null : new TextDecoder().decode(Uint8Array.from(atob(basic), (c) => c.charCodeAt(0))),
      body: [...body],
    };
  };

  it.each([
    ['my-app_1.x', 's3cret', 'my-app_1.x:s3cret'],
    ['a:b', 'c%d+e f', 'a%3Ab:c%25d%2Be+f'],
    ['ä', '€', '%C3%A4:%E2%82%AC'],
    ['', '', ':'],
  ])('form-encoded, %s and %s are %s', (id, secret, expected) => {
    expect(use('client_secret_basic', 'form', id, secret).basic).toBe(expected);
  });

  it.each([
    ['a:b', 'c%d+e f', 'a:b:c%d+e f'],
    ['ä', '€', 'ä:€'],
  ])('raw, %s and %s are %s', (id, secret, expected) => {
    expect(use('client_secret_basic', 'raw', id, secret).basic).toBe(expected);
  });

  it('in the body is form-encoded once, by the body', () => {
    expect(use('client_secret_post', 'form', 'a:b', 'c%d').body).toEqual([
      ['client_id', 'a:b'],
      ['client_secret', 'c%d'],
    ]);
  });

  it('none names the client and nothing else', () => {
    expect(use('none', 'form', 'a', null)).toEqual({ basic: null, body: [['client_id', 'a']] });
  });

  it.each(['client_secret_basic', 'client_secret_post'] as const)('%s without a secret is refused', (method) => {
    expect(() => use(method, 'form', 'a', null)).toThrow(expect.objectContaining({ code: 'INPUT_MISSING_SECRET' }));
  });
});

describe('changes of the user', () => {
  const standard = [
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ] as const;

  it('take the place of the standard value, all of a name together, in the order given', () => {
    const parameters = [
      { name: 'd', value: '9' },
      { name: 'b', value: 'x' },
      { name: 'b', value: 'y' },
      { name: 'd', value: '8' },
    ];
    expect(editParameters(standard, { ...noEdits, parameters })).toEqual([
      ['a', '1'],
      ['b', 'x'],
      ['b', 'y'],
      ['c', '3'],
      ['d', '9'],
      ['d', '8'],
    ]);
  });

  it('that drop win over those that give', () => {
    expect(editParameters(standard, { parameters: [{ name: 'b', value: 'x' }], headers: [], dropped: ['b', 'nothing'] })).toEqual([
      ['a', '1'],
      ['c', '3'],
    ]);
  });

  it('know header names whatever their case, parameters only as they are', () => {
    const edits = { parameters: [{ name: 'A', value: 'x' }], headers: [{ name: 'A', value: 'x' }], dropped: ['C'] };
    expect(editHeaders(standard, edits)).toEqual([
      ['A', 'x'],
      ['b', '2'],
    ]);
    expect(editParameters(standard, edits)).toEqual([...standard, ['A', 'x']]);
  });

  it('are named where they touch what protects the flow', () => {
    const edits = {
      parameters: [
        { name: 'state', value: 'x' },
        { name: 'prompt', value: 'none' },
      ],
      headers: [],
      dropped: ['nonce', 'scope'],
    };
    expect(changedSecurity(edits, 'authorization')).toEqual({ dropped: ['nonce'], changed: ['state'], at: 'authorization' });
    expect(changedSecurity({ ...noEdits, headers: [{ name: 'AUTHORIZATION', value: 'x' }] }, 'token')).toEqual({
      dropped: [],
      changed: ['AUTHORIZATION'],
      at: 'token',
    });
    expect(changedSecurity({ ...noEdits, dropped: ['scope'] }, 'token')).toBeNull();
  });

  it('leave one value readable only where there is one', () => {
    expect(onlyValue(standard, 'a')).toBe('1');
    expect(onlyValue([...standard, ['a', '2']], 'a')).toBeNull();
    expect(onlyValue(standard, 'z')).toBeNull();
  });
});

describe('the authorization request', () => {
  const asked = {
    endpoint: new URL('https://as.example/authorize?tenant=a+b#fragment'),
    client: { clientId: 'cl ient' },
    request: { ...defaults, scope: 'openid a+b', responseMode: 'form_post' },
    responseType: 'code',
    dpopKeyThumbprint: null,
    redirectUri: 'http://127.0.0.1:1/cb?x=1',
    state: 'st',
    nonce: 'no',
    pkce: { method: 'S256', verifier: 've', challenge: 'ch' },
  } as const;

  it('leaves an endpoint as it is where there is nothing to add', () => {
    expect(authorizationUrl(new URL('https://a.example/out?x=1'), [])).toBe('https://a.example/out?x=1');
    expect(authorizationUrl(new URL('https://a.example/out'), [])).toBe('https://a.example/out');
  });

  it('carries everything once, and never the verifier', () => {
    const url = new URL(authorizationUrl(asked.endpoint, authorizationParameters(asked, noEdits)));
    expect([...url.searchParams]).toEqual([
      ['tenant', 'a b'],
      ['response_type', 'code'],
      ['client_id', 'cl ient'],
      ['redirect_uri', 'http://127.0.0.1:1/cb?x=1'],
      ['scope', 'openid a+b'],
      ['state', 'st'],
      ['nonce', 'no'],
      ['code_challenge', 'ch'],
      ['code_challenge_method', 'S256'],
      ['response_mode', 'form_post'],
    ]);
    expect(url.search.startsWith('?tenant=a+b&response_type=code&client_id=cl%20ient&')).toBe(true);
    expect(url.hash).toBe('');
  });

  it('leaves out what is not asked for', () => {
    const bare = { ...asked, request: defaults, nonce: null, pkce: null };
    expect(authorizationParameters(bare, noEdits).map(([name]) => name)).toEqual(['response_type', 'client_id', 'redirect_uri', 'state']);
  });
});

describe('the fetch over the HTTP port', () => {
  const exchangeOf = (request: HttpRequest, change: Partial<RawExchange>): RawExchange => ({
    startedAt: 0,
    request: { ...request, httpVersion: '1.1' },
    response: null,
    timings: { dns: null, connect: null, proxy: null, tls: null, firstByte: null, total: 0 },
    tls: null,
    error: null,
    ...change,
  });
  const answering = (change: Partial<RawExchange>): HttpPort => ({
    send: async (request) => exchangeOf(request, change),
    close: async () => {},
  });
  const options = { signal: new AbortController().signal, timeoutMs: 1, maxResponseBytes: 1, tls: { ca: '', verify: true } };
  const bytes = new TextEncoder().encode('{}');
  const response = { status: 200, statusText: '', httpVersion: '1.1', headers: [], wireBody: bytes, body: bytes, truncated: false };

  it('sends what the library built, changed as the user wants, and keeps the exchange', async () => {
    const edits = { parameters: [{ name: 'b', value: '€' }], headers: [], dropped: ['a'] };
    const recorder = recordingFetch(answering({ response }), options, edits, standardDialect);
    await recorder.fetch('https://a/', { method: 'POST', headers: { 'content-type': 'x' }, body: new URLSearchParams({ a: '1', b: '2' }) });
    expect(new TextDecoder().decode(recorder.exchange()?.request.body ?? undefined)).toBe('b=%E2%82%AC');
    expect(recorder.exchange()?.request.headers).toEqual([['Content-Type', 'x']]);
    expect(recorder.parameters()).toEqual([['b', '€']]);
  });

  it('rejects with the error of the network, and keeps the exchange', async () => {
    const error = { code: 'NET_REFUSED', message: 'No', hint: 'Try' } as const;
    const recorder = recordingFetch(answering({ error }), options, noEdits, standardDialect);
    await expect(recorder.fetch('https://a/', { method: 'POST', headers: {} })).rejects.toMatchObject({ code: 'NET_REFUSED' });
    expect(recorder.exchange()?.error).toEqual(error);
  });

  it.each([0, 101, 199, 600, 999])('turns status %i, which fetch cannot hold, into a network error instead of throwing', (status) => {
    const request = { method: 'GET', url: 'https://a/', headers: [], body: null };
    expect(toResponse(exchangeOf(request, { response: { ...response, status } })).status).toBe(0);
  });

  it.each([204, 205, 304])('gives status %i no body', (status) => {
    const request = { method: 'GET', url: 'https://a/', headers: [], body: null };
    expect(toResponse(exchangeOf(request, { response: { ...response, status } })).body).toBeNull();
  });

  it('reads like the standard’s own: a byte order mark is no text, wrong bytes are replaced, what is no JSON throws; copies too', async () => {
    const request = { method: 'GET', url: 'https://a/', headers: [], body: null };
    for (const body of ['\uFEFF{"a":"ü"}', '<p>', '', Uint8Array.of(0x22, 0xc3, 0x22)].map((text) => Buffer.from(text))) {
      const own = toResponse(exchangeOf(request, { response: { ...response, status: 400, body } }));
      const standard = () => new Response(body);
      for (const read of [own, own.clone()]) {
        expect([read.status, await read.text()]).toEqual([400, await standard().text()]);
        const outcome = (one: Response) => one.json().catch((thrown: unknown) => (thrown as Error).name);
        expect(await outcome(read)).toEqual(await outcome(standard()));
      }
    }
    expect(await toResponse(exchangeOf(request, { response: { ...response, status: 204, body: Buffer.from('x') } })).text()).toBe('');
  });

  it('leaves out headers that are none', () => {
    const headers = [
      ['X-Good', 'a'],
      ['Bad Name', 'b'],
      ['X-Good', 'c'],
    ] as const;
    const request = { method: 'GET', url: 'https://a/', headers: [], body: null };
    expect([...toResponse(exchangeOf(request, { response: { ...response, headers } })).headers]).toEqual([['x-good', 'a, c']]);
  });
});
