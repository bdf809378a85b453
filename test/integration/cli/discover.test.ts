import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpPort } from '../../../node/http/undici-http-port.ts';
import { discoverResource } from '../../../shared/protocol/resource-metadata.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/oidc-server.ts';
import { type Document, run, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
let server: OidcServer;
let resources: Server;
let origin: string;

/** A server of protected resources, right and wrong ones, by path. */
beforeAll(async () => {
  server = await startOidcServer();
  resources = createServer((request, response) => {
    const json = (value: unknown) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const about = (resource: string) => ({
      resource,
      authorization_servers: [server.issuer],
      bearer_methods_supported: ['header', 'query'],
    });
    const well = '/.well-known/oauth-protected-resource';
    if (request.url === `${well}/api?tenant=1`) return json({ ...about(`${origin}/api?tenant=1`), scopes_supported: ['api:read'] });
    if (request.url === `${well}/other`) return json(about(`${origin}/elsewhere`));
    if (request.url === `${well}/page`) return response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
    if (request.url === `${well}/giant`) return response.writeHead(200).end(Buffer.alloc(5 * 1024 * 1024, 0x20));
    return response.writeHead(404).end();
  });
  resources.listen(0, '127.0.0.1');
  await once(resources, 'listening');
  origin = `http://127.0.0.1:${(resources.address() as AddressInfo).port}`;
});

afterAll(async () => {
  resources.close();
  await server.close();
  home.remove();
});

interface Discovered extends Omit<Document, 'tokens' | 'decoded' | 'verdicts'> {
  metadata: Record<string, unknown> | null;
  findings: { id: string; standard: string; level: string; message: string; spec: { url: string } }[];
}

async function discover(...args: string[]): Promise<{ code: number | null; document: Discovered; stderr: string }> {
  const ended = await run(['discover', ...args, '--json'], { env: home.env });
  return { code: ended.code, document: JSON.parse(ended.stdout) as Discovered, stderr: ended.stderr };
}

describe('grantbench discover', () => {
  test('gives the document as it was, with what is to be said about it', async () => {
    const { code, document } = await discover(server.issuer);
    expect([code, document.ok, document.error]).toEqual([0, true, undefined]);
    expect(document.metadata).toMatchObject({ issuer: server.issuer, token_endpoint: `${server.issuer}/token` });
    const pkce = document.findings.find(({ id, standard }) => id === 'pkce_s256' && standard === 'oauth21');
    expect(pkce).toMatchObject({ level: 'pass', spec: { url: expect.stringContaining('#section-7.5.1') } });
    expect(document.findings.find(({ id, standard }) => id === 'password_grant' && standard === 'rfc9700')).toMatchObject({
      level: 'fail',
    });
    expect(document.steps.map(({ name, exchange }) => [name, exchange?.response?.status])).toEqual([['discovery', 200]]);
  });

  test('prints it readable, and fails a build that requires what the server does not meet', async () => {
    const ended = await run(['discover', server.issuer, '--require', 'oauth21'], { env: home.env });
    expect(ended.code).toBe(4);
    expect(ended.stdout).toMatch(/^ {2}Token endpoint +http:\/\/127/m);
    expect(ended.stdout).toMatch(/^OAuth 2\.1 \(draft\): \d+ met/m);
    expect(ended.stdout).toContain('not met  no password grant (OAuth 2.1 (draft) §10)');
  });

  test('says which server is not there, and what was asked of it', async () => {
    const { code, document, stderr } = await discover(origin);
    expect([code, document.ok, document.metadata, document.findings]).toEqual([1, false, null, []]);
    expect(document.error?.code).toBe('OAUTH_INVALID_METADATA');
    expect(document.steps).toHaveLength(2);
    expect(stderr).toBe('');
  });

  test('wants to know whom to ask, once', async () => {
    expect(await discover()).toMatchObject({
      code: 2,
      document: { ok: false, metadata: null, findings: [], error: { code: 'INPUT_INVALID' } },
    });
    expect((await discover(server.issuer, '--resource', origin)).code).toBe(2);
  });
});

describe('grantbench discover --resource', () => {
  test('finds the metadata between host and path', async () => {
    const { code, document } = await discover('--resource', `${origin}/api?tenant=1`);
    expect([code, document.ok]).toEqual([0, true]);
    expect(document.metadata).toMatchObject({ resource: `${origin}/api?tenant=1`, authorization_servers: [server.issuer] });
    expect(document.findings.find(({ id, standard }) => id === 'bearer_methods' && standard === 'oauth21')).toMatchObject({
      level: 'fail',
    });
    expect(document.steps.map(({ name }) => name)).toEqual(['resource_metadata']);
  });

  test('shows metadata of another resource, and refuses it', async () => {
    const { code, document } = await discover('--resource', `${origin}/other`);
    expect([code, document.ok, document.metadata?.resource]).toEqual([1, false, `${origin}/elsewhere`]);
    expect(document.error).toMatchObject({ code: 'OAUTH_INVALID_METADATA', message: expect.stringContaining('another resource') });
  });

  // Not through the command: each of its starts costs more than all of these.
  test.each([
    ['page', 'OAUTH_INVALID_METADATA'],
    ['nothing-here', 'OAUTH_INVALID_METADATA'],
    ['giant', 'NET_TOO_LARGE'],
    ['api#part', 'INPUT_URL'],
  ])('explains /%s', async (path, code) => {
    const http = createHttpPort();
    const reach = { limits: { requestSeconds: 10, browserSeconds: 10 }, tls: { ca: '', verify: true, allowInsecureHttp: false } };
    const wish = { resource: `${origin}/${path}`, metadataUrl: null };
    const { metadata, error } = await discoverResource(http, reach, wish, new AbortController().signal);
    expect([metadata, error?.code]).toEqual([null, code]);
    await http.close();
  });
});
