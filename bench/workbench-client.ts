import { systemClock, systemRandom } from '../node/clock-random.ts';
import { createHttpPort } from '../node/http/undici-http-port.ts';
import { profile as profileSchema } from '../shared/model/profile.ts';
import type { RunRecord } from '../shared/model/run.ts';
import type { FlowPorts } from '../shared/ports.ts';
import { resolveProfile } from '../shared/workbench/resolve-profile.ts';
import { runGrant } from '../shared/workbench/run-grant.ts';
import type { TokenEndpoint } from './token-endpoints.ts';

/** Client credentials listen for nothing; whoever wants to here is wrong. */
const noListener = {
  arm: (): Promise<never> => Promise.reject(new Error('client credentials listen for nothing')),
  close: async () => {},
};

/** The same request through the workbench: its profile resolved, recorded, sealed, read tolerantly and strictly, judged, explained. */
export function workbenchClient(endpoint: TokenEndpoint): { run(): Promise<RunRecord>; close(): Promise<void> } {
  const { url, clientId, clientSecret, scope } = endpoint;
  const profile = profileSchema.parse({
    id: crypto.randomUUID(),
    name: 'bench',
    grant: 'client_credentials',
    server: { kind: 'endpoints', endpoints: { tokenEndpoint: url } },
    client: { clientId, clientSecret: { secret: 'client_secret' } },
    request: { scope },
  });
  // Anew for each run, as in the workbench: what is kept of a secret to look for it lives as long as the resolved profile.
  const resolve = () =>
    resolveProfile(
      profile,
      null,
      async () => clientSecret,
      async () => '',
    );
  const http = createHttpPort();
  const ports: FlowPorts = {
    http,
    redirect: noListener,
    notifications: noListener,
    browser: null,
    clock: systemClock,
    random: systemRandom,
  };
  return {
    run: async () => {
      const request = { runId: crypto.randomUUID(), profile: await resolve(), clockSkewSeconds: 30, signal: new AbortController().signal };
      const record = await runGrant(ports, request, { stepped: () => {}, authorizationRequested: () => {} });
      if (record.sealed.tokens?.access_token === undefined) throw new Error(`no token: ${record.view.error?.message ?? 'unknown'}`);
      return record;
    },
    close: () => http.close(),
  };
}
