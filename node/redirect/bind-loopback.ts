import { once } from 'node:events';
import type { Server } from 'node:net';
import type { LoopbackAddress } from './redirect-target.ts';

/** Free ports tried until one is free on both addresses. */
const attempts = 20;

/**
 * Binds the addresses that are not bound yet, all on one port, and adds their servers to the map.
 * A machine without IPv6 gets 127.0.0.1 alone, where both were wanted.
 *
 * @param wanted 0 for any free port.
 * @returns The port.
 * @throws NodeJS.ErrnoException as `listen` reports it; then nothing new stays bound
 */
export async function bindLoopback<S extends Server>(
  bound: Map<LoopbackAddress, S>,
  addresses: readonly LoopbackAddress[],
  wanted: number,
  makeServer: () => S,
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const fresh = new Map<LoopbackAddress, S>();
    let port = wanted;
    try {
      for (const address of addresses) {
        if (bound.has(address)) continue;
        const server = await listen(makeServer(), address, port).catch((error: unknown) => {
          if (addresses.length > 1 && address === '::1' && isWithoutIpv6(error)) return null;
          throw error;
        });
        if (server === null) continue;
        fresh.set(address, server.server);
        port = server.port;
      }
    } catch (error) {
      for (const server of fresh.values()) server.close();
      if (wanted === 0 && fresh.size > 0 && attempt < attempts) continue;
      throw error;
    }
    for (const [address, server] of fresh) bound.set(address, server);
    return port;
  }
}

async function listen<S extends Server>(server: S, host: LoopbackAddress, port: number): Promise<{ server: S; port: number }> {
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : port };
}

function isWithoutIpv6(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');
}
