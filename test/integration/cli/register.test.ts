import { writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import Conf from 'conf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { metadataFromOptions, withConsequences } from '../../../cli/register/metadata-from-options.ts';
import { runRegister } from '../../../cli/register/run-register.ts';
import type { RegisterOptions } from '../../../cli/register.ts';
import { dataFolder } from '../../../node/data-folder.ts';
import { createWorkspaceStore } from '../../../node/workspace/workspace-store.ts';
import { withPrivateKeychain } from '../../../scripts/private-keychain.ts';
import { listenOnLoopback } from '../../fixtures/listen-on-loopback.ts';
import { type OidcServer, registering, startOidcServer } from '../../fixtures/oidc-server.ts';
import { type Document, documentOf, run, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
const initialAccessToken = 'initial-access-token-of-this-test';
let server: OidcServer;

interface Registered extends Document {
  action: string;
  client: Record<string, unknown> | null;
  profile?: { id: string; name: string };
}

beforeAll(async () => {
  server = await startOidcServer({
    features: registering(initialAccessToken),
  });
});

afterAll(async () => {
  await server.close();
  home.remove();
});

async function register(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Registered & { code: number | null }> {
  const known = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const ended = await run(['register', ...args, '--json'], { env: { ...known, ...home.env, THE_TOKEN: initialAccessToken, ...known } });
  return { code: ended.code, ...(documentOf(ended) as Registered) };
}

const machine = ['--grant-type', 'client_credentials', '--client-name', 'Robot'];
const withToken = ['--initial-access-token-env', 'THE_TOKEN'];

test('a client is registered, changed and deleted: what nobody else has is in the document, and hidden in the exchanges', async () => {
  const made = await register([server.issuer, ...withToken, ...machine]);
  expect(made).toMatchObject({
    code: 0,
    ok: true,
    action: 'register',
    client: { client_name: 'Robot', grant_types: ['client_credentials'] },
  });
  expect(Object.keys(made).filter((key) => key !== 'code')).toEqual(['ok', 'action', 'client', 'verdicts', 'steps']);
  expect(made.steps.map(({ name }) => name)).toEqual(['discovery', 'registration']);
  const { client_secret: secret, registration_access_token: token, registration_client_uri: uri } = made.client ?? {};
  const wire = JSON.stringify(made.steps);
  for (const value of [secret, token, initialAccessToken]) expect(wire).not.toContain(String(value));

  const managed = (value: unknown, ...args: string[]) =>
    register(['--registration-client-uri', String(uri), '--registration-access-token-env', 'REGISTRATION', ...args], {
      REGISTRATION: String(value),
    });
  const changed = await managed(token, '--update', '--client-name', 'Android', '--metadata', '{"contacts":["a@b.example"]}');
  expect(changed).toMatchObject({ code: 0, action: 'update', client: { client_name: 'Android', contacts: ['a@b.example'] } });
  expect(await managed(token, '--read')).toMatchObject({
    code: 1,
    ok: false,
    client: null,
    error: { oauth: { error: 'invalid_token' } },
    diagnosis: [{ id: 'registration_refused' }],
  });
  const gone = await managed(changed.client?.registration_access_token, '--delete');
  expect(gone).toMatchObject({ code: 0, ok: true, action: 'delete', client: null });
}, 60_000);

test('kept as a profile: its secrets are in the keychain and not in the document; it gets tokens, is managed by name, and is gone', async () => {
  const data = ['--data-dir', join(home.folder, 'data')];
  await withPrivateKeychain(async ({ env }) => {
    const made = await register([server.issuer, ...withToken, ...machine, '--save', 'My robot', ...data], env);
    expect(made).toMatchObject({ code: 0, profile: { name: 'My robot' }, client: { client_name: 'Robot' } });
    expect(made.client?.client_secret).toMatch(/redacted/);

    const tokens = await run(['token', '--profile', 'My robot', '--json', ...data], {
      env: { ...home.env, ...(env as Record<string, string>) },
    });
    expect([tokens.code, typeof documentOf(tokens).tokens.access_token]).toEqual([0, 'string']);

    const profile = ['--profile', 'My robot', ...data];
    const changed = await register([...profile, '--update', '--client-name', 'Android'], env);
    expect(changed).toMatchObject({ code: 0, client: { client_name: 'Android' }, profile: { name: 'My robot' } });
    // With the token of that answer: the first is good for nothing.
    expect(await register([...profile, '--delete'], env)).toMatchObject({ code: 0, profile: { name: 'My robot' }, client: null });
  });
  const saved = await createWorkspaceStore({ folder: dataFolder(data[1]), Store: Conf }).read();
  expect(saved.profiles).toMatchObject([{ name: 'My robot', client: { clientId: '', clientSecret: null, registration: null } }]);
  const names = { profile: 'My robot', dataDir: data[1] ?? '' };
  await expect(runRegister(undefined, { ...names, read: true })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  await expect(runRegister(server.issuer, { dataDir: names.dataDir, save: 'My robot' })).rejects.toMatchObject({
    message: 'There is a profile named “My robot” already.',
  });
}, 90_000);

/** A registration endpoint that answers once three are waiting, so that none of them can have seen another's profile. */
async function threeAtOnce() {
  const waiting: ServerResponse[] = [];
  const listening = await listenOnLoopback(
    createServer((request, response) => {
      request.resume();
      if (waiting.push(response) < 3) return;
      for (const [number, each] of waiting.entries())
        each.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ client_id: `client-${number}` }));
    }),
  );
  return { ...listening, endpoint: `http://127.0.0.1:${listening.port}/register` };
}

test('registered at the same moment under one name, each client has a profile that its name alone tells apart', async () => {
  const { endpoint, close } = await threeAtOnce();
  await withPrivateKeychain(async ({ env }) => {
    const args = ['--registration-endpoint', endpoint, '--save', 'Same', '--data-dir', join(home.folder, 'same')];
    const once = () => run(['register', ...args], { env: { ...home.env, ...(env as Record<string, string>) } });
    const ended = await Promise.all([once(), once(), once()]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ended.map(({ stderr }) => /^profile +(.*)$/m.exec(stderr)?.[1]).sort()).toEqual([
      'Same',
      'Same 2, since “Same” was taken meanwhile',
      'Same 3, since “Same” was taken meanwhile',
    ]);
  });
  await close();
}, 90_000);

test.each<[string, string | undefined, RegisterOptions]>([
  ['no server', undefined, {}],
  ['nothing to change', undefined, { update: true, registrationClientUri: 'http://127.0.0.1:9/c', registrationAccessToken: 't' }],
  ['no token to manage it with', undefined, { read: true, registrationClientUri: 'http://127.0.0.1:9/c' }],
  ['a client and nothing to do with it', undefined, { registrationClientUri: 'http://127.0.0.1:9/c' }],
  [
    'a change and no wish for one',
    undefined,
    { read: true, clientName: 'x', registrationClientUri: 'http://127.0.0.1:9/c', registrationAccessToken: 't' },
  ],
  ['metadata that is none', 'http://127.0.0.1:9', { metadata: '["a"]' }],
  ['two forms of the token', 'http://127.0.0.1:9', { initialAccessToken: 't', initialAccessTokenEnv: 'PATH' }],
  ['an empty token', 'http://127.0.0.1:9', { initialAccessToken: ' ' }],
  ['a profile of no name', 'http://127.0.0.1:9', { save: true }],
])('%s is wrong usage, and nothing is sent', async (_what, issuer, options) => {
  await expect(runRegister(issuer, options)).rejects.toMatchObject({ code: expect.stringMatching(/^INPUT_/) });
});

test('metadata comes from options, and from a file for the rest; what follows from it is not left to the server’s defaults', () => {
  const file = join(home.folder, 'metadata.json');
  writeFileSync(file, '{"client_name":"old","policy_uri":"https://a.example/policy"}');
  const metadata = metadataFromOptions({
    metadata: `@${file}`,
    clientName: 'new',
    redirectUri: ['http://127.0.0.1:0/callback'],
    grantType: ['authorization_code', 'device_code'],
  });
  expect(withConsequences(metadata)).toEqual({
    application_type: 'native',
    client_name: 'new',
    policy_uri: 'https://a.example/policy',
    redirect_uris: ['http://127.0.0.1/callback'],
    grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'],
  });
  expect(withConsequences({ grant_types: ['urn:example:own'] })).toEqual({
    grant_types: ['urn:example:own'],
    response_types: [],
    redirect_uris: [],
  });
});
