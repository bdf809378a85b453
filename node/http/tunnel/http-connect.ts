import type { Socket } from 'node:net';
import { AppError } from '../../../shared/errors.ts';
import { type ProxyHop, proxyAuthorization } from '../../proxy/proxy-hop.ts';
import { readHead } from './read-socket.ts';

const maxHeadBytes = 64 * 1024;

/**
 * Asks an HTTP proxy for a tunnel.
 *
 * @param authority Host and port of the server, an IPv6 address in brackets.
 * @throws AppError `NET_PROXY` where it refuses
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
export async function httpConnect(socket: Socket, hop: ProxyHop, authority: string): Promise<void> {
  const authorization = proxyAuthorization(hop);
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`];
  if (authorization !== null) lines.push(`Proxy-Authorization: ${authorization}`);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const head = await readHead(socket, maxHeadBytes);
  const [, code, reason = ''] = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?\r\n/.exec(head) ?? [];
  if (code === undefined) {
    throw new AppError('NET_PROXY', {
      message: `The proxy ${hop.label} does not answer in HTTP.`,
      hint: 'Check its port and kind: perhaps it is a SOCKS proxy, or no proxy at all.',
    });
  }
  if (code.startsWith('2')) return;
  throw code === '407'
    ? proxyWantsCredentials(hop, headerOf(head, 'proxy-authenticate'))
    : refused(hop, authority, `${code} ${reason}`.trim());
}

/** What a 407 means, whether it answers a CONNECT or a request handed to the proxy. */
export function proxyWantsCredentials({ label, credentials }: ProxyHop, challenge: string): AppError {
  const scheme = /^\s*([\w-]+)/.exec(challenge)?.[1] ?? '';
  const basic = scheme === '' || /\bbasic\b/i.test(challenge);
  return new AppError('NET_PROXY', {
    message:
      credentials === null
        ? `The proxy ${label} asks for a user name and password (407).`
        : `The proxy ${label} does not accept this user name and password (407).`,
    hint: basic
      ? 'Enter them in the proxy settings of the profile, or in the address: http://user:password@host:port.'
      : `It wants the scheme ${scheme}; Grantbench offers Basic. A local proxy that speaks ${scheme} can stand in between.`,
    spec: { rfc: 'RFC 9110', section: '15.5.8', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.8' },
  });
}

function refused({ label }: ProxyHop, authority: string, status: string): AppError {
  return new AppError('NET_PROXY', {
    message: `The proxy ${label} did not open the way to ${authority}: ${status}.`,
    hint: /^5/.test(status)
      ? 'The proxy itself cannot reach the server: check the host name, and whether this server needs a proxy at all.'
      : 'Its rules forbid this host or port; its administrator knows them.',
  });
}

function headerOf(head: string, name: string): string {
  const lines = head.split('\r\n').filter((line) => line.toLowerCase().startsWith(`${name}:`));
  return lines.map((line) => line.slice(name.length + 1).trim()).join(', ');
}
