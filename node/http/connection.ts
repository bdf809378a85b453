import Client from 'undici/lib/dispatcher/client.js';
import type { TlsFacts } from '../../shared/model/exchange.ts';
import { abandon, newOpening, type Opening, type OpeningTimes, openSocket, type Route } from './open-socket.ts';
import { tapSocket, type WireRecord } from './wire-tap.ts';

/** How long an idle connection is kept: shorter than the 5 s after which Node servers close theirs. */
const keepAliveTimeoutMs = 4_000;

/** Four times Node's default: gateways send long policies and cookies, and the answer must be seen. */
const maxHeaderBytes = 64 * 1024;

/** One kept-alive connection to one origin, used by one exchange at a time. */
export interface Connection {
  readonly client: Client;
  /** The exchange that holds the connection now. Set before dispatching. */
  record: WireRecord | null;
  /** Null while the connection is reused: then no phase happened. */
  opening: OpeningTimes | null;
  readonly tls: TlsFacts | null;
  /** Whether it is the proxy that is waited for. */
  readonly atProxy: boolean;
  /** Why opening failed; more telling than what the HTTP library reports. */
  failure: unknown;
  /** Whether its socket is open. */
  alive: boolean;
  /** Called when it is not any more. */
  closed: () => void;
  /** Ends it at once, in whichever phase it is. */
  destroy(reason: Error): void;
}

/** Prepares a connection; the socket is opened with the first request. */
export function createConnection(route: Route): Connection {
  let way: Opening = newOpening();

  const open = async () => {
    way = newOpening();
    connection.opening = way.times;
    // A second attempt starts its own clock.
    const socket = await openSocket(route, way).finally(() => (connection.opening = way.times));
    tapSocket(socket, () => connection.record);
    connection.alive = true;
    return socket;
  };

  const connection: Connection = {
    client: new Client(route.origin.origin, {
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: maxHeaderBytes,
      keepAliveTimeout: keepAliveTimeoutMs,
      // One clock for the whole exchange, in the port.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_options, callback) => {
        open().then(
          (socket) => callback(null, socket),
          (thrown: unknown) => {
            connection.failure = thrown;
            callback(thrown instanceof Error ? thrown : new Error('not connected'), null);
          },
        );
      },
    }),
    record: null,
    opening: null,
    get tls() {
      return way.tls;
    },
    get atProxy() {
      return way.atProxy;
    },
    failure: null,
    alive: false,
    closed: ignore,
    destroy(reason) {
      abandon(way);
      connection.client.destroy(reason).catch(ignore);
    },
  };
  connection.client.on('disconnect', () => {
    connection.alive = false;
    connection.closed();
  });
  return connection;
}

function ignore(): void {}
