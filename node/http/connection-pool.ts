import { AppError } from '../../shared/errors.ts';
import type { HttpOptions } from '../../shared/ports.ts';
import { type Connection, createConnection, type TlsSetting } from './connection.ts';
import { createTrustStore, type TrustStore } from './trust-store.ts';

/** Idle connections kept per origin and TLS setting; beyond, the connection is closed after use. */
const maxIdle = 64;

/** Kept-alive connections, apart per origin and TLS setting: what one setting trusted, another may not reuse. */
export interface ConnectionPool {
  /**
   * An idle connection, or a new one.
   *
   * @param fresh No idle one.
   * @throws AppError `INPUT_INVALID` for an unreadable certificate authority
   */
  take(origin: URL, tls: HttpOptions['tls'], fresh: boolean): Connection;
  /** Gives a connection back whose exchange ended well. */
  giveBack(connection: Connection): void;
  close(): void;
}

export function createConnectionPool(): ConnectionPool {
  const idle = new Map<string, Connection[]>();
  const homes = new WeakMap<Connection, Connection[]>();
  const trusts = new Map<string, { id: number; trust: TrustStore }>();
  let closed = false;

  const trustOf = (ca: string) => {
    let known = trusts.get(ca);
    if (known === undefined) {
      known = { id: trusts.size, trust: createTrustStore(ca) };
      trusts.set(ca, known);
    }
    return known;
  };

  const shelfOf = (key: string) => {
    let shelf = idle.get(key);
    if (shelf === undefined) {
      shelf = [];
      idle.set(key, shelf);
    }
    return shelf;
  };

  return {
    take(origin, tls, fresh) {
      let setting: TlsSetting | null = null;
      let key = origin.origin;
      if (origin.protocol === 'https:') {
        const { id, trust } = trustOf(tls.ca);
        setting = { trust, verify: tls.verify };
        key = `${key} ${id} ${tls.verify}`;
      }
      const shelf = shelfOf(key);
      const kept = fresh ? undefined : shelf.pop();
      if (kept !== undefined) {
        kept.opening = null;
        return kept;
      }
      const connection = createConnection(origin.origin, setting);
      homes.set(connection, shelf);
      connection.closed = () => {
        const place = shelf.indexOf(connection);
        if (place < 0) return;
        shelf.splice(place, 1);
        connection.destroy(new AppError('CANCELLED'));
      };
      return connection;
    },
    giveBack(connection) {
      connection.record = null;
      const shelf = homes.get(connection);
      if (closed || !connection.alive || shelf === undefined || shelf.length >= maxIdle) connection.destroy(new AppError('CANCELLED'));
      else shelf.push(connection);
    },
    close() {
      closed = true;
      for (const shelf of idle.values()) for (const connection of shelf.splice(0)) connection.destroy(new AppError('CANCELLED'));
    },
  };
}
