import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { standardDialect } from '../../../shared/model/dialect.ts';
import type { ResolvedProfile } from '../../../shared/model/resolved-profile.ts';
import { discover } from '../../../shared/protocol/discovery.ts';
import { fetchIssuerKeys, fetchKeySet } from '../../../shared/protocol/key-set.ts';
import { awkward } from '../../fixtures/oidc-server.ts';
import { type SmallServer, type SmallWishes, startSmallServer } from '../../fixtures/small-server.ts';
import { openFlow, readyProfile, run } from './flow.ts';

const ports = openFlow();
let server: SmallServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => ports.close());

async function start(wishes: SmallWishes): Promise<string> {
  server = await startSmallServer(wishes);
  return server.issuer;
}

const ask = (issuer: string, tls: Partial<ResolvedProfile['tls']> = {}) =>
  discover(ports.http, readyProfile({ grant: 'client_credentials', server: { issuer }, tls }), new AbortController().signal);

/** Metadata only at one path. */
const onlyAt = (path: string, document: () => Record<string, unknown>): SmallWishes => ({
  discovery: (asked) =>
    asked === path ? { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(document()) } : null,
});

describe('metadata is found', () => {
  it.each([
    ['', '/.well-known/openid-configuration', 1],
    ['', '/.well-known/oauth-authorization-server', 2],
    ['/tenant', '/tenant/.well-known/openid-configuration', 1],
    ['/tenant', '/.well-known/oauth-authorization-server/tenant', 2],
    ['/tenant', '/.well-known/openid-configuration/tenant', 3],
  ])('of an issuer with path “%s” at %s', async (path, place, attempts) => {
    let issuer = '';
    const origin = await start(onlyAt(place, () => ({ issuer, token_endpoint: `${issuer}/token` })));
    issuer = `${origin}${path}`;
    const found = await ask(issuer);
    expect(found.error).toBeNull();
    expect(found.metadata).toEqual({ issuer, token_endpoint: `${issuer}/token` });
    expect(found.exchanges).toHaveLength(attempts);
    expect(found.verdicts.map(({ id, status }) => `${id}: ${status}`)).toEqual([
      'metadata_issuer: pass',
      'metadata_endpoints: pass',
      'metadata_format: pass',
    ]);
    expect(server?.paths.at(-1)).toBe(place);
  });

  it.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])(
    'where %s was pasted instead of the issuer',
    async (suffix) => {
      const issuer = await start({});
      expect((await ask(`${issuer}${suffix}`)).metadata?.issuer).toBe(issuer);
    },
  );

  it('of an issuer without a path, with or without its slash', async () => {
    const issuer = await start({});
    expect((await ask(`${issuer}/`)).metadata?.issuer).toBe(issuer);
  });
});

describe('metadata is refused', () => {
  it.each([
    ['another issuer', { issuer: 'https://evil.example' }],
    ['a longer issuer', { issuer: 'http://127.0.0.1:1/x' }],
    ['no issuer', {}],
    ['an issuer that is no text', { issuer: 7 }],
  ])('with %s', async (_what, document) => {
    const issuer = await start({ metadata: () => document });
    const found = await ask(issuer);
    expect(found.error).toMatchObject({ code: 'OAUTH_ISSUER_MISMATCH', spec: { rfc: 'OpenID Connect Discovery 1.0', section: '4.3' } });
    expect(found.metadata).toBeNull();
    expect(found.verdicts[0]).toMatchObject({ id: 'metadata_issuer', status: 'fail', expected: issuer });
  });

  it.each<[string, SmallWishes['discovery'], RegExp]>([
    ['where there is none', () => null, /status 404/],
    ['as HTML', () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Hello</h1>' }), /JSON object/],
    ['as a list', () => ({ status: 200, body: '[]' }), /JSON object/],
    [
      'behind a redirect',
      () => ({ status: 301, headers: { location: 'https://elsewhere.example' }, body: '' }),
      /sends on to https:\/\/elsewhere\.example/,
    ],
  ])('%s', async (_what, discovery, message) => {
    const issuer = await start({ ...(discovery && { discovery }) });
    const found = await ask(issuer);
    expect(found.error?.code).toBe('OAUTH_INVALID_METADATA');
    expect(found.error?.message).toMatch(message);
    expect(found.exchanges).toHaveLength(2);
  });

  it.each([
    ['no URL', 'INPUT_URL'],
    ['ftp://example.com', 'INPUT_URL'],
    ['https://', 'INPUT_URL'],
    ['https://example.com/?tenant=1', 'INPUT_URL'],
    ['https://user:password@example.com', 'INPUT_URL'],
    ['http://example.com', 'INPUT_INSECURE_URL'],
    ['http://127.0.0.1.example.com', 'INPUT_INSECURE_URL'],
  ])('without asking for the issuer %s', async (issuer, code) => {
    const found = await ask(issuer);
    expect(found.error?.code).toBe(code);
    expect(found.exchanges).toEqual([]);
  });

  it('when nobody answers', async () => {
    const issuer = await start({});
    await server?.close();
    server = undefined;
    const found = await ask(issuer);
    expect(found.error?.code).toBe('NET_REFUSED');
    expect(found.exchanges).toHaveLength(1);
  });
});

describe('a run', () => {
  it.each<[string, unknown, string]>([
    ['no token endpoint', undefined, 'OAUTH_INVALID_METADATA'],
    ['a token endpoint that is no URL', '/token', 'OAUTH_INVALID_METADATA'],
    ['a token endpoint that is no text', { url: 'x' }, 'OAUTH_INVALID_METADATA'],
    ['a token endpoint with plain http elsewhere', 'http://example.com/token', 'INPUT_INSECURE_URL'],
  ])('stops where the metadata names %s', async (_what, token_endpoint, code) => {
    const issuer = await start({ metadata: (metadata) => ({ ...metadata, token_endpoint }) });
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { issuer } }));
    expect(ran.error?.code).toBe(code);
    expect(server?.tokenRequests).toEqual([]);
  });

  it('takes the endpoint entered by hand instead of the discovered one', async () => {
    const issuer = await start({ metadata: (metadata) => ({ ...metadata, token_endpoint: 'https://unused.invalid/token' }) });
    const endpoints = { tokenEndpoint: `${issuer}/token`, authorizationEndpoint: '', jwksUri: '' };
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { issuer, endpoints } }));
    expect(ran.outcome).toBe('succeeded');
  });

  it('goes on without metadata where the endpoints are entered by hand', async () => {
    const issuer = await start({ discovery: () => null });
    const endpoints = { tokenEndpoint: `${issuer}/token`, authorizationEndpoint: '', jwksUri: '' };
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { issuer, endpoints } }));
    expect(ran.outcome).toBe('succeeded');
    expect(ran.record.view.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'discovery done',
      'discovery failed',
      'token done',
    ]);
  });

  it('does not go on where the metadata names another issuer, endpoints by hand or not', async () => {
    const issuer = await start({ metadata: (metadata) => ({ ...metadata, issuer: 'https://evil.example' }) });
    const endpoints = { tokenEndpoint: `${issuer}/token`, authorizationEndpoint: '', jwksUri: '' };
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { issuer, endpoints } }));
    expect(ran.error?.code).toBe('OAUTH_ISSUER_MISMATCH');
    expect(server?.tokenRequests).toEqual([]);
  });
});

describe('Basic credentials with awkward characters', () => {
  const client = { clientId: awkward.id, authMethod: 'client_secret_basic', clientSecret: awkward.secret } as const;
  const asked = async (basic: 'form' | 'raw', basicEncoding: 'form' | 'raw', who = client) => {
    const issuer = await start({ basic, client: { id: who.clientId, secret: who.clientSecret } });
    return run(
      ports,
      readyProfile({ grant: 'client_credentials', server: { issuer, dialect: { ...standardDialect, basicEncoding } }, client: who }),
    );
  };

  it('form-encoded reach a server that decodes them', async () => {
    expect((await asked('form', 'form')).outcome).toBe('succeeded');
  });

  it('form-encoded are not recognized by a server that takes them as they are', async () => {
    expect((await asked('raw', 'form')).error?.oauth?.error).toBe('invalid_client');
  });

  it('raw reach a server that splits at the first colon, unless the id has one', async () => {
    expect((await asked('raw', 'raw')).error?.oauth?.error).toBe('invalid_client');
    await server?.close();
    const plain = { ...client, clientId: 'ä +%41' } as const;
    expect((await asked('raw', 'raw', plain as unknown as typeof client)).outcome).toBe('succeeded');
  });

  it('neither shows the secret in any encoding', async () => {
    const ran = await asked('form', 'form');
    const text = JSON.stringify([ran.record.view, ran.told]);
    expect(text).not.toContain(awkward.secret.slice(0, 8));
    expect(text).not.toContain(new URLSearchParams({ a: awkward.secret }).toString().slice(2, 14));
  });
});

describe('the keys of an issuer', () => {
  const { signal } = new AbortController();
  const reach = readyProfile({ grant: 'client_credentials' });

  it('are found over its metadata, as published', async () => {
    const issuer = await start({});
    const found = await fetchIssuerKeys(ports.http, issuer, reach, signal);
    expect(found.jwks.keys).toMatchObject([{ kty: 'EC', kid: expect.any(String) }]);
    expect(await fetchKeySet(ports.http, found.jwksUri, reach, signal)).toEqual(found);
  });

  it('are not taken from metadata of another issuer, nor over plain http from another machine', async () => {
    const issuer = await start({ metadata: (metadata) => ({ ...metadata, issuer: 'https://other.example' }) });
    await expect(fetchIssuerKeys(ports.http, issuer, reach, signal)).rejects.toMatchObject({ code: 'OAUTH_ISSUER_MISMATCH' });
    await expect(fetchKeySet(ports.http, 'http://keys.example/jwks', reach, signal)).rejects.toMatchObject({ code: 'INPUT_INSECURE_URL' });
  });

  it('that are none are said to be none', async () => {
    const issuer = await start({ keys: () => ({ nothing: 1 }) });
    await expect(fetchIssuerKeys(ports.http, issuer, reach, signal)).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' });
  });
});
