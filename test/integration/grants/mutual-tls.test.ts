import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResolvedProfile } from '../../../shared/model/resolved-profile.ts';
import type { Certified } from '../../fixtures/certificates.ts';
import { type MtlsServer, startMtlsServer } from '../../fixtures/mtls-server.ts';
import { trusting } from '../../fixtures/open-page.ts';
import { makePkcs12 } from '../../fixtures/pkcs12.ts';
import { startHttpProxy, startSocksProxy } from '../../fixtures/proxy-servers.ts';
import { signInAndLand } from '../../fixtures/sign-in.ts';
import { startSmallServer } from '../../fixtures/small-server.ts';
import { askOne, tokenOf } from '../endpoints/ask.ts';
import { openFlow, readyProfile, run } from './flow.ts';

// A name that only a proxy of the tests can reach: an answer proves that every request went through it.
const host = 'idp.mtls.test';
let server: MtlsServer;
let local: MtlsServer;
const ports = openFlow();

beforeAll(async () => {
  [server, local] = await Promise.all([startMtlsServer(host), startMtlsServer()]);
});
afterAll(async () => {
  await ports.close();
  await Promise.all([server.close(), local.close()]);
});

type Tls = Partial<ResolvedProfile['tls']>;
const pem = ({ cert, key }: Certified): Tls => ({ certificate: cert, certificateKey: key });
const pfx = (certified: Certified): Tls => ({ pfx: makePkcs12(certified, 'secret').toString('base64'), pfxPassphrase: 'secret' });
const thumbprintOf = ({ cert }: Certified) => createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');

function profileFor(at: MtlsServer, clientId: 'by-authority' | 'by-itself', tls: Tls, proxy: Partial<ResolvedProfile['proxy']> = {}) {
  const authMethod = clientId === 'by-authority' ? 'tls_client_auth' : 'self_signed_tls_client_auth';
  return readyProfile({
    grant: 'client_credentials',
    server: { issuer: at.issuer },
    client: { clientId, authMethod },
    request: { scope: 'api:read' },
    tls: { ca: at.ca, ...tls },
    proxy: { kind: 'none', ...proxy },
  });
}

describe('a client that proves itself by its certificate (RFC 8705)', () => {
  it.each([
    ['tls_client_auth, PEM', 'by-authority', pem, 'byAuthority'],
    ['tls_client_auth, PKCS #12', 'by-authority', pfx, 'byAuthority'],
    ['self_signed_tls_client_auth', 'by-itself', pem, 'byItself'],
  ] as const)('%s: gets a token bound to it, at the alias of the token endpoint', async (_case, clientId, as, certified) => {
    const ran = await run(ports, profileFor(local, clientId, as(local[certified])));
    expect(ran.error).toBeNull();
    const token = local.requests.findLast(({ path }) => path === '/token');
    expect(token).toEqual({ at: 'alias', path: '/token', client: `CN=${clientId}` });
    expect(ran.verdict('certificate_binding')).toMatchObject({ status: 'pass', actual: thumbprintOf(local[certified]) });
    const exchange = ran.record.view.steps.find(({ name }) => name === 'token')?.exchange;
    expect(exchange?.tls?.clientCertificate?.thumbprint256).toBe(thumbprintOf(local[certified]));
  });

  it('with the certificate of somebody else is refused, in the words of the server', async () => {
    const ran = await run(ports, profileFor(local, 'by-authority', pem(local.other)));
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_client' } });
  });

  it.each<[string, Tls, RegExp]>([
    ['no certificate', {}, /needs a client certificate/],
    ['a certificate without its key', { certificate: '-----BEGIN CERTIFICATE-----' }, /no private key/],
    ['a PKCS #12 file that is none', { pfx: '%%%' }, /PKCS #12/],
  ])('%s: INPUT_CERTIFICATE, and no request is sent', async (_case, tls, message) => {
    const before = local.requests.length;
    const ran = await run(ports, profileFor(local, 'by-authority', tls));
    expect(ran.error).toMatchObject({ code: 'INPUT_CERTIFICATE', message: expect.stringMatching(message) });
    expect(local.requests.length).toBe(before);
  });

  it('never lets its key or passphrase reach the record of the run in clear', async () => {
    const key = local.byAuthority.key.split('\n')[1] ?? '';
    const ran = await run(ports, profileFor(local, 'by-authority', pem(local.byAuthority)));
    expect(JSON.stringify(ran.record)).not.toContain(key);
  });
});

describe('a FAPI 2.0 profile with mutual TLS', () => {
  const fapi = (clientId: 'by-authority' | 'by-itself', certified: Certified, wishes: Partial<ResolvedProfile['request']> = {}) => {
    const profile = profileFor(local, clientId, pem(certified));
    const { request } = readyProfile({ grant: 'authorization_code' });
    const protection = { ...request.protection, par: true };
    return { ...profile, grant: 'authorization_code', request: { ...request, scope: 'openid', protection, ...wishes } } as const;
  };
  const signIn = async (profile: ResolvedProfile) => {
    const opened: string[] = [];
    const ran = await run(ports, profile, ({ url }) => {
      opened.push(url);
      void signInAndLand(url, 'alice', trusting(local.ca));
    });
    return { ran, opened };
  };

  it.each([
    ['by-authority', 'byAuthority', 'tls_client_auth'],
    ['by-itself', 'byItself', 'self_signed_tls_client_auth'],
  ] as const)('runs with PAR, PKCE, the certificate of %s, tokens bound to it, and iss, as one', async (clientId, certified, method) => {
    const before = local.requests.length;
    const profile = fapi(clientId, local[certified], { scope: 'openid api:read', resources: ['urn:test:bound-api'] });
    expect(profile.client.authMethod).toBe(method);
    const { ran, opened } = await signIn(profile);
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded' });
    expect(ran.steps).toEqual(['discovery', 'pushed_authorization_request', 'authorization', 'callback', 'token', 'jwks']);
    // The browser carries a reference, and nothing of the request itself.
    expect([...new URL(opened[0] ?? '').searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
    expect(opened[0]).toContain(`${local.issuer}/auth?`);
    const asked = local.requests.slice(before).filter(({ path }) => path === '/request' || path === '/token');
    expect(asked).toEqual(['/request', '/token'].map((path) => ({ at: 'alias', path, client: `CN=${clientId}` })));
    for (const id of ['pushed_authorization_request', 'pkce', 'state', 'issuer_response', 'nonce', 'id_token_signature', 'strict_reading'])
      expect([id, ran.verdict(id)?.status]).toEqual([id, 'pass']);
    expect(ran.verdict('certificate_binding')).toMatchObject({ status: 'pass', actual: thumbprintOf(local[certified]) });

    const refreshed = await run(ports, {
      ...profile,
      grant: 'refresh_token',
      request: { ...profile.request, refreshToken: ran.tokens?.refresh_token ?? '' },
    });
    expect(refreshed.error).toBeNull();
    expect(refreshed.verdict('certificate_binding')?.status).toBe('pass');
  });

  it('its token is taken at the userinfo endpoint beside the certificate only', async () => {
    const { ran } = await signIn(fapi('by-itself', local.byItself));
    const wish = { task: 'userinfo', token: tokenOf(ran) } as const;
    const asked = await askOne(ports, fapi('by-itself', local.byItself), wish);
    expect(asked.answer).toMatchObject({ status: 200, members: { sub: 'alice' } });
    expect(local.requests.at(-1)).toEqual({ at: 'alias', path: '/me', client: 'CN=by-itself' });
    const stolen = await askOne(ports, fapi('by-itself', local.other), wish);
    expect(stolen.answer).toMatchObject({ status: 401 });
  });

  it('that is not pushed is refused by the server, in its words', async () => {
    const { request } = readyProfile({ grant: 'authorization_code' });
    const { ran } = await signIn(fapi('by-authority', local.byAuthority, { protection: request.protection }));
    expect(ran.error).toMatchObject({
      code: 'OAUTH_RESPONSE',
      oauth: { error_description: expect.stringContaining('Pushed Authorization Request') },
    });
    expect(ran.tokens).toBeNull();
  });

  it('pushed with the certificate of somebody else goes no further: no browser is opened', async () => {
    const { ran, opened } = await signIn(fapi('by-authority', local.other));
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_client' } });
    expect([ran.steps, opened]).toEqual([['discovery', 'pushed_authorization_request'], []]);
  });
});

describe('the proxy of a profile', () => {
  const paths = ['/.well-known/openid-configuration', '/token', '/jwks'];

  it('HTTP: discovery, token and keys all go through it, the certificate inside the tunnel', async () => {
    const proxy = await startHttpProxy({ credentials: 'ann:p@ss' });
    const settings = { kind: 'url', url: `http://127.0.0.1:${proxy.port}`, username: 'ann', password: 'p@ss' } as const;
    const ran = await run(ports, profileFor(server, 'by-authority', pem(server.byAuthority), settings));
    expect(ran.error).toBeNull();
    expect(ran.verdict('access_token_signature')?.status).toBe('pass');
    expect(server.requests.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
    const [issuerPort, aliasPort] = [new URL(server.issuer).port, new URL(server.aliases).port];
    expect(proxy.asked.map((head) => head.split(' ')[1])).toEqual(
      expect.arrayContaining([`${host}:${issuerPort}`, `${host}:${aliasPort}`]),
    );
    for (const { exchange } of ran.record.view.steps) {
      if (exchange !== null) expect(exchange.proxy).toBe(`http://127.0.0.1:${proxy.port}`);
    }
    expect(JSON.stringify(ran.record.view)).not.toContain('p@ss');
    await proxy.close();
  });

  it('its credentials stand in the recorded request of an http: server, sealed', async () => {
    const [plain, proxy] = await Promise.all([startSmallServer(), startHttpProxy({ credentials: 'ann:CANARY' })]);
    const profile = readyProfile({
      grant: 'client_credentials',
      server: { endpoints: { tokenEndpoint: `${plain.issuer}/token` } },
      proxy: { kind: 'url', url: `http://127.0.0.1:${proxy.port}`, username: 'ann', password: 'CANARY' },
    });
    const { record } = await run(ports, profile);
    expect(proxy.asked[0]).toContain(`POST ${plain.issuer}/token`);
    const headers = record.view.steps.find(({ name }) => name === 'token')?.exchange?.request.headers ?? [];
    expect(headers.find(([name]) => name === 'Proxy-Authorization')?.[1]).toContainEqual(
      expect.objectContaining({ kind: 'authorization' }),
    );
    const told = JSON.stringify(record.view);
    for (const trace of ['CANARY', Buffer.from('ann:CANARY').toString('base64')]) expect(told).not.toContain(trace);
    await Promise.all([plain.close(), proxy.close()]);
  });

  it('SOCKS 5: the same', async () => {
    const proxy = await startSocksProxy({ credentials: 'ann:p@ss' });
    const settings = { kind: 'url', url: `socks5h://127.0.0.1:${proxy.port}`, username: 'ann', password: 'p@ss' } as const;
    const ran = await run(ports, profileFor(server, 'by-itself', pem(server.byItself), settings));
    expect(ran.error).toBeNull();
    expect(ran.verdict('certificate_binding')?.status).toBe('pass');
    await proxy.close();
  });

  it('that refuses ends the run with NET_PROXY, and nothing reached the server', async () => {
    const proxy = await startHttpProxy({ credentials: 'ann:right' });
    const before = server.requests.length;
    const settings = { kind: 'url', url: `http://127.0.0.1:${proxy.port}`, username: 'ann', password: 'wrong' } as const;
    const ran = await run(ports, profileFor(server, 'by-authority', pem(server.byAuthority), settings));
    expect(ran.error?.code).toBe('NET_PROXY');
    expect(server.requests.length).toBe(before);
    await proxy.close();
  });
});
