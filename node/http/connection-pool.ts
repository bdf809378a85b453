import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { ClientCertificate, HttpOptions } from '../../shared/ports.ts';
import type { ProxyHop } from '../proxy/proxy-hop.ts';
import { createClientIdentity } from './client-identity.ts';
import { type Connection, createConnection } from './connection.ts';
import type { TlsSetting } from './open-socket.ts';
import { createTrustStore, type TrustStore } from './trust-store.ts';

/** Idle connections kept per way to an origin; beyond, the connection is closed after use. */
const maxIdle = 64;

/**
 * Kept-alive connections, apart per origin, TLS setting, client certificate and proxy: what one setting trusted, and who
 * the client was on it, another may not reuse.
 */
export interface ConnectionPool {
  /**
   * An idle connection, or a new one.
   *
   * @param fresh No idle one.
   * @throws AppError `INPUT_INVALID` for an unreadable certificate authority, `INPUT_CERTIFICATE` for an unusable certificate
   */
  take(origin: URL, tls: HttpOptions['tls'], proxy: ProxyHop | null, fresh: boolean): Connection;
  /** Gives a connection back whose exchange ended well. */
  giveBack(connection: Connection): void;
  close(): void;
}

export function createConnectionPool(): ConnectionPool {
  const idle = new Map<string, Connection[]>();
  const homes = new WeakMap<Connection, Connection[]>();
  const trusts = new Map<string, TrustStore>();
  let closed = false;

  const settingOf = ({ ca, verify }: HttpOptions['tls'], certificate: ClientCertificate | undefined): { key: string; tls: TlsSetting } => {
    const key = certificate === undefined ? ca : digest([ca, ...partsOf(certificate)]);
    let trust = trusts.get(key);
    if (trust === undefined) {
      trust = createTrustStore(ca, certificate === undefined ? null : createClientIdentity(certificate));
      trusts.set(key, trust);
    }
    return { key: `${key} ${verify}`, tls: { trust, verify } };
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
    take(origin, tls, hop, fresh) {
      const server = origin.protocol === 'https:' ? settingOf(tls, tls.certificate) : null;
      const proxy = hop && { hop, setting: settingOf(tls, undefined) };
      const { credentials, label } = hop ?? { credentials: null, label: '' };
      const way = [origin.origin, server?.key ?? '', label, proxy?.setting.key ?? ''];
      // Nothing secret is in a way without credentials, and a digest for each request takes its time.
      const shelf = shelfOf(credentials === null ? JSON.stringify(way) : digest([...way, credentials.username, credentials.password]));
      const kept = fresh ? undefined : shelf.pop();
      if (kept !== undefined) {
        kept.opening = null;
        return kept;
      }
      const connection = createConnection({
        origin,
        tls: server?.tls ?? null,
        proxy: proxy && { hop: proxy.hop, tls: proxy.setting.tls },
      });
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

function partsOf(certificate: ClientCertificate | undefined): (string | Uint8Array)[] {
  switch (certificate?.kind) {
    case undefined:
      return [];
    case 'pem':
      return ['pem', certificate.cert, certificate.key, certificate.passphrase ?? ''];
    case 'pfx':
      return ['pfx', certificate.pfx, certificate.passphrase];
  }
}

/** One key of many parts, so that keys and passwords do not live on in a table's keys. */
function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('base64url');
}
