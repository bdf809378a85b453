import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../../../shared/model/run.ts';
import { type ExtendedOidcServer, startExtendedOidcServer } from '../../fixtures/extended-oidc-server.ts';
import { openFlow, readyProfile, run } from '../grants/flow.ts';

const ports = openFlow();
let server: ExtendedOidcServer;
beforeAll(async () => {
  server = await startExtendedOidcServer();
});
afterAll(async () => {
  await ports.close();
  await server.close();
});

const defaults = readyProfile({ grant: 'ciba' }).request;
const pinged = { clientId: 'pinged', authMethod: 'client_secret_basic', clientSecret: 'pinged-secret-1' } as const;
const tokenSent = () => String(server.requests.findLast(({ path }) => path === '/backchannel')?.parameters.client_notification_token ?? '');
function authReqId(): string {
  const answer = server.requests.findLast(({ path }) => path === '/backchannel')?.answer;
  return (answer as { auth_req_id?: string } | undefined)?.auth_req_id ?? '';
}

/** Runs with a ping; `answer` plays the user, and whoever else calls, once the run waits. */
function authenticate(
  answer: (pingAt: string) => Promise<unknown>,
  notificationAddress = 'http://127.0.0.1:0/ciba-ping',
  client: object = pinged,
) {
  const request = {
    scope: 'openid',
    openId: { ...defaults.openId, loginHint: 'alice' },
    ciba: { ...defaults.ciba, mode: 'ping' as const, notificationAddress },
  };
  let asked = false;
  return run(
    ports,
    readyProfile({ grant: 'ciba', server: { issuer: server.issuer }, client, request }),
    undefined,
    undefined,
    (step: Step) => {
      const address = step.waiting?.pingAt;
      if (asked || address === undefined) return;
      asked = true;
      void answer(address);
    },
  );
}

const call = (address: string, token: string | null, body: string) =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    body,
  });

describe('a backchannel authentication with ping (CIBA §10.2)', () => {
  it('asks for the tokens as soon as the server has told, without a poll', async () => {
    const ran = await authenticate(async (address) => {
      server.pingAt(address);
      await server.approveBackchannel();
    });
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded', complaints: [] });
    expect(ran.steps).toEqual(['discovery', 'backchannel_authentication', 'authorization', 'ping', 'token', 'jwks']);
    expect(ran.verdict('ciba_ping')?.status).toBe('pass');
    expect(tokenSent()).toMatch(/^[\w-]{43}$/);
    const told = JSON.stringify([ran.record.view, ran.told]);
    expect(told).not.toContain(tokenSent());
    expect(told).not.toContain(authReqId());
  });

  it('keeps what is no ping of its own as stray, and waits on', async () => {
    const statuses: number[] = [];
    const ran = await authenticate(async (address) => {
      server.pingAt(address);
      const id = JSON.stringify({ auth_req_id: authReqId() });
      const wrong: [string, string | null, string][] = [
        [address, 'CANARY-of-somebody', id],
        [address, null, id],
        [address, tokenSent(), '{"auth_req_id":"of-another-run"}'],
        [address, tokenSent(), 'not json'],
        [address.replace('/ciba-ping', '/elsewhere'), tokenSent(), id],
      ];
      for (const each of wrong) statuses.push((await call(...each)).status);
      statuses.push((await fetch(address)).status);
      await server.approveBackchannel();
    });
    expect(statuses).toEqual([401, 401, 400, 400, 404, 405]);
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded' });
    expect(ran.verdict('ciba_ping')?.status).toBe('pass');
    expect(ran.record.view.strayHits.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('another token'),
      expect.stringContaining('no Bearer token'),
      expect.stringContaining('another auth_req_id'),
      expect.stringContaining('no auth_req_id'),
      expect.stringContaining('at this path'),
      expect.stringContaining('is a GET'),
    ]);
    expect(JSON.stringify(ran.record.view)).not.toContain(tokenSent());
  });

  it('goes on by polling where no ping comes, and says so', async () => {
    const everything = { clientId: 'everything', authMethod: 'client_secret_basic', clientSecret: 'everything-secret-1' };
    const ran = await authenticate(() => server.approveBackchannel(), undefined, everything);
    expect(ran).toMatchObject({ error: null, outcome: 'succeeded' });
    expect(ran.steps).not.toContain('ping');
    expect(ran.verdict('ciba_ping')).toMatchObject({ status: 'warning', message: expect.stringContaining('No ping came') });
  });

  it.each(['https://client.test/ping', 'http://192.168.0.1:80/ping', 'nowhere'])('listens at no %s, and asks nothing', async (address) => {
    const before = server.requests.filter(({ path }) => path === '/backchannel').length;
    const ran = await authenticate(async () => {}, address);
    expect(ran.error).toMatchObject({ code: 'INPUT_URL', hint: expect.stringContaining('tunnel') });
    expect(server.requests.filter(({ path }) => path === '/backchannel').length).toBe(before);
  });

  it('leaves no port open, also where the server refuses', async () => {
    const signal = new AbortController().signal;
    const arm = (address: string) => ports.notifications.arm({ address, token: 'token', signal, stray: () => {} });
    const free = await arm('http://127.0.0.1:0/ciba-ping');
    await free.close();
    await expect(fetch(free.address)).rejects.toThrow();
    const ran = await authenticate(async () => {}, free.address, { ...pinged, clientSecret: 'wrong' });
    expect(ran.error).toMatchObject({ code: 'OAUTH_RESPONSE', oauth: { error: 'invalid_client' } });
    await expect(fetch(free.address)).rejects.toThrow();
    // Nobody has the port: the next run can listen there.
    await (await arm(free.address)).close();
  });

  it('takes a ping that is faster than the answer, and tells two runs on one port apart', async () => {
    const options = { address: 'http://127.0.0.1:0/p', signal: new AbortController().signal, stray: () => {} };
    const first = await ports.notifications.arm({ ...options, token: 'first' });
    const second = await ports.notifications.arm({ ...options, address: first.address, token: 'second' });
    expect((await call(first.address, 'second', '{"auth_req_id":"2"}')).status).toBe(204);
    expect((await call(first.address, 'first', '{"auth_req_id":"1"}')).status).toBe(204);
    expect((await second.received('2')).request.method).toBe('POST');
    expect((await first.received('1')).response?.status).toBe(204);
    await Promise.all([first.close(), second.close()]);
  });
});
