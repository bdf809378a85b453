import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MtlsServer, startMtlsServer } from '../../fixtures/mtls-server.ts';
import { makePkcs12 } from '../../fixtures/pkcs12.ts';
import { startHttpProxy, type TestProxy } from '../../fixtures/proxy-servers.ts';
import { documentOf, run, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
let server: MtlsServer;
let proxy: TestProxy;
const file = (name: string, content: string | Buffer) => {
  const path = join(home.folder, name);
  writeFileSync(path, content);
  return path;
};

beforeAll(async () => {
  [server, proxy] = await Promise.all([startMtlsServer('idp.cli.test'), startHttpProxy({ credentials: 'ann:CANARY-proxy' })]);
  file('ca.pem', server.ca);
  file('client.pem', server.byAuthority.cert);
  file('client.key', server.byAuthority.key);
  file('other.key', server.other.key);
  file('client.p12', makePkcs12(server.byAuthority, 'CANARY-passphrase'));
});
afterAll(async () => {
  await Promise.all([server.close(), proxy.close()]);
  home.remove();
});

const at = (name: string) => join(home.folder, name);
const token = (...more: string[]) => [
  ...['token', server.issuer, '--json', '--grant-type', 'client_credentials', '--client-id', 'by-authority', '--scope', 'api:read'],
  ...['--ca-file', at('ca.pem'), ...more],
];
const throughProxy = () => ['--proxy', `http://ann:CANARY-proxy@127.0.0.1:${proxy.port}`];

describe('a client certificate and a proxy on the command line', () => {
  test('PEM: the certificate alone is the proof, and every request takes the proxy', async () => {
    const ended = await run(token('--tls-cert', at('client.pem'), '--tls-key', at('client.key'), ...throughProxy()), { env: home.env });
    const document = documentOf(ended);
    expect([ended.code, document.error]).toEqual([0, undefined]);
    expect(document.verdicts.find(({ id }) => id === 'certificate_binding')?.status).toBe('pass');
    expect(ended.stdout + ended.stderr).not.toContain('CANARY-proxy');
  });

  test('PKCS #12 with its passphrase in a variable, the proxy from the environment', async () => {
    const env = { ...home.env, P12: 'CANARY-passphrase', HTTPS_PROXY: `http://ann:CANARY-proxy@127.0.0.1:${proxy.port}` };
    const ended = await run(token('--tls-pfx', at('client.p12'), '--tls-passphrase-env', 'P12'), { env });
    expect([ended.code, documentOf(ended).error]).toEqual([0, undefined]);
    expect(ended.stdout + ended.stderr).not.toContain('CANARY');
  });

  test.each([
    [['--tls-cert', 'client.pem'], 2, 'INPUT_INVALID'],
    [['--tls-cert', 'client.pem', '--tls-key', 'other.key'], 2, 'INPUT_CERTIFICATE'],
    [['--tls-pfx', 'client.p12', '--tls-passphrase', 'wrong'], 2, 'INPUT_CERTIFICATE'],
    [['--auth-method', 'tls_client_auth'], 2, 'INPUT_CERTIFICATE'],
    [['--proxy', 'ftp://ann:CANARY-x@proxy'], 2, 'INPUT_PROXY'],
    [['--proxy', 'http://127.0.0.1:1'], 3, 'NET_PROXY'],
  ])('%j ends with code %i, %s', async (more, code, error) => {
    const before = server.requests.length;
    const ended = await run(token(...more.map((word) => (/\.(pem|key|p12)$/.test(word) ? at(word) : word))), { env: home.env });
    expect(ended.code).toBe(code);
    expect(ended.stdout + ended.stderr).toContain(error);
    expect(ended.stdout + ended.stderr).not.toContain('CANARY');
    expect(server.requests.length).toBe(before);
  });
});
