import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { TLSSocket, TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpPort } from '../../../node/http/undici-http-port.ts';
import type { ClientCertificate, HttpOptions } from '../../../shared/ports.ts';
import { type Certified, makeCertificate } from '../../fixtures/certificates.ts';
import { makePkcs12 } from '../../fixtures/pkcs12.ts';
import { startHttpProxy } from '../../fixtures/proxy-servers.ts';
import { send, textOf } from './send.ts';

const day = 86_400_000;
const authority = makeCertificate({ commonName: 'Client Authority', authority: true });
const alice = makeCertificate({ commonName: 'alice' }, authority);
const bob = makeCertificate({ commonName: 'bob' }, authority);
const stranger = makeCertificate({ commonName: 'stranger' });
const expired = makeCertificate(
  { commonName: 'old', notBefore: new Date(Date.now() - 2 * day), notAfter: new Date(Date.now() - day) },
  authority,
);
const future = makeCertificate(
  { commonName: 'new', notBefore: new Date(Date.now() + day), notAfter: new Date(Date.now() + 2 * day) },
  authority,
);

/** Says who the client is; `refused` counts handshakes that failed. */
interface NamingServer {
  readonly url: string;
  connections: number;
  close(): Promise<void>;
}

async function startNamingServer(options: TlsOptions): Promise<NamingServer> {
  const server: Server = createServer(
    { ...makeCertificate({ commonName: 'localhost', names: ['localhost', '127.0.0.1'] }, authority), ca: authority.cert, ...options },
    (request, response) => response.end((request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? 'nobody'),
  );
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const naming: NamingServer = {
    url: `https://localhost:${typeof address === 'object' ? address?.port : 0}/`,
    connections: 0,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('connection', () => {
    naming.connections += 1;
  });
  return naming;
}

const port = createHttpPort({ environment: {} });
let strict: NamingServer;
let strict12: NamingServer;
let relaxed: NamingServer;

beforeAll(async () => {
  strict = await startNamingServer({ requestCert: true, rejectUnauthorized: true });
  strict12 = await startNamingServer({ requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' });
  relaxed = await startNamingServer({ requestCert: true, rejectUnauthorized: false });
});
afterAll(async () => {
  await port.close();
  await Promise.all([strict.close(), strict12.close(), relaxed.close()]);
});

const pem = ({ cert, key }: Certified): ClientCertificate => ({ kind: 'pem', cert, key });
const as = (certificate?: ClientCertificate): Partial<HttpOptions> => ({
  tls: { ca: authority.cert, verify: true, ...(certificate !== undefined && { certificate }) },
});
const thumbprintOf = ({ cert }: Certified) => createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');
const encryptedKey = createPrivateKey(alice.key)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' })
  .toString();

describe('a client certificate', () => {
  it.each<[string, ClientCertificate]>([
    ['PEM', pem(alice)],
    ['PEM with its authority first', { kind: 'pem', cert: authority.cert + alice.cert, key: alice.key }],
    ['PEM whose key lost its line breaks', { kind: 'pem', cert: alice.cert, key: alice.key.replaceAll('\n', '') }],
    ['PEM with an encrypted key', { kind: 'pem', cert: alice.cert, key: encryptedKey, passphrase: 'open sesame' }],
    ['PKCS #12', { kind: 'pfx', pfx: makePkcs12(alice, 'pässphrase', [authority]), passphrase: 'pässphrase' }],
    ['PKCS #12 with an empty passphrase', { kind: 'pfx', pfx: makePkcs12(alice, ''), passphrase: '' }],
  ])('given as %s is shown to servers that ask, and recorded with its thumbprint', async (_form, certificate) => {
    for (const server of [strict, strict12]) {
      const exchange = await send(port, { url: server.url }, as(certificate));
      expect(exchange.error).toBeNull();
      expect(textOf(exchange)).toBe('alice');
      expect(exchange.tls?.clientCertificate).toEqual({ subject: 'CN=alice', thumbprint256: thumbprintOf(alice) });
    }
  });

  it('is never carried over: each identity has connections of its own, and so has nobody', async () => {
    const said: string[] = [];
    for (const certificate of [pem(alice), pem(bob), undefined, pem(alice), undefined, pem(bob)]) {
      said.push(textOf(await send(port, { url: relaxed.url }, as(certificate))));
    }
    expect(said).toEqual(['alice', 'bob', 'nobody', 'alice', 'nobody', 'bob']);
    expect(relaxed.connections).toBe(3);
  });

  it('goes through a tunnel to the server, and is not shown to the proxy', async () => {
    const seen: unknown[] = [];
    const proxy = await startHttpProxy({
      tls: { ...makeCertificate({ commonName: 'proxy', names: ['127.0.0.1'] }, authority), requestCert: true, rejectUnauthorized: false },
      onClient: (client) => seen.push((client as TLSSocket).getPeerCertificate().subject?.CN),
    });
    const options: Partial<HttpOptions> = { ...as(pem(alice)), proxy: { kind: 'url', url: `https://127.0.0.1:${proxy.port}` } };
    const exchange = await send(port, { url: strict.url }, options);
    expect(exchange.error).toBeNull();
    expect(textOf(exchange)).toBe('alice');
    expect(seen).toEqual([undefined]);
    await proxy.close();
  });

  it.each([
    ['none is shown', undefined],
    ['one of an unknown authority is shown', pem(stranger)],
  ])(
    'that is missed (%s) by a server that hangs up, during or after the handshake, is met with a hint at the certificate',
    async (_case, certificate) => {
      for (const server of [strict, strict12]) {
        const exchange = await send(port, { url: server.url }, as(certificate));
        expect(exchange.error).toMatchObject({
          code: server === strict ? 'NET_BROKEN' : 'NET_TLS',
          hint: expect.stringMatching(/certificate of their own|client certificate/),
        });
        expect(exchange.response).toBeNull();
      }
    },
  );
});

describe('a client certificate that cannot be used is INPUT_CERTIFICATE, and nothing is sent', () => {
  const pfx = makePkcs12(alice, 'right');
  it.each<[string, ClientCertificate, RegExp]>([
    ['key of another', { kind: 'pem', cert: alice.cert, key: bob.key }, /key does not belong to the client certificate \(CN=alice\)/],
    ['expired', pem(expired), /\(CN=old\) expired on \d{4}-/],
    ['not yet valid', pem(future), /not valid before/],
    ['no PEM', { kind: 'pem', cert: 'hello', key: alice.key }, /BEGIN CERTIFICATE/],
    ['damaged', { kind: 'pem', cert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', key: alice.key }, /number 1 of 1/],
    ['no key', { kind: 'pem', cert: alice.cert, key: '' }, /private key .* cannot be read/],
    ['encrypted key, no passphrase', { kind: 'pem', cert: alice.cert, key: encryptedKey }, /encrypted, and there is no passphrase/],
    ['encrypted key, wrong', { kind: 'pem', cert: alice.cert, key: encryptedKey, passphrase: 'sesam' }, /passphrase does not open/],
    ['PKCS #12, wrong', { kind: 'pfx', pfx, passphrase: 'wrong' }, /passphrase does not open the PKCS #12/],
    ['PKCS #12, cut off', { kind: 'pfx', pfx: pfx.subarray(0, 200), passphrase: 'right' }, /PKCS #12 file cannot be read/],
    ['PKCS #12, empty', { kind: 'pfx', pfx: new Uint8Array(), passphrase: '' }, /PKCS #12 file cannot be read/],
    ['PKCS #12, expired', { kind: 'pfx', pfx: makePkcs12(expired, 'x'), passphrase: 'x' }, /\(CN=old\) expired/],
  ])('%s', async (_case, certificate, message) => {
    const before = relaxed.connections;
    const exchange = await send(port, { url: relaxed.url }, as(certificate));
    expect(exchange.error).toMatchObject({ code: 'INPUT_CERTIFICATE', message: expect.stringMatching(message) });
    expect(relaxed.connections).toBe(before);
  });
});
