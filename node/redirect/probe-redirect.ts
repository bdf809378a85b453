import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { redirectKind } from '../../shared/diagnosis/redirect-doctor.ts';
import { AppError } from '../../shared/errors.ts';
import type { AddressProbe, RedirectProbe } from '../../shared/model/redirect-report.ts';
import { portOwner } from './port-owner.ts';

/** A loopback connection is made at once or never. Milliseconds. */
const connectMs = 2_000;

/**
 * Finds out what a redirect to this URI would meet on this machine: opens the port for a moment on both
 * address families and connects to it. URIs that do not lead here are not probed.
 *
 * @param isOurs whether this program listens on a port itself: not every system tells who does.
 * @throws AppError `INPUT_URL`
 */
export async function probeRedirect(redirectUri: string, isOurs: (port: number) => boolean = () => false): Promise<RedirectProbe> {
  const kind = redirectKind(redirectUri);
  if (kind === null) throw new AppError('INPUT_URL', { message: 'The redirect URI is not an absolute URL.' });
  const url = new URL(redirectUri);
  if (kind !== 'loopback' && kind !== 'secure_loopback') return { addresses: [], owner: null };
  const port = url.port === '' ? (kind === 'loopback' ? 80 : 443) : Number(url.port);
  const addresses: AddressProbe[] = [];
  // The other family counts too: a program there gets what a browser sends to localhost.
  for (const address of ['127.0.0.1', '::1'] as const) addresses.push(await probeAddress(address, port));
  const isTaken = addresses.some(({ state }) => state === 'taken');
  const owner = isTaken ? await portOwner(port).catch(() => null) : null;
  if (!isOurs(port) && owner?.pid !== process.pid) return { addresses, owner };
  return { addresses: addresses.map((one) => (one.state === 'taken' ? { ...one, state: 'ours' } : one)), owner: null };
}

async function probeAddress(address: AddressProbe['address'], port: number): Promise<AddressProbe> {
  const server = createServer((socket) => socket.on('error', () => {}).end());
  try {
    server.listen({ host: address, port, exclusive: true });
    await once(server, 'listening');
    const bound = server.address();
    await reach(address, typeof bound === 'object' && bound !== null ? bound.port : port);
    return { address, state: 'free', reason: null };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'ETIMEDOUT';
    return { address, state: reason === 'EADDRINUSE' ? 'taken' : 'unreachable', reason };
  } finally {
    if (server.listening) {
      server.close();
      await once(server, 'close');
    }
  }
}

async function reach(host: string, port: number): Promise<void> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(connectMs) });
  } finally {
    socket.on('error', () => {}).destroy();
  }
}
