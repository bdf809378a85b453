import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpPort } from '../../../node/http/undici-http-port.ts';
import { type HostileTlsServers, startHostileServer, startHostileTlsServers } from '../../fixtures/hostile-server.ts';
import { send } from './send.ts';

let tls: HostileTlsServers;
const port = createHttpPort();
beforeAll(async () => {
  tls = await startHostileTlsServers();
});
afterAll(async () => {
  await port.close();
  await tls.close();
});

describe('a server whose certificate is not good', () => {
  it.each([
    ['good', false, /unknown authority/],
    ['selfSigned', true, /unknown authority/],
    ['wrongName', true, /another name.*other\.example/],
    ['expired', true, /expired/],
    ['notYetValid', true, /not yet valid/],
    ['oldProtocol', true, /protocol/],
  ] as const)('%s (own authority given: %s) is NET_TLS, says the kind, and gets no request', async (fault, ownCa, message) => {
    const server = tls.servers[fault];
    const exchange = await send(port, { url: `${server.url}/good` }, { tls: { ca: ownCa ? tls.ca : '', verify: true } });
    expect(exchange.error).toMatchObject({ code: 'NET_TLS', message: expect.stringMatching(message) });
    expect(exchange.response).toBeNull();
    expect(server.requests).toHaveLength(0);
  });

  it.each(['selfSigned', 'wrongName', 'expired', 'notYetValid'] as const)('%s still shows its certificate', async (fault) => {
    const exchange = await send(port, { url: `${tls.servers[fault].url}/good` }, { tls: { ca: tls.ca, verify: true } });
    expect(exchange.tls).toMatchObject({
      authorized: false,
      authorizationError: expect.any(String),
      subject: 'CN=localhost',
      fingerprint256: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      protocol: 'TLSv1.3',
    });
  });

  it.each(['selfSigned', 'wrongName', 'expired', 'notYetValid'] as const)(
    '%s is used where verification is off, and said to be bad',
    async (fault) => {
      const exchange = await send(port, { url: `${tls.servers[fault].url}/good` }, { tls: { ca: tls.ca, verify: false } });
      expect(exchange.error).toBeNull();
      expect(exchange.response?.status).toBe(200);
      expect(exchange.tls).toMatchObject({ authorized: false, authorizationError: expect.any(String) });
    },
  );

  it('is never reached over a connection that another setting trusted', async () => {
    const url = `${tls.servers.selfSigned.url}/good`;
    expect((await send(port, { url }, { tls: { ca: '', verify: false } })).error).toBeNull();
    expect((await send(port, { url }, { tls: { ca: '', verify: true } })).error?.code).toBe('NET_TLS');
  });
});

describe('a server whose certificate is good', () => {
  it('is trusted with its own authority, by name and by address, and tells TLS facts and timings', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const exchange = await send(port, { url: `https://${host}:${tls.servers.good.port}/good` }, { tls: { ca: tls.ca, verify: true } });
      expect(exchange.error).toBeNull();
      expect(exchange.tls).toMatchObject({ authorized: true, authorizationError: null, issuer: 'CN=Grantbench Test Authority' });
      expect(exchange.timings).toMatchObject({ connect: expect.any(Number), tls: expect.any(Number) });
    }
  });

  it('keeps its TLS name with a custom Host header', async () => {
    const options = { tls: { ca: tls.ca, verify: true } };
    const url = `https://localhost:${tls.servers.good.port}/good`;
    const exchange = await send(port, { url, headers: [['Host', 'other.example']] }, options);
    expect(exchange.error).toBeNull();
    expect(exchange.timings.tls).toBeNull();
  });

  // SSL_CERT_FILE is how a system's authorities can be exchanged without touching the system; Linux only.
  it.runIf(process.platform === 'linux')('is trusted where only the operating system knows its authority', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'grantbench-tls-'));
    const store = join(folder, 'system.pem');
    await writeFile(store, tls.ca);
    const script = `
      const { createHttpPort } = await import(${JSON.stringify(new URL('../../../node/http/undici-http-port.ts', import.meta.url).href)});
      const port = createHttpPort();
      const exchange = await port.send(
        { method: 'GET', url: process.argv[1], headers: [], body: null },
        { signal: new AbortController().signal, timeoutMs: 10000, maxResponseBytes: 10000, tls: { ca: '', verify: true } },
      );
      console.log(JSON.stringify([exchange.error?.code ?? null, exchange.tls?.authorized]));
      await port.close();`;
    const run = async (certificates: string) => {
      const environment = { ...process.env, SSL_CERT_FILE: certificates, SSL_CERT_DIR: join(folder, 'none') };
      const node = [process.execPath, ['--input-type=module', '-e', script, `${tls.servers.good.url}/good`], { env: environment }] as const;
      return JSON.parse((await promisify(execFile)(...node)).stdout);
    };
    expect(await run(store)).toEqual([null, true]);
    expect(await run(join(folder, 'missing.pem'))).toEqual(['NET_TLS', false]);
    await rm(folder, { recursive: true });
  });

  it('says which certificate authority given by the user is unreadable', async () => {
    for (const ca of ['no pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']) {
      const exchange = await send(port, { url: `${tls.servers.good.url}/good` }, { tls: { ca, verify: true } });
      expect(exchange.error).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('certificate authority') });
    }
  });
});

describe('a wrong port', () => {
  it('that speaks plain HTTP is NET_TLS for an https URL', async () => {
    const plain = await startHostileServer();
    const exchange = await send(port, { url: `https://127.0.0.1:${plain.port}/good` });
    expect(exchange.error).toMatchObject({ code: 'NET_TLS', message: expect.stringContaining('does not speak the TLS protocol') });
    await plain.close();
  });

  it('that speaks TLS is NET_BROKEN for an http URL', async () => {
    const exchange = await send(port, { url: `http://127.0.0.1:${tls.servers.good.port}/good` });
    expect(exchange.error?.code).toBe('NET_BROKEN');
  });
});
