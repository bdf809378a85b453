import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { isLoopbackAuthority } from '../shared/model/loopback.ts';
import type { PlaygroundFacts, PlaygroundFault } from '../shared/model/playground.ts';
import { users } from './accounts.ts';
import { APPROVAL_PATH, backchannelPages, createApprovalDesk } from './backchannel.ts';
import { initialAccessToken, publicClientFacts } from './clients.ts';
import { faults as allFaults } from './faults/faults.ts';
import { interactionPages } from './interactions.ts';
import type { PlaygroundKeys } from './keys.ts';
import { pageHeaders } from './page-headers.ts';
import { welcomePage } from './pages/notice-pages.ts';
import { registerPasswordGrant } from './password-grant.ts';
import { providerConfiguration } from './provider-configuration.ts';
import { registerTokenExchange } from './token-exchange-grant.ts';

const HOST = '127.0.0.1';

/** Binds the loopback port. With 0, or where the preferred port is taken and `orAny` says so, a free one. */
async function listen(server: Server, port: number, orAny: boolean): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: HOST, port, exclusive: true }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    if (!orAny || port === 0) throw error;
    return listen(server, 0, false);
  }
  return (server.address() as AddressInfo).port;
}

function createProvider(issuer: string, keys: PlaygroundKeys, faults: readonly PlaygroundFault[]): Provider {
  const desk = createApprovalDesk();
  const provider = new Provider(issuer, providerConfiguration(keys, desk));
  provider.silent = true;
  registerPasswordGrant(provider);
  registerTokenExchange(provider, keys.jwks);
  for (const name of faults) provider.use(allFaults[name](keys));
  provider.use(pageHeaders);
  provider.use(async (context, next) => {
    if (context.path !== '/' || context.method !== 'GET') return next();
    context.type = 'html';
    context.body = welcomePage(issuer);
  });
  provider.use(interactionPages(provider));
  provider.use(backchannelPages(provider, desk));
  return provider;
}

/** A playground that serves, in whichever thread. */
export interface PlaygroundServer {
  readonly port: number;
  readonly facts: PlaygroundFacts;
  /** Ends it with every connection it has: one whose answer never ends holds up nobody. */
  close(): Promise<void>;
}

/**
 * Starts the authorization server on 127.0.0.1.
 *
 * @param orAny whether another port will do when this one is taken.
 * @throws the system's error when the port cannot be bound.
 */
export async function startPlaygroundServer(
  port: number,
  orAny: boolean,
  keys: PlaygroundKeys,
  faults: readonly PlaygroundFault[] = [],
): Promise<PlaygroundServer> {
  let answer: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => {
    // Only names of this machine: a page on the internet cannot make its own name lead here.
    if (isLoopbackAuthority(request.headers.host ?? '')) answer(request, response);
    else response.writeHead(421, { 'Content-Type': 'text/plain' }).end('The playground answers on loopback names only.\n');
  });
  const boundPort = await listen(server, port, orAny);
  const issuer = `http://${HOST}:${boundPort}`;
  answer = createProvider(issuer, keys, faults).callback();
  return {
    port: boundPort,
    facts: {
      issuer,
      approvalUrl: `${issuer}${APPROVAL_PATH}`,
      ...(faults.length > 0 && { faults: [...faults] }),
      users: users.map(({ username, password }) => ({ username, password })),
      initialAccessToken,
      clients: publicClientFacts(),
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
