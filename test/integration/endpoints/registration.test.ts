import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profile as profileSchema } from '../../../shared/model/profile.ts';
import { runRecord } from '../../../shared/model/run.ts';
import { registeredProfile, suggestedMetadata, withoutPort, withRegistration } from '../../../shared/workbench/registered-profile.ts';
import { type ReadyManagement, type ReadyRegistration, runRegistration } from '../../../shared/workbench/run-registration.ts';
import { type OidcServer, registering, startOidcServer } from '../../fixtures/oidc-server.ts';
import { openFlow, readyProfile } from '../grants/flow.ts';

const initialAccessToken = 'initial-access-token-of-this-test';
const flow = openFlow();
let server: OidcServer;

beforeAll(async () => {
  server = await startOidcServer({
    features: registering(initialAccessToken),
  });
});

afterAll(async () => {
  await flow.close();
  await server.close();
});

async function ask(wish: ReadyRegistration, issuer = server.issuer) {
  const profile = readyProfile({ grant: 'client_credentials', server: { issuer } });
  const request = { runId: crypto.randomUUID(), profile, clockSkewSeconds: 30, signal: new AbortController().signal };
  const { record, ...said } = await runRegistration(flow, request, wish, { stepped: () => {}, authorizationRequested: () => {} });
  runRecord.parse(record);
  const verdicts = record.view.steps.flatMap((step) => step.verdicts);
  return { view: record.view, record, ...said, verdict: (id: string) => verdicts.find((each) => each.id === id) };
}

const register = (metadata: Record<string, unknown>, token: string | null = initialAccessToken, issuer = server.issuer) =>
  ask({ action: 'register', metadata, initialAccessToken: token }, issuer);

const machine = { client_name: 'Robot', redirect_uris: [], response_types: [], grant_types: ['client_credentials'] };

describe('registration at oidc-provider', () => {
  test('a client is registered, read, changed and deleted; its secrets are in no view', async () => {
    const made = await register(machine);
    expect([made.view.error, made.view.summary.outcome, made.view.summary.task]).toEqual([null, 'succeeded', 'registration']);
    expect(made.verdict('registration_status')).toMatchObject({ status: 'pass', actual: '201' });
    expect(made.verdict('registration_granted')?.status).toBe('pass');
    expect(made.verdict('registration_management')?.status).toBe('pass');
    const { client_id: id, client_secret: secret, registration_access_token: token, registration_client_uri: uri } = made.client ?? {};
    expect([secret, token].map((value) => typeof value)).toEqual(['string', 'string']);

    const managed = (accessToken: unknown) => ({ uri: String(uri), accessToken: String(accessToken), clientId: String(id) });
    const read = await ask({ ...managed(token), action: 'read' });
    expect([read.view.error, read.client?.client_name]).toEqual([null, 'Robot']);

    const changed = await ask({ ...managed(token), action: 'update', changes: { client_name: 'Android' } });
    expect([changed.view.error, changed.client?.client_name, changed.client?.grant_types]).toEqual([
      null,
      'Android',
      ['client_credentials'],
    ]);
    expect(changed.view.steps.map(({ label }) => label)).toEqual(['read the registration', 'change the registration']);
    const rotated = changed.client?.registration_access_token;
    expect(rotated).toBeTypeOf('string');
    expect(rotated).not.toBe(token);

    const gone = await ask({ ...managed(rotated), action: 'delete' });
    expect([gone.view.error, gone.client]).toEqual([null, null]);
    expect(gone.verdict('registration_status')).toMatchObject({ status: 'pass', actual: '204' });

    const after = await ask({ ...managed(rotated), action: 'read' });
    expect(after.view.error).toMatchObject({ code: 'OAUTH_RESPONSE' });

    for (const value of [secret, token, rotated, initialAccessToken]) {
      for (const { view } of [made, read, changed, gone, after]) expect(JSON.stringify(view)).not.toContain(String(value));
    }
  });

  test('a registered client becomes a profile that gets a token, and holds references only', async () => {
    const base = profileSchema.parse({ id: crypto.randomUUID(), name: 'Base', server: { issuer: server.issuer } });
    const { client } = await register(machine);
    const { profile, secrets } = registeredProfile(base, client ?? {});
    expect(profile).toMatchObject({
      name: 'Robot',
      grant: 'client_credentials',
      server: { issuer: server.issuer },
      client: {
        clientId: client?.client_id,
        clientSecret: { secret: 'client_secret' },
        registration: { uri: client?.registration_client_uri, accessToken: { secret: 'registration_access_token' } },
      },
    });
    expect(Object.fromEntries(secrets)).toEqual({
      client_secret: client?.client_secret,
      registration_access_token: client?.registration_access_token,
    });
    for (const value of secrets.values()) expect(JSON.stringify(profile)).not.toContain(value);
    const answer = await fetch(`${server.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client?.client_id}:${client?.client_secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect(answer.status).toBe(200);
  });

  test('what a profile suggests is taken as it is', async () => {
    const base = profileSchema.parse({ id: crypto.randomUUID(), name: 'Web app' });
    const { view, verdict, client } = await register(suggestedMetadata(base) as Record<string, unknown>);
    expect([view.error, verdict('registration_granted')?.status]).toEqual([null, 'pass']);
    expect(registeredProfile(base, client ?? {}).profile.request.redirectUri).toBe('http://127.0.0.1:0/callback');
  });

  test.each([
    ['without its token', machine, null, 'invalid_token', 'no access token provided'],
    ['with a redirect URI that is none', { redirect_uris: ['no url'] }, initialAccessToken, 'invalid_redirect_uri', 'redirect_uris'],
  ])('%s the server refuses, in its own words', async (_name, metadata, token, error, words) => {
    const { view, client } = await register(metadata, token);
    expect(client).toBeNull();
    expect(view.error).toMatchObject({
      code: 'OAUTH_RESPONSE',
      hint: expect.stringMatching(/./),
      oauth: { error, error_description: expect.stringContaining(words) },
    });
  });
});

test.each([
  ['http://127.0.0.1:0/callback', 'http://127.0.0.1/callback'],
  ['https://[::1]:0', 'https://[::1]'],
  ['http://localhost:0?tenant=a', 'http://localhost?tenant=a'],
  ['https://app.example/ratio/1:0/callback', 'https://app.example/ratio/1:0/callback'],
  ['com.example.app:/callback', 'com.example.app:/callback'],
])('%s is registered as %s', (redirectUri, registered) => expect(withoutPort(redirectUri)).toBe(registered));

describe('answers nobody should give', () => {
  const canary = 'CANARY-registration-token-0123456789';
  const good = {
    client_id: 'c1',
    client_secret: 'CANARY-client-secret-42',
    registration_access_token: 'CANARY-managing-token-42',
    registration_client_uri: 'https://other.example/c1',
  };
  const answers: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
    html: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'),
    empty: (response) => response.writeHead(201).end(),
    giant: (response) => response.writeHead(201).end(Buffer.alloc(5 * 1024 * 1024, 0x20)),
    nobody: (response) => json(response, 201, { client_name: 'Robot' }),
    bare: (response) => response.writeHead(200).end(),
    password: (response) => json(response, 201, { ...good, registration_client_uri: 'https://u:CANARY-p4ssw0rd@other.example/c1' }),
    script: (response) => json(response, 201, { ...good, registration_client_uri: 'javascript:alert(1)' }),
    other: (response) => json(response, 200, { ...good, client_id: 'somebody-else' }),
    echo: (response, request) =>
      json(response, 400, { error: 'invalid_client_metadata', error_description: `You sent ${request.headers.authorization}` }),
    // It repeats what it hands out where nobody looks for it.
    changed: (response) =>
      json(response, 200, {
        ...good,
        scope: 'b',
        grant_types: ['password'],
        client_secret_expires_at: 1,
        client_name: `Its secret is ${good.client_secret}, its token ${good.registration_access_token}.`,
      }),
  };
  const json = (response: ServerResponse, status: number, body: unknown) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const hostile = createServer((request, response) => {
    const name = /^\/(\w+)/.exec(request.url ?? '')?.[1] ?? '';
    if (request.url?.includes('.well-known')) {
      const [, , , issuerName = ''] = (request.url ?? '').split('/');
      const issuer = `${origin}/${name.startsWith('well') || name === '' ? issuerName : name}`;
      return json(response, 200, { issuer, registration_endpoint: `${issuer}/register` });
    }
    return answers[name]?.(response, request);
  });
  let origin = '';

  beforeAll(async () => {
    hostile.listen(0, '127.0.0.1');
    await once(hostile, 'listening');
    origin = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    hostile.close();
    hostile.closeAllConnections();
  });

  test.each([
    ['html', 'OAUTH_INVALID_RESPONSE'],
    ['empty', 'OAUTH_INVALID_RESPONSE'],
    ['giant', 'NET_TOO_LARGE'],
    ['nobody', 'OAUTH_INVALID_RESPONSE'],
    ['echo', 'OAUTH_RESPONSE'],
  ])('%s', async (name, code) => {
    const { view, client } = await register(machine, canary, `${origin}/${name}`);
    expect([view.error?.code, client]).toEqual([code, null]);
    expect(JSON.stringify(view)).not.toContain(canary);
  });

  test('a client that is not what was asked for is described, with each difference', async () => {
    const { view, verdict } = await register({ scope: 'a', grant_types: ['client_credentials'] }, canary, `${origin}/changed`);
    expect(view.summary.outcome).toBe('checks_failed');
    expect(verdict('registration_status')).toMatchObject({ status: 'warning', actual: '200' });
    expect(verdict('registration_granted')).toMatchObject({ status: 'warning', message: expect.stringContaining('scope, grant_types') });
    expect(verdict('client_secret_expires_at')?.status).toBe('fail');
    expect(verdict('registration_management')).toMatchObject({ status: 'warning', actual: 'https://other.example' });
    expect(verdict('registration_cache')?.status).toBe('warning');
    expect(JSON.stringify(view)).toContain('Its secret is ');
    expect(JSON.stringify(view)).not.toContain('CANARY');
  });

  test('a page is no sign that a client was deleted; an empty answer is', async () => {
    const client = { action: 'delete', accessToken: canary, clientId: 'c1' } as const;
    const page = await ask({ ...client, uri: `${origin}/html/c1` });
    expect([page.view.error?.code, page.isDeleted]).toEqual(['OAUTH_INVALID_RESPONSE', false]);
    const bare = await ask({ ...client, uri: `${origin}/bare/c1` });
    expect([bare.view.error, bare.isDeleted]).toEqual([null, true]);
  });

  test('a password in the address at which a client is managed is in no view, and goes to the keychain', async () => {
    const { view, hidesUri } = await register(machine, canary, `${origin}/password`);
    expect([view.error, hidesUri]).toEqual([null, true]);
    expect(JSON.stringify(view)).not.toContain('CANARY');
  });

  test('an address that is none of the web is told, and takes the place of none in a profile', async () => {
    const { client, verdict } = await register(machine, canary, `${origin}/script`);
    expect(verdict('registration_management')).toMatchObject({ status: 'warning', expected: 'an http or https URL' });
    const base = profileSchema.parse({ id: crypto.randomUUID(), name: 'Base' });
    const before = registeredProfile(base, good).profile;
    expect(withRegistration(before, client ?? {}).profile.client.registration?.uri).toBe(good.registration_client_uri);
    const { profile, secrets } = registeredProfile(base, client ?? {});
    expect([profile.client.registration, [...secrets.keys()]]).toEqual([null, ['client_secret']]);
  });

  test('an answer about another client is refused, and the token goes nowhere else', async () => {
    const wish: ReadyManagement = { action: 'read', uri: `${origin}/other/c1`, accessToken: canary, clientId: 'c1' };
    const { view, client, verdict } = await ask(wish);
    expect([view.error?.code, client, verdict('registration_client_id')?.status]).toEqual(['OAUTH_INVALID_RESPONSE', null, 'fail']);
    const plain = await ask({ ...wish, uri: 'http://other.example/c1' });
    expect(plain.view.error?.code).toBe('INPUT_INSECURE_URL');
  });
});
