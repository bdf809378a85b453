import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningFixture } from '../../fixtures/servers/fixture-http.ts';
import { startIdentityServer3 } from '../../fixtures/servers/identityserver3.ts';
import { signInAt } from '../../fixtures/servers/sign-in.ts';
import { openFlow } from '../grants/flow.ts';
import { type PresetWishes, runPreset } from './run-preset.ts';

const ports = openFlow();
let server: RunningFixture;
beforeAll(async () => {
  server = await startIdentityServer3();
});
afterAll(async () => {
  await Promise.all([ports.close(), server.close()]);
});

const ask = (name: 'reference' | 'jwt', change: Partial<PresetWishes> = {}) =>
  runPreset(ports, {
    preset: 'identityserver3',
    server: server.origin,
    grant: 'client_credentials',
    client: { clientId: `${name}-client` },
    request: { scope: 'api1' },
    secrets: { clientSecret: `${name}-secret` },
    ...change,
  });

describe('IdentityServer3', () => {
  it.each(['client_secret_basic', 'client_secret_post'] as const)(
    'client credentials with %s: a reference token is named opaque, and introspection is known',
    async (authMethod) => {
      const ran = await ask('reference', { client: { clientId: 'reference-client', authMethod } });
      expect([ran.outcome, ran.error]).toEqual(['succeeded', null]);
      expect(ran.tokens).toMatchObject({ access_token: expect.stringMatching(/^[0-9a-f]{32}$/), expires_in: 3600, token_type: 'Bearer' });
      expect(ran.record.view.tokens[0]?.reading.kind).toBe('opaque');
      expect(ran.verdict('access_token_signature')).toMatchObject({ status: 'not_applicable' });
      const discovered = ran.record.view.steps.find(({ name }) => name === 'discovery')?.exchange?.response?.body.text.join('');
      expect(discovered).toContain(`"introspection_endpoint":"${server.origin}/connect/introspect"`);
      const answer = await fetch(`${server.origin}/connect/introspect`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('api1:api1-secret')}` },
        body: new URLSearchParams({ token: ran.tokens?.access_token ?? '' }),
      });
      expect(await answer.json()).toMatchObject({ active: true, client_id: 'reference-client', scope: 'api1' });
    },
  );

  it('a JWT access token is decoded and verified with the discovered keys', async () => {
    const ran = await ask('jwt');
    expect([ran.outcome, ran.verdict('access_token_signature')?.status]).toEqual(['succeeded', 'pass']);
    expect(ran.record.view.tokens[0]?.reading).toMatchObject({ kind: 'jws', payload: { client_id: 'jwt-client' } });
  });

  it('code: a verified ID token beside a reference token', async () => {
    const ran = await runPreset(
      ports,
      {
        preset: 'identityserver3',
        server: server.origin,
        grant: 'authorization_code',
        client: { clientId: 'code-client' },
        request: { scope: 'openid api1' },
        secrets: { clientSecret: 'code-secret' },
      },
      ({ url }) => void signInAt(url, ['bob', 'builder']).then(({ redirect }) => fetch(redirect)),
    );
    expect([ran.outcome, ran.error, ran.verdict('id_token_signature')?.status]).toEqual(['succeeded', null, 'pass']);
  });

  it('refuses with status 400 and no more than the error', async () => {
    const ran = await ask('reference', { secrets: { clientSecret: 'wrong' } });
    expect(ran.error?.oauth).toEqual({ error: 'invalid_client', status: 400 });
  });

  it('says 100 Continue to those that expect it', async () => {
    const body = 'grant_type=client_credentials&scope=api1&client_id=jwt-client&client_secret=jwt-secret';
    const headers = { expect: '100-continue', 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
    const continued = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<number>();
    const sending = request(`${server.origin}/connect/token`, { method: 'POST', headers });
    sending.on('continue', () => {
      continued.resolve();
      sending.end(body);
    });
    sending.on('response', (response) => answered.resolve(response.resume().statusCode ?? 0));
    sending.on('error', answered.reject);
    sending.flushHeaders();
    await continued.promise;
    expect(await answered.promise).toBe(200);
  });
});
