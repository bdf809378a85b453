import { describe, expect, it } from 'vitest';
import { type GrantType, type ProfileInput, profile } from '../../../shared/model/profile.ts';
import { environment } from '../../../shared/model/workspace.ts';
import { resolveProfile } from '../../../shared/workbench/resolve-profile.ts';

const profileId = '9e1b6a52-52a0-4a9c-8d8f-0c5c7a3f1b11';
const environmentId = '1b0f0a52-52a0-4a9c-8d8f-0c5c7a3f1b22';
const server = { kind: 'issuer', issuer: 'https://server.example' } as const;
const everySecret = {
  client: { clientId: 'c', clientSecret: { secret: 'client_secret' } },
  request: { username: 'u', password: { secret: 'password' }, refreshToken: { secret: 'refresh_token' } },
} satisfies Partial<ProfileInput>;

/** Resolves, and tells which secrets were read. Secrets are named `value of <field>`. */
async function resolve(
  parts: Partial<ProfileInput>,
  variables: { name: string; value: string | { secret: string } }[] | null = [],
  missing = '',
) {
  const read: string[] = [];
  const chosen = variables && environment.parse({ id: environmentId, name: 'Staging', variables });
  const resolved = await resolveProfile(
    profile.parse({ id: profileId, name: 'P', server, ...parts }),
    chosen,
    async (owner, field) => {
      read.push(`${owner === profileId ? 'profile' : 'environment'}/${field}`);
      return field === missing ? null : `value of ${field}`;
    },
    async () => 'http://127.0.0.1:4711',
  );
  return { resolved, read };
}

describe('which secrets a grant reads', () => {
  const expected: Partial<Record<GrantType, string[]>> = {
    client_credentials: ['profile/client_secret'],
    password: ['profile/client_secret', 'profile/password'],
    authorization_code: ['profile/client_secret'],
    refresh_token: ['profile/client_secret', 'profile/refresh_token'],
  };
  it.each(Object.entries(expected) as [GrantType, string[]][])('%s reads only its own', async (grant, secrets) => {
    const { resolved, read } = await resolve({ grant, ...everySecret });
    expect(read).toEqual(secrets);
    expect(resolved.knownSecrets.map(({ value }) => value)).toEqual(secrets.map((field) => `value of ${field.split('/')[1]}`));
  });

  it('none without client authentication', async () => {
    const { resolved, read } = await resolve({ grant: 'client_credentials', client: { ...everySecret.client, authMethod: 'none' } });
    expect(read).toEqual([]);
    expect(resolved.client.clientSecret).toBeNull();
  });

  it('not the standard one that the user replaces or drops', async () => {
    const header = { headers: [{ name: 'AUTHORIZATION', value: 'Basic x' }] };
    expect((await resolve({ grant: 'client_credentials', ...everySecret, edits: { token: header } })).read).toEqual([]);
    const dropped = { dropped: ['password', 'client_secret'] };
    const client = { ...everySecret.client, authMethod: 'client_secret_post' } as const;
    expect((await resolve({ grant: 'password', ...everySecret, client, edits: { token: dropped } })).read).toEqual([]);
  });

  it('edits of the authorization endpoint only where it is used', async () => {
    const edits = { authorization: { parameters: [{ name: 'hint', value: { secret: 'hint' } }] } };
    expect((await resolve({ grant: 'password', ...everySecret, edits })).read).not.toContain('profile/hint');
    expect((await resolve({ grant: 'authorization_code', ...everySecret, edits })).read).toContain('profile/hint');
  });
});

describe('a secret without a value', () => {
  it.each([
    ['client_credentials', 'client_secret', 'client secret'],
    ['password', 'password', 'password'],
    ['refresh_token', 'refresh_token', 'refresh token'],
  ] as const)('stops %s and is named', async (grant, field, words) => {
    await expect(resolve({ grant, ...everySecret }, [], field)).rejects.toMatchObject({
      code: 'INPUT_MISSING_SECRET',
      message: `The ${words} of “P” has no value.`,
    });
    await expect(resolve({ grant, server })).rejects.toMatchObject({ code: 'INPUT_MISSING_SECRET' });
  });
});

describe('variables', () => {
  const variables = [
    { name: 'host', value: 'staging.example' },
    { name: 'key', value: { secret: 'key' } },
    { name: 'tricky', value: '{{host}} $& {{' },
    { name: 'unused', value: { secret: 'unused' } },
  ];
  const client = { clientId: 'c', authMethod: 'none' } as const;

  it('are filled in wherever text is sent', async () => {
    const { resolved } = await resolve(
      {
        grant: 'authorization_code',
        server: { kind: 'issuer', issuer: ' https://{{host}}/a ', endpoints: { tokenEndpoint: 'https://{{ host }}/t' } },
        client: { ...client, clientId: '{{host}}{{host}}' },
        request: { scope: 'x:{{host}}', redirectUri: 'http://127.0.0.1:0/{{host}}' },
        edits: { token: { headers: [{ name: 'X-{{host}}', value: 'at {{host}}' }] } },
      },
      variables,
    );
    expect(resolved.server).toMatchObject({
      issuer: 'https://staging.example/a',
      endpoints: { tokenEndpoint: 'https://staging.example/t' },
    });
    expect(resolved.client.clientId).toBe('staging.examplestaging.example');
    expect(resolved.request).toMatchObject({ scope: 'x:staging.example', redirectUri: 'http://127.0.0.1:0/staging.example' });
    expect(resolved.edits.token.headers).toEqual([{ name: 'X-staging.example', value: 'at staging.example' }]);
  });

  it('are taken as they are: no variables, no replacement patterns in what they hold', async () => {
    const { resolved } = await resolve({ grant: 'client_credentials', client, request: { scope: '{{tricky}}!' } }, variables);
    expect(resolved.request.scope).toBe('{{host}} $& {{!');
  });

  it('that are secret are read once, when used, and known from then on', async () => {
    const parts: Partial<ProfileInput> = { grant: 'client_credentials', client, request: { scope: '{{key}} {{key}}' } };
    const { resolved, read } = await resolve(parts, variables);
    expect(read).toEqual(['environment/key']);
    expect(resolved.knownSecrets).toEqual([{ kind: 'secret', value: 'value of key' }]);
    await expect(resolve(parts, variables, 'key')).rejects.toMatchObject({ code: 'INPUT_MISSING_SECRET' });
  });

  it('that do not exist are named, with the place', async () => {
    const parts: Partial<ProfileInput> = { grant: 'client_credentials', client, request: { scope: '{{nope}}' } };
    await expect(resolve(parts, variables)).rejects.toMatchObject({
      code: 'INPUT_VARIABLE',
      message: expect.stringMatching(/scope.*\{\{nope\}\}.*Staging/),
    });
    await expect(resolve(parts, null)).rejects.toMatchObject({
      code: 'INPUT_VARIABLE',
      message: expect.stringContaining('no environment'),
    });
    await expect(resolve({ ...parts, request: { scope: '{{__proto__}}' } }, variables)).rejects.toMatchObject({ code: 'INPUT_VARIABLE' });
  });

  it('in what the grant does not use may be missing', async () => {
    const { resolved } = await resolve(
      { grant: 'client_credentials', client, request: { username: '{{nope}}', redirectUri: '{{nope}}' } },
      variables,
    );
    expect(resolved.request).toMatchObject({ username: '', redirectUri: '' });
  });

  it('are not looked for in secrets', async () => {
    const resolved = await resolveProfile(
      profile.parse({ id: profileId, name: 'P', server, grant: 'client_credentials', client: everySecret.client }),
      null,
      async () => 'pa{{ss}}',
      async () => '',
    );
    expect(resolved.client.clientSecret).toBe('pa{{ss}}');
  });
});

describe('the server', () => {
  const parts = { grant: 'client_credentials', client: { clientId: 'c', authMethod: 'none' } } as const;

  it('is the playground wherever it runs, whatever was entered before', async () => {
    const { resolved } = await resolve({ ...parts, server: { kind: 'playground', issuer: 'x', endpoints: { tokenEndpoint: 'y' } } });
    expect(resolved.server).toMatchObject({ issuer: 'http://127.0.0.1:4711', endpoints: {} });
  });

  it('has no issuer where the endpoints are by hand', async () => {
    const { resolved } = await resolve({
      ...parts,
      server: { kind: 'endpoints', issuer: 'x', endpoints: { tokenEndpoint: 'https://t.example' } },
    });
    expect(resolved.server).toMatchObject({ issuer: '', endpoints: { tokenEndpoint: 'https://t.example' } });
  });

  it('must be named', async () => {
    await expect(resolve({ ...parts, server: { kind: 'issuer', issuer: ' ' } })).rejects.toMatchObject({ code: 'INPUT_URL' });
  });
});

describe('what must be masked', () => {
  it('includes plain values under telling names, and credentials without their scheme', async () => {
    const { resolved } = await resolve({
      grant: 'client_credentials',
      client: { clientId: 'c', authMethod: 'none' },
      edits: {
        token: {
          parameters: [
            { name: 'client_assertion', value: 'jwt' },
            { name: 'resource', value: 'r' },
          ],
          headers: [
            { name: 'Authorization', value: { secret: 'header' } },
            { name: 'X-Custom', value: { secret: 'custom' } },
          ],
        },
      },
    });
    expect(resolved.knownSecrets).toEqual([
      { kind: 'assertion', value: 'jwt' },
      { kind: 'authorization', value: 'value of header' },
      { kind: 'authorization', value: 'of header' },
      { kind: 'secret', value: 'value of custom' },
    ]);
  });
});
