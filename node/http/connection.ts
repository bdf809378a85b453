import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import Client from 'undici/lib/dispatcher/client.js';
import type { TlsFacts } from '../../shared/model/exchange.ts';
import { isUnknownAuthority } from './tls-error.ts';
import { tlsFactsOf } from './tls-facts.ts';
import type { TrustStore } from './trust-store.ts';
import { tapSocket, type WireRecord } from './wire-tap.ts';

/** How long an idle connection is kept: shorter than the 5 s after which Node servers close theirs. */
const keepAliveTimeoutMs = 4_000;

/** Four times Node's default: gateways send long policies and cookies, and the answer must be seen. */
const maxHeaderBytes = 64 * 1024;

/** How a TLS connection is judged. Null for plain HTTP. */
export interface TlsSetting {
  readonly trust: TrustStore;
  readonly verify: boolean;
}

/** Milliseconds of the phases before the first byte was written. */
export interface OpeningTimes {
  dns: number | null;
  connect: number | null;
  tls: number | null;
}

/** One kept-alive connection to one origin, used by one exchange at a time. */
export interface Connection {
  readonly client: Client;
  /** The exchange that holds the connection now. Set before dispatching. */
  record: WireRecord | null;
  /** Null while the connection is reused: then no phase happened. */
  opening: OpeningTimes | null;
  tls: TlsFacts | null;
  /** Why opening failed; more telling than what the HTTP library reports. */
  failure: Error | null;
  /** Whether its socket is open. */
  alive: boolean;
  /** Called when it is not any more. */
  closed: () => void;
  /** Ends it at once, in whichever phase it is. */
  destroy(reason: Error): void;
}

/**
 * Prepares a connection; the socket is opened with the first request.
 *
 * The certificate is always judged here and not by `rejectUnauthorized`, because Node then destroys the
 * socket before anyone can see what certificate it was. Nothing is written before the judgement.
 */
export function createConnection(origin: string, setting: TlsSetting | null): Connection {
  let socket: Socket | null = null;

  const open = (hostname: string, port: number, callback: (error: Error | null, socket: Socket | null) => void) => {
    const opening: OpeningTimes = { dns: null, connect: null, tls: null };
    connection.opening = opening;
    let mark = performance.now();
    const lap = () => {
      const before = mark;
      mark = performance.now();
      return mark - before;
    };
    const opened =
      setting === null
        ? connectTcp({ host: hostname, port })
        : connectTls({
            host: hostname,
            port,
            secureContext: setting.trust.context(),
            ALPNProtocols: ['http/1.1'],
            rejectUnauthorized: false,
            ...(isIP(hostname) === 0 && { servername: hostname }),
          });
    socket = opened.setNoDelay(true).setKeepAlive(true, 60_000);
    const fail = (error: Error) => {
      connection.failure = error;
      callback(error, null);
    };
    const failOpening = (error: Error) => fail(setting !== null && opening.connect !== null ? handshakeError(error) : error);
    opened.once('error', failOpening);
    if (isIP(hostname) === 0) opened.once('lookup', () => (opening.dns = lap()));
    opened.once('connect', () => {
      opening.connect = lap();
      if (setting === null) ready();
    });
    opened.once('secureConnect', () => {
      opening.tls = lap();
      judge(opened as TLSSocket);
    });

    const judge = (secured: TLSSocket) => {
      connection.tls = tlsFactsOf(secured);
      if (secured.authorized || setting?.verify === false) return ready();
      const code = String(secured.authorizationError ?? 'CERT_UNTRUSTED');
      const names = secured.getPeerCertificate().subjectaltname;
      opened.off('error', failOpening).on('error', ignore);
      opened.destroy();
      if (isUnknownAuthority(code) && setting?.trust.widen() === true) open(hostname, port, callback);
      else fail(Object.assign(new Error(names === undefined ? '' : `It names ${names}.`), { code }));
    };

    const ready = () => {
      opened.off('error', failOpening);
      tapSocket(opened, () => connection.record);
      connection.alive = true;
      callback(null, opened);
    };
  };

  const connection: Connection = {
    client: new Client(origin, {
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: maxHeaderBytes,
      keepAliveTimeout: keepAliveTimeoutMs,
      // One clock for the whole exchange, in the port.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: ({ hostname, port, protocol }, callback) =>
        open(hostname, Number(port || (protocol === 'https:' ? 443 : 80)), (error, opened) =>
          opened === null ? callback(error ?? new Error('not connected'), null) : callback(null, opened),
        ),
    }),
    record: null,
    opening: null,
    tls: null,
    failure: null,
    alive: false,
    closed: ignore,
    destroy(reason) {
      socket?.destroy();
      connection.client.destroy(reason).catch(ignore);
    },
  };
  connection.client.on('disconnect', () => {
    connection.alive = false;
    connection.closed();
  });
  return connection;
}

/** A socket that dies between TCP and TLS reports a bare reset; the phase is what the user must know. */
function handshakeError(error: Error): Error {
  const code = 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE' ? Object.assign(new Error(error.message), { code: 'GRANTBENCH_TLS_CLOSED' }) : error;
}

function ignore(): void {}
