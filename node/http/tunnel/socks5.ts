import { isIP, isIPv4, type Socket } from 'node:net';
import { AppError } from '../../../shared/errors.ts';
import type { ProxyHop } from '../../proxy/proxy-hop.ts';
import { readBytes } from './read-socket.ts';

const noAuthentication = 0x00;
const usernamePassword = 0x02;

/** RFC 1928 §6, from 1 on. */
const replies = [
  'it failed',
  'its rules forbid it',
  'the network cannot be reached',
  'the host cannot be reached',
  'the server refused the connection',
  'the way is too long',
  'it does not know the command',
  'it does not know this kind of address',
];

/**
 * Asks a SOCKS 5 proxy for a tunnel. A host name is sent as it is: the proxy resolves it.
 *
 * @throws AppError `NET_PROXY` where it refuses, `INPUT_PROXY` for credentials SOCKS cannot carry
 * @see https://www.rfc-editor.org/rfc/rfc1928
 */
export async function socks5Connect(socket: Socket, hop: ProxyHop, host: string, port: number): Promise<void> {
  const methods = hop.credentials === null ? [noAuthentication] : [noAuthentication, usernamePassword];
  socket.write(Buffer.from([5, methods.length, ...methods]));
  const [version, method] = await readBytes(socket, 2);
  if (version !== 5) {
    throw new AppError('NET_PROXY', {
      message: `The proxy ${hop.label} does not speak SOCKS 5.`,
      hint: 'Check its port and kind: perhaps it is an HTTP proxy.',
    });
  }
  const address = addressOf(host);
  if (method === usernamePassword && hop.credentials !== null) await authenticate(socket, hop, hop.credentials);
  else if (method !== noAuthentication) throw wantsCredentials(hop);

  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), address, Buffer.from([port >> 8, port & 0xff])]));
  const [, reply = 0, , kind] = await readBytes(socket, 4);
  if (reply !== 0) {
    const why = replies[reply - 1] ?? `it says ${reply}`;
    throw new AppError('NET_PROXY', {
      message: `The proxy ${hop.label} did not open the way to ${host}:${port}: ${why}.`,
      hint: 'Check the host name, and whether this server needs a proxy at all.',
    });
  }
  // The address it connects from. Nobody needs it, but it must be read away.
  const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await readBytes(socket, 1))[0] ?? 0);
  await readBytes(socket, length + 2);
}

/** @see https://www.rfc-editor.org/rfc/rfc1929 */
async function authenticate(socket: Socket, hop: ProxyHop, credentials: NonNullable<ProxyHop['credentials']>): Promise<void> {
  const [username, password] = [Buffer.from(credentials.username), Buffer.from(credentials.password)];
  if (username.length > 255 || password.length > 255) {
    throw new AppError('INPUT_PROXY', {
      message: 'User name and password for a SOCKS proxy may have 255 bytes each.',
      hint: 'Shorten them.',
    });
  }
  socket.write(Buffer.concat([Buffer.from([1, username.length]), username, Buffer.from([password.length]), password]));
  const [, status] = await readBytes(socket, 2);
  if (status !== 0) throw wantsCredentials(hop);
}

function wantsCredentials({ label, credentials }: ProxyHop): AppError {
  return new AppError('NET_PROXY', {
    message:
      credentials === null
        ? `The proxy ${label} asks for a user name and password.`
        : `The proxy ${label} does not accept this user name and password.`,
    hint: 'Enter them in the proxy settings of the profile, or in the address: socks5://user:password@host:port.',
  });
}

/** ATYP and address. */
function addressOf(host: string): Buffer {
  if (isIPv4(host)) return Buffer.from([1, ...host.split('.').map(Number)]);
  if (isIP(host) === 6) return Buffer.concat([Buffer.from([4]), ipv6Bytes(host)]);
  const name = Buffer.from(host);
  if (name.length > 255)
    throw new AppError('INPUT_URL', { message: 'The host name is longer than a name can be.', hint: 'Check it for a mistake.' });
  return Buffer.concat([Buffer.from([3, name.length]), name]);
}

/** URL has already brought the address into its one canonical form, without embedded IPv4. */
function ipv6Bytes(address: string): Buffer {
  const [left = '', right] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [groups(left), groups(right ?? '')];
  const filled = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
  return Buffer.from(filled.flatMap((group) => [group >> 8, group & 0xff]));
}
