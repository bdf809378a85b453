import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadKeys } from '../../../playground/keys.ts';
import { type PlaygroundServer, startPlaygroundServer } from '../../../playground/playground-server.ts';
import { createPlayground } from '../../../playground/start-playground.ts';
import { type PlaygroundFault, playgroundFault } from '../../../shared/model/playground.ts';
import { openFlow, type Ran, readyProfile, run } from '../grants/flow.ts';
import { allow, authorize, PlainBrowser, signIn } from './playground-client.ts';

/** What the workbench must say of each fault of the password and client credentials grants: a verdict that fails or warns, or a diagnosis. */
const direct: Partial<Record<PlaygroundFault, string>> = {
  wrong_at_hash: 'id_token_at_hash',
  expired_id_token: 'id_token_exp',
  future_id_token: 'id_token_iat',
  alg_none: 'id_token_signature',
  unknown_kid: 'id_token_signature',
  wrong_audience: 'id_token_aud',
  wrong_token_type: 'token_type',
  scope_reduced: 'scope',
  server_error: 'server_failed',
  rate_limited: 'rate_limited',
  html: 'html_page',
  broken_json: 'unreadable_answer',
  empty_body: 'unreadable_answer',
  slow_body: 'too_slow',
  redirect: 'redirected_away',
};

/** The faults that show when a user signs in. */
const signedIn: Partial<Record<PlaygroundFault, string>> = {
  wrong_iss: 'issuer_response',
  missing_iss: 'issuer_response',
  wrong_state: 'state',
  missing_state: 'state',
  wrong_nonce: 'nonce',
  missing_nonce: 'nonce',
};

const trusted = {
  client: { clientId: 'trusted-app', clientSecret: 'trusted-secret', authMethod: 'client_secret_basic' as const },
  request: { username: 'alice', password: 'wonderland', scope: 'openid profile api:read' },
};
const allThatIsSaid = (ran: Ran) => [
  ...ran.complaints.map((complaint) => complaint.split(':')[0]),
  ...ran.record.view.diagnosis.map(({ id }) => id),
];

const ports = openFlow();
const folder = mkdtempSync(join(tmpdir(), 'grantbench-faults-'));
const keys = loadKeys(join(folder, 'keys.json'));
const servers: PlaygroundServer[] = [];
afterAll(async () => {
  await Promise.all([ports.close(), ...servers.map((server) => server.close())]);
});

/** A playground with these faults, in this process: a thread for each would take longer than all they prove. */
async function playground(...faults: string[]): Promise<string> {
  const server = await startPlaygroundServer(
    0,
    false,
    keys,
    faults.map((fault) => playgroundFault.parse(fault)),
  );
  servers.push(server);
  return server.facts.issuer;
}

describe.concurrent('a fault', () => {
  // First, since it waits longest: the others are done meanwhile.
  it('slow_down is named: each poll says so, and, when the time is over, the diagnosis', async () => {
    const issuer = await playground('slow_down');
    const ran = await run(
      ports,
      readyProfile({
        grant: 'device_code',
        server: { issuer },
        client: { clientId: 'tv', authMethod: 'none' },
        request: { scope: 'openid' },
        // One poll, after the five seconds of RFC 8628, and then the end.
        limits: { browserSeconds: 5.5 },
      }),
    );
    expect(ran.record.view.diagnosis.map(({ id }) => id)).toContain('slowed_for_ever');
  });

  it.each(Object.entries(direct))('%s is named: %s', async (name, words) => {
    const issuer = await playground(name);
    const limits = { requestSeconds: name === 'slow_body' ? 0.5 : 10 };
    const ran = await run(ports, readyProfile({ grant: 'password', server: { issuer }, ...trusted, limits }));
    expect(allThatIsSaid(ran)).toContain(words);
  });

  it.each(Object.entries(signedIn))('%s is named: %s', async (name, words) => {
    const issuer = await playground(name);
    const ran = await run(
      ports,
      readyProfile({
        grant: 'authorization_code',
        server: { issuer },
        client: { clientId: 'native-app', authMethod: 'none' },
        request: { scope: 'openid', redirectUri: 'http://127.0.0.1:0/callback' },
      }),
      async ({ url, paste }) => {
        const walked = await authorize(new PlainBrowser(), url, [signIn(), allow]);
        if ('left' in walked) paste(walked.left.href);
      },
    );
    expect(ran.complaints.map((complaint) => complaint.split(':')[0])).toContain(words);
  });

  it('missing_at_hash is named, and is no failure: at the token endpoint it may be left out', async () => {
    const issuer = await playground('missing_at_hash');
    const ran = await run(ports, readyProfile({ grant: 'password', server: { issuer }, ...trusted }));
    expect(ran.verdict('id_token_at_hash')).toMatchObject({ status: 'not_applicable', message: expect.stringContaining('no at_hash') });
  });
});

/** The refresh token of a fresh sign-in, used once after another. */
async function refreshed(issuer: string, refreshToken?: string): Promise<Ran> {
  if (refreshToken === undefined) return run(ports, readyProfile({ grant: 'password', server: { issuer }, ...trusted }));
  return run(ports, readyProfile({ grant: 'refresh_token', server: { issuer }, client: trusted.client, request: { refreshToken } }));
}

describe.concurrent('refresh tokens', () => {
  it('rotation: a refresh token used twice is refused, its family ends, and both are named', async () => {
    const issuer = await playground();
    const first = (await refreshed(issuer)).tokens?.refresh_token ?? '';
    const second = (await refreshed(issuer, first)).tokens?.refresh_token ?? '';
    expect(second).not.toBe('');
    for (const token of [first, second]) {
      const refused = await refreshed(issuer, token);
      expect(refused.error?.oauth?.error).toBe('invalid_grant');
      expect(refused.record.view.diagnosis.map(({ id }) => id)).toContain('refresh_token_rotated');
    }
  });

  it('refresh_token_reused is named, and the family is gone for good', async () => {
    const issuer = await playground('refresh_token_reused');
    const held = (await refreshed(issuer)).tokens?.refresh_token ?? '';
    expect(held).not.toBe('');
    for (const each of [held, held]) expect(allThatIsSaid(await refreshed(issuer, each))).toContain('refresh_token_rotated');
  });
});

it.concurrent('a running playground is told to misbehave, and to stop: it starts anew at the same address, and what it knew is gone', async () => {
  const switched = createPlayground({ folder });
  const { issuer } = await switched.start(['refresh_token_reused']);
  const token = (await refreshed(issuer)).tokens?.refresh_token ?? '';
  expect(allThatIsSaid(await refreshed(issuer, token))).toContain('refresh_token_rotated');
  const facts = await switched.start([]);
  expect(facts.issuer).toBe(issuer);
  expect(facts).not.toHaveProperty('faults');
  expect((await refreshed(issuer, token)).error?.oauth?.error).toBe('invalid_grant');
  const fresh = (await refreshed(issuer)).tokens?.refresh_token ?? '';
  expect((await refreshed(issuer, fresh)).outcome).toBe('succeeded');
  await switched.stop();
});

it('every fault has its proof', () => {
  const apart: PlaygroundFault[] = ['missing_at_hash', 'slow_down', 'refresh_token_reused'];
  expect([...Object.keys(direct), ...Object.keys(signedIn), ...apart].toSorted()).toEqual(playgroundFault.options.toSorted());
});
