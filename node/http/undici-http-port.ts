import { AppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { HttpPort, HttpRequest, RawExchange } from '../../shared/ports.ts';
import { createChooseProxy } from '../proxy/choose-proxy.ts';
import type { Environment } from '../proxy/environment-proxy.ts';
import { readSystemProxy, type SystemProxy } from '../proxy/system-proxy.ts';
import { createConnectionPool } from './connection-pool.ts';
import { networkError } from './network-error.ts';
import { runExchange } from './run-exchange.ts';

export interface HttpPortParts {
  readonly environment?: Environment;
  /** How the host learns the system's proxy; the desktop asks Chromium. */
  readonly systemProxy?: SystemProxy;
}

/**
 * HTTP/1.1 as it is on the wire, on undici's `Client`: headers keep order, case and repeats; nothing is
 * followed, unzipped behind one's back, merged or retried.
 */
export function createHttpPort({ environment = process.env, systemProxy = readSystemProxy(environment) }: HttpPortParts = {}): HttpPort {
  const pool = createConnectionPool();
  const chooseProxy = createChooseProxy(environment, systemProxy);
  return {
    async send(request, options) {
      const startedAt = Date.now();
      try {
        const url = requestUrl(request.url);
        const hop = await chooseProxy(url, options.proxy);
        return await runExchange(pool, { url, hop }, request, options, startedAt);
      } catch (thrown) {
        return unsent(request, startedAt, networkError(thrown, request.url));
      }
    },
    async close() {
      pool.close();
    },
  };
}

/** @throws AppError `INPUT_URL` */
function requestUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new AppError('INPUT_URL');
  if (url.username !== '' || url.password !== '') {
    throw new AppError('INPUT_URL', {
      message: 'The URL carries a user name or password, which HTTP clients must not send.',
      hint: 'Take the part before the @ out of the URL, and send it as a header if the server wants it.',
    });
  }
  return url;
}

function unsent(request: HttpRequest, startedAt: number, error: AppErrorData): RawExchange {
  return {
    startedAt,
    request: { ...request, httpVersion: '1.1' },
    response: null,
    timings: { dns: null, connect: null, proxy: null, tls: null, firstByte: null, total: 0 },
    tls: null,
    error,
  };
}
