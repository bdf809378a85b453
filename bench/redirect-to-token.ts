import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { Agent, request } from 'undici';
import { systemClock, systemRandom } from '../node/clock-random.ts';
import { createHttpPort } from '../node/http/undici-http-port.ts';
import { createRedirectPort } from '../node/redirect/redirect-port.ts';
import { profile } from '../shared/model/profile.ts';
import { resolveProfile } from '../shared/workbench/resolve-profile.ts';
import { runGrant } from '../shared/workbench/run-grant.ts';
import { informs, milliseconds, type Row, times } from './row.ts';
import { median } from './timing.ts';

const REDIRECTS = 200;
const WARM_UP = 20;

/** Causes one redirect to a place and resolves with the milliseconds until the token request came, on the server's clock. */
type Redirect = (url: string) => Promise<number>;

/** A listener and a request, and nothing between: the code goes straight on to the token endpoint. */
async function bareListener(tokenEndpoint: string): Promise<{ url: string; close(): Promise<void> }> {
  const dispatcher = new Agent();
  const server = createServer((message, response) => {
    response.writeHead(303, { location: '/done', connection: 'close' }).end();
    const code = new URL(message.url ?? '', 'http://127.0.0.1').searchParams.get('code') ?? '';
    const body = new URLSearchParams({ grant_type: 'authorization_code', code, client_id: 'bench' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    void request(tokenEndpoint, { method: 'POST', headers, body, dispatcher }).then((answer) => answer.body.dump());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback?code=c-of-the-bench&state=s`,
    async close() {
      server.close();
      server.closeAllConnections();
      await dispatcher.close();
    },
  };
}

/** From the redirect that reaches a run to its token request: judging it, and building the request with PKCE. */
export async function measure(): Promise<Row[]> {
  const worker = new Worker(new URL('./programs/redirecting-server.ts', import.meta.url));
  const [origin] = (await once(worker, 'message')) as [string];
  const redirect: Redirect = async (url) => {
    const told = once(worker, 'message');
    worker.postMessage(url);
    return ((await told) as [number])[0];
  };
  const http = createHttpPort();
  const notifications = { arm: (): Promise<never> => Promise.reject(new Error('a code is not notified of')), close: async () => {} };
  const ports = { http, redirect: createRedirectPort(systemClock), notifications, browser: null, clock: systemClock, random: systemRandom };
  const bare = await bareListener(`${origin}/token`);
  try {
    const own = await resolveProfile(
      profile.parse({
        id: crypto.randomUUID(),
        name: 'bench',
        server: { kind: 'endpoints', endpoints: { authorizationEndpoint: `${origin}/auth`, tokenEndpoint: `${origin}/token` } },
        client: { clientId: 'bench', authMethod: 'none' },
      }),
      null,
      async () => null,
      async () => '',
    );
    const ours = async (): Promise<number> => {
      let took = Promise.resolve(Number.NaN);
      const run = { runId: crypto.randomUUID(), profile: own, clockSkewSeconds: 30, signal: new AbortController().signal };
      const { view } = await runGrant(ports, run, {
        stepped() {},
        authorizationRequested({ url, redirectUri }) {
          const state = new URL(url).searchParams.get('state') ?? '';
          took = redirect(`${redirectUri}?code=c-of-the-bench&state=${state}`);
        },
      });
      if (view.error !== null) throw new Error(view.error.message);
      return took;
    };
    const bareOnce = () => redirect(bare.url);
    const results = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round < REDIRECTS + WARM_UP; round += 1) {
      const [mine, other] = [await ours(), await bareOnce()];
      if (round < WARM_UP) continue;
      results.ours.push(mine);
      results.bare.push(other);
    }
    const row = (what: string, of: (values: readonly number[]) => number) =>
      informs(
        `${REDIRECTS} redirects, ${what}`,
        milliseconds(of(results.ours)),
        `${times(of(results.ours) / of(results.bare))} bare listener and undici (${milliseconds(of(results.bare))})`,
      );
    return [row('median', median), row('99th percentile', percentile99)];
  } finally {
    await Promise.all([bare.close(), ports.redirect.close(), http.close(), worker.terminate()]);
  }
}

function percentile99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Number.NaN;
}
