import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostileRoutes } from '../../fixtures/hostile-routes.ts';
import { type HostileServer, type HostileTlsServers, startHostileServer, startHostileTlsServers } from '../../fixtures/hostile-server.ts';
import { type SmallServer, startSmallServer } from '../../fixtures/small-server.ts';
import { openFlow, readyProfile, run } from './flow.ts';

/** Nothing here is sealed by the name of its field: only knowing the value helps. */
const blabbing: HostileRoutes = {
  '/token': {
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Debug', 'issued CANARY-access to alice'],
    ],
    body: JSON.stringify({
      access_token: 'CANARY-access',
      refresh_token: 'CANARY-refresh',
      token_type: 'Bearer CANARY-access',
      scope: 'a CANARY-refresh',
      note: 'Your tokens: CANARY-access and CANARY-refresh',
      'CANARY-access': 1,
      nested: [{ text: JSON.stringify({ copy: 'CANARY-refresh' }) }],
    }),
  },
};

const ports = openFlow();
let plain: HostileServer;
let secured: HostileTlsServers;
beforeAll(async () => {
  plain = await startHostileServer({ routes: blabbing });
  secured = await startHostileTlsServers();
});
afterAll(async () => {
  await ports.close();
  await Promise.all([plain.close(), secured.close()]);
});

const byHand = (tokenEndpoint: string) => ({ endpoints: { tokenEndpoint, authorizationEndpoint: '', jwksUri: '' } });

describe('what was learned during a run', () => {
  it('is masked wherever the server repeats it, and stands whole in the sealed half', async () => {
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: byHand(`${plain.url}/token`) }));
    expect(ran.tokens?.access_token).toBe('CANARY-access');
    expect(JSON.stringify([ran.record.view, ran.told])).not.toContain('CANARY');
    expect(JSON.stringify(ran.record.view.tokenResponse)).toContain('[redacted access_token]');
    expect(JSON.stringify(ran.record.sealed.exchanges)).toContain('CANARY-access');
  });

  it('is masked also in what happened before it was learned', async () => {
    let server: SmallServer | undefined;
    try {
      // The metadata foretells the token that the last step brings.
      server = await startSmallServer({
        metadata: (metadata) => ({ ...metadata, note: 'CANARY-later' }),
        answer: (answer) => ({ ...answer, access_token: 'CANARY-later' }),
      });
      const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: { issuer: server.issuer } }));
      expect(ran.tokens?.access_token).toBe('CANARY-later');
      expect(JSON.stringify(ran.record.view)).not.toContain('CANARY');
    } finally {
      await server?.close();
    }
  });
});

describe('the connection', () => {
  it('with a trusted certificate passes', async () => {
    const { ca, servers } = secured;
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: byHand(`${servers.good.url}/good`), tls: { ca } }));
    expect(ran.verdict('tls')).toMatchObject({ status: 'pass', actual: expect.stringMatching(/^TLSv1/) });
  });

  it('with one that is not trusted is refused, or warned of where the user wants it', async () => {
    const server = byHand(`${secured.servers.selfSigned.url}/good`);
    const refused = await run(ports, readyProfile({ grant: 'client_credentials', server }));
    expect(refused.error?.code).toBe('NET_TLS');
    const wanted = await run(ports, readyProfile({ grant: 'client_credentials', server, tls: { verify: false } }));
    expect(wanted.verdict('tls')).toMatchObject({ status: 'warning' });
    expect(wanted.outcome).toBe('succeeded');
  });

  it('in plain http to another machine is not even opened', async () => {
    const ran = await run(ports, readyProfile({ grant: 'client_credentials', server: byHand('http://example.invalid/token') }));
    expect(ran.error?.code).toBe('INPUT_INSECURE_URL');
    expect(ran.steps).toEqual([]);
  });
});

it('two runs on one fixed port are told apart by their state', async () => {
  const server = await startSmallServer();
  try {
    const profile = (redirectUri?: string) =>
      readyProfile({
        grant: 'authorization_code',
        server: { issuer: server.issuer },
        request: { scope: 'openid', ...(redirectUri !== undefined && { redirectUri }) },
      });
    const first = await run(ports, profile(), async ({ url, redirectUri }) => {
      const second = await run(ports, profile(redirectUri), async (other) => void (await (await fetch(other.url)).text()));
      expect(second.outcome).toBe('succeeded');
      await (await fetch(url)).text();
    });
    expect(first.outcome).toBe('succeeded');
    expect(first.record.view.strayHits).toEqual([]);
    expect(new Set(server.tokenRequests.map((sent) => sent.get('code'))).size).toBe(2);
  } finally {
    await server.close();
  }
});
