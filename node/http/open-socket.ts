import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { TlsFacts } from '../../shared/model/exchange.ts';
import { forwardsTo, type ProxyHop } from '../proxy/proxy-hop.ts';
import { proxyError } from './network-error.ts';
import { isUnknownAuthority } from './tls-error.ts';
import { tlsFactsOf } from './tls-facts.ts';
import type { TrustStore } from './trust-store.ts';
import { httpConnect } from './tunnel/http-connect.ts';
import { happens } from './tunnel/read-socket.ts';
import { socks5Connect } from './tunnel/socks5.ts';

/** How TLS peers are judged. */
export interface TlsSetting {
  readonly trust: TrustStore;
  readonly verify: boolean;
}

/** The way to one origin. */
export interface Route {
  readonly origin: URL;
  /** Null for plain HTTP. */
  readonly tls: TlsSetting | null;
  /** The proxy and, for `https:` proxies, how it is judged: by the same authorities, but the client shows it no certificate. */
  readonly proxy: { readonly hop: ProxyHop; readonly tls: TlsSetting } | null;
}

/** Milliseconds of the phases before the first byte was written. */
export interface OpeningTimes {
  dns: number | null;
  connect: number | null;
  proxy: number | null;
  tls: number | null;
}

/** What is seen while a socket opens, for whoever waits, records or gives up. */
export interface Opening {
  readonly times: OpeningTimes;
  /** Every socket on the way, the one in use last: to be destroyed together. */
  readonly sockets: Socket[];
  /** Whether it is the proxy that is waited for. */
  atProxy: boolean;
  /** Whether nobody waits any more: a socket made later is destroyed at once. */
  abandoned: boolean;
  tls: TlsFacts | null;
}

export function newOpening(): Opening {
  return { ...firstAttempt(), abandoned: false };
}

function firstAttempt(): Omit<Opening, 'abandoned'> {
  return { times: { dns: null, connect: null, proxy: null, tls: null }, sockets: [], atProxy: false, tls: null };
}

/**
 * Opens the way to an origin: TCP, the tunnel through the proxy, TLS. What comes back carries HTTP.
 *
 * A certificate is always judged here and not by `rejectUnauthorized`, because Node then destroys the socket before
 * anyone can see what certificate it was. Nothing is written to a server before the judgement.
 *
 * @throws AppError `NET_PROXY` for whatever the proxy does; errors of sockets and OpenSSL for the server's part
 */
export async function openSocket(route: Route, opening: Opening): Promise<Socket> {
  const host = route.origin.hostname.replace(/^\[|\]$/g, '');
  const port = Number(route.origin.port || (route.origin.protocol === 'https:' ? 443 : 80));
  const carrier = route.proxy === null ? await dial(host, port, opening) : await tunnel(route, route.proxy, host, port, opening);
  if (route.tls === null) return carrier;
  const watch = stopwatch();
  const secured = await secure(carrier, host, route.tls, opening);
  opening.times.tls = watch();
  opening.tls = tlsFactsOf(secured, route.tls.trust.identity?.facts ?? null);
  if (acceptable(secured, route.tls)) return secured;
  const failure = distrust(secured);
  destroyAll(opening);
  if (!(isUnknownAuthority(failure.code) && route.tls.trust.widen())) throw failure;
  Object.assign(opening, firstAttempt());
  return openSocket(route, opening);
}

async function dial(host: string, port: number, opening: Opening): Promise<Socket> {
  const watch = stopwatch();
  const socket = keep(connectTcp({ host, port }), opening).setNoDelay(true).setKeepAlive(true, 60_000);
  if (isIP(host) === 0) socket.once('lookup', () => (opening.times.dns = watch()));
  await happens(socket, 'connect');
  opening.times.connect = watch();
  return socket;
}

/** A way to the server through the proxy; for `http:` behind an HTTP proxy, a way to the proxy is all that is needed. */
async function tunnel(route: Route, proxy: NonNullable<Route['proxy']>, host: string, port: number, opening: Opening): Promise<Socket> {
  const { hop } = proxy;
  // The name of the server fails as the server's, not as the proxy's.
  const address = hop.scheme === 'socks5' && isIP(host) === 0 ? (await lookup(host)).address : host;
  opening.atProxy = true;
  try {
    let socket = await dial(hop.host, hop.port, opening);
    const watch = stopwatch();
    if (hop.scheme === 'https') {
      const secured = await secure(socket, hop.host, proxy.tls, opening);
      if (!acceptable(secured, proxy.tls)) {
        const failure = distrust(secured);
        destroyAll(opening);
        if (!(isUnknownAuthority(failure.code) && proxy.tls.trust.widen())) throw failure;
        Object.assign(opening, firstAttempt());
        return await tunnel(route, proxy, host, port, opening);
      }
      socket = secured;
    }
    if (!forwardsTo(hop, route.origin)) {
      if (hop.scheme === 'http' || hop.scheme === 'https') await httpConnect(socket, hop, `${route.origin.hostname}:${port}`);
      else await socks5Connect(socket, hop, address, port);
      opening.times.proxy = watch();
    } else if (hop.scheme === 'https') opening.times.proxy = watch();
    opening.atProxy = false;
    return socket;
  } catch (thrown) {
    destroyAll(opening);
    throw proxyError(thrown, hop.label);
  }
}

async function secure(carrier: Socket, host: string, setting: TlsSetting, opening: Opening): Promise<TLSSocket> {
  const secured = connectTls({
    socket: carrier,
    host,
    secureContext: setting.trust.context(),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
    ...(isIP(host) === 0 && { servername: host }),
  });
  keep(secured, opening);
  try {
    await happens(secured, 'secureConnect');
    return secured;
  } catch (thrown) {
    throw handshakeError(thrown);
  }
}

function acceptable(secured: TLSSocket, { verify }: TlsSetting): boolean {
  return secured.authorized || !verify;
}

function distrust(secured: TLSSocket): Error & { code: string } {
  const names = secured.getPeerCertificate().subjectaltname;
  const code = String(secured.authorizationError ?? 'CERT_UNTRUSTED');
  return Object.assign(new Error(names === undefined ? '' : `It names ${names}.`), { code });
}

/** A socket that dies between TCP and TLS reports a bare reset or nothing; the phase is what the user must know. */
function handshakeError(thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return code === undefined || code === 'ECONNRESET' || code === 'EPIPE'
    ? Object.assign(new Error('closed during the handshake'), { code: 'GRANTBENCH_TLS_CLOSED' })
    : thrown;
}

function keep<S extends Socket>(socket: S, opening: Opening): S {
  opening.sockets.push(socket);
  if (opening.abandoned) socket.destroy();
  // Whoever waits for the socket hears of an error; when nobody does, it was given up.
  return socket.on('error', () => {});
}

/** Ends every socket on the way, now and later. */
export function abandon(opening: Opening): void {
  opening.abandoned = true;
  destroyAll(opening);
}

function destroyAll({ sockets }: Opening): void {
  for (const socket of sockets.toReversed()) socket.destroy();
}

/** Milliseconds since it was last asked. */
function stopwatch(): () => number {
  let mark = performance.now();
  return () => {
    const before = mark;
    mark = performance.now();
    return mark - before;
  };
}
