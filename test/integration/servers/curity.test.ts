import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curityClient, curityUsers, startCurity } from '../../fixtures/servers/curity.ts';
import type { RunningFixture } from '../../fixtures/servers/fixture-http.ts';
import { signInAt } from '../../fixtures/servers/sign-in.ts';
import { openFlow } from '../grants/flow.ts';
import { type PresetWishes, runPreset } from './run-preset.ts';

const ports = openFlow();
let server: RunningFixture;
beforeAll(async () => {
  server = await startCurity();
});
afterAll(async () => {
  await Promise.all([ports.close(), server.close()]);
});

const ask = (change: Partial<PresetWishes> = {}, onAuthorization?: Parameters<typeof runPreset>[2]) =>
  runPreset(
    ports,
    {
      preset: 'curity',
      server: server.origin,
      grant: 'password',
      client: { clientId: curityClient.id },
      request: { scope: 'openid read', username: 'dave' },
      ...change,
      secrets: { clientSecret: curityClient.secret, password: curityUsers.dave, ...change.secrets },
    },
    onAuthorization,
  );

describe('Curity', () => {
  it.each(['client_secret_basic', 'client_secret_post'] as const)(
    'password with %s: lower-case bearer is no fault, the ID token is verified',
    async (authMethod) => {
      const ran = await ask({ client: { clientId: curityClient.id, authMethod } });
      expect([ran.outcome, ran.error]).toEqual(['succeeded', null]);
      expect(ran.tokens).toMatchObject({ token_type: 'bearer', expires_in: 300, access_token: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(ran.verdict('token_type')?.status).toBe('pass');
      expect(ran.verdict('id_token_signature')?.status).toBe('pass');
      expect(ran.record.view.tokens.find(({ kind }) => kind === 'access_token')?.reading.kind).toBe('opaque');
    },
  );

  it('client credentials without a scope bring an empty one, and that is no fault', async () => {
    const ran = await ask({ grant: 'client_credentials', request: { scope: '' } });
    expect([ran.outcome, ran.tokens?.scope]).toEqual(['succeeded', '']);
    expect(ran.complaints).toEqual([]);
  });

  it('the difference between the scope asked for and granted is told', async () => {
    const ran = await ask({ request: { scope: 'openid read write', username: 'dave' } });
    expect(ran.tokens?.scope).toBe('openid read');
    const verdict = ran.verdict('scope');
    expect(verdict?.status).toBe('warning');
    expect(`${verdict?.message} ${verdict?.expected} ${verdict?.actual}`).toContain('write');
  });

  it('code and refresh: verified ID tokens both times', async () => {
    const code = await ask(
      { grant: 'authorization_code' },
      ({ url }) => void signInAt(url, ['dave', curityUsers.dave]).then(({ redirect }) => fetch(redirect)),
    );
    expect([code.outcome, code.error, code.verdict('id_token_signature')?.status]).toEqual(['succeeded', null, 'pass']);
    const refreshed = await ask({ grant: 'refresh_token', secrets: { refreshToken: code.tokens?.refresh_token ?? '' } });
    expect([refreshed.outcome, refreshed.error]).toEqual(['succeeded', null]);
  });

  it('errors come with and without a description', async () => {
    const client = (await ask({ secrets: { clientSecret: 'wrong' } })).error?.oauth;
    const user = (await ask({ secrets: { password: 'wrong' } })).error?.oauth;
    expect([client?.error, client?.error_description]).toEqual(['invalid_client', undefined]);
    expect([user?.error, user?.error_description]).toEqual(['invalid_grant', 'Bad credentials']);
  });
});
