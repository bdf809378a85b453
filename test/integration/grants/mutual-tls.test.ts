import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResolvedProfile } from '../../../shared/model/resolved-profile.ts';
import type { Certified } from '../../fixtures/certificates.ts';
import { type MtlsServer, startMtlsServer } from '../../fixtures/mtls-server.ts';
import { makePkcs12 } from '../../fixtures/pkcs12.ts';
import { startHttpProxy, startSocksProxy } from '../../fixtures/proxy-servers.ts';
import { startSmallServer } from '../../fixtures/small-server.ts';
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
