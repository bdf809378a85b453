import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createPlayground } from '../playground/start-playground.ts';

/** A token endpoint and a client that may use it. */
export interface TokenEndpoint {
  readonly name: string;
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
}

/** Runs the playground, a real authorization server that makes and signs each token, for as long as `use` takes. */
export async function withPlayground<T>(use: (endpoint: TokenEndpoint) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'grantbench-bench-'));
  const playground = createPlayground({ folder });
  try {
    const { issuer, clients } = await playground.start();
    const client = clients.find(({ grant, clientSecret }) => grant === 'client_credentials' && clientSecret !== null);
    if (client === undefined || client.clientSecret === null) throw new Error('the playground has no client for client credentials');
    const { token_endpoint: url } = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as {
      token_endpoint: string;
    };
    return await use({ name: 'oidc-provider', url, clientId: client.clientId, clientSecret: client.clientSecret, scope: client.scope });
  } finally {
    await playground.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a server that answers at once with the same token, for as long as `use` takes. */
export async function withInstantServer<T>(use: (endpoint: TokenEndpoint) => Promise<T>): Promise<T> {
  const worker = new Worker(new URL('./programs/token-server.ts', import.meta.url));
  try {
    const [url] = (await once(worker, 'message')) as [string];
    return await use({ name: 'instant server', url, clientId: 'machine', clientSecret: 'secret', scope: 'api:read' });
  } finally {
    await worker.terminate();
  }
}
