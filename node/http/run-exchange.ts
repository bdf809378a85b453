import { AppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { HttpOptions, HttpRequest, RawExchange, RawHeaders, RawResponse } from '../../shared/ports.ts';
import { forwardsTo, type ProxyHop, proxyAuthorization } from '../proxy/proxy-hop.ts';
import type { Connection } from './connection.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { decodeBody } from './decode-body.ts';
import { networkError } from './network-error.ts';
import { proxyWantsCredentials } from './tunnel/http-connect.ts';
import { headersOfHead, WireRecord } from './wire-tap.ts';

/** Longer timers fire at once. */
const maxTimerMs = 2_147_483_647;

/** Where a request goes, and through which proxy. */
export interface Target {
  readonly url: URL;
  readonly hop: ProxyHop | null;
}

/** The head of an answer, once it is complete. */
interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: RawHeaders;
}

/** What had happened on the wire when the exchange ended, well or badly. */
interface Outcome {
  readonly head: ResponseHead | null;
  readonly chunks: readonly Buffer[];
  readonly size: number;
  readonly error: AppErrorData | null;
}

/**
 * Sends one request over a connection of the pool and waits until the answer is whole, a limit is
 * reached, the signal aborts, or the network fails.
 *
 * @throws AppError `INPUT_INVALID` for an unreadable certificate authority, `INPUT_CERTIFICATE` for an unusable certificate; errors of the HTTP library for a request it cannot send.
 */
export async function runExchange(
  pool: ConnectionPool,
  target: Target,
  request: HttpRequest,
  options: HttpOptions,
  startedAt: number,
): Promise<RawExchange> {
  const { url, hop } = target;
  const start = performance.now();
  let { connection, record, outcome } = await attempt(pool, target, request, options);
  if (wasStale(connection, record, outcome)) {
    const timeoutMs = Math.max(1, options.timeoutMs - (performance.now() - start));
    ({ connection, record, outcome } = await attempt(pool, target, request, { ...options, timeoutMs }, true));
  }
  const total = performance.now() - start;
  const { opening } = connection;
  const tls = connection.tls;
  if (outcome.error === null) pool.giveBack(connection);
  const { response, error } = await readResponse(outcome, record, options.maxResponseBytes);
  return {
    startedAt,
    request: {
      method: request.method,
      url: `${url.origin}${url.pathname}${url.search}`,
      httpVersion: '1.1',
      // Where nothing was sent, what would have been.
      headers: record.head === '' ? request.headers : headersOfHead(record.head),
      body: request.body,
    },
    response,
    timings: {
      dns: rounded(opening?.dns),
      connect: rounded(opening?.connect),
      proxy: rounded(opening?.proxy),
      tls: rounded(opening?.tls),
      firstByte: record.firstByteAt === null || record.headWrittenAt === null ? null : rounded(record.firstByteAt - record.headWrittenAt),
      total: rounded(total) ?? 0,
    },
    tls,
    ...(hop !== null && { proxy: hop.label }),
    error: error ?? refusalOfProxy(target, response),
  };
}

/** A proxy that gets requests whole answers in the server's place; 407 can only be its own. */
function refusalOfProxy({ url, hop }: Target, response: RawResponse | null): AppErrorData | null {
  if (hop === null || response?.status !== 407 || !forwardsTo(hop, url)) return null;
  const challenges = response.headers.filter(([name]) => name.toLowerCase() === 'proxy-authenticate').map(([, value]) => value);
  return proxyWantsCredentials(hop, challenges.join(', ')).toData();
}

interface Attempt {
  readonly connection: Connection;
  readonly record: WireRecord;
  readonly outcome: Outcome;
}

async function attempt(pool: ConnectionPool, target: Target, request: HttpRequest, options: HttpOptions, fresh = false): Promise<Attempt> {
  const connection = pool.take(target.url, options.tls, target.hop, fresh);
  const record = new WireRecord();
  connection.record = record;
  return { connection, record, outcome: await exchange(connection, record, target, request, options) };
}

/**
 * Whether a kept-alive connection broke before a single byte came back: servers that close after an answer
 * without saying so are many, and the request raced with their FIN. Like browsers and curl, it is then sent
 * once more on a fresh connection.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.3.1
 */
function wasStale({ opening }: Connection, record: WireRecord, outcome: Outcome): boolean {
  return opening === null && record.firstByteAt === null && outcome.error?.code === 'NET_BROKEN';
}

function exchange(
  connection: Connection,
  record: WireRecord,
  target: Target,
  request: HttpRequest,
  options: HttpOptions,
): Promise<Outcome> {
  const { url, hop } = target;
  return new Promise((resolve) => {
    const { signal, timeoutMs, maxResponseBytes } = options;
    const chunks: Buffer[] = [];
    let head: ResponseHead | null = null;
    let size = 0;
    let settled = false;

    const settle = (error: AppErrorData | null) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      resolve({ head, chunks, size, error });
    };
    const fail = (error: AppError) => {
      settle(error.toData());
      connection.destroy(error);
    };
    const abort = () => fail(new AppError('CANCELLED'));
    const timer = setTimeout(
      () => fail(connection.atProxy && hop !== null ? proxyTooSlow(hop, timeoutMs) : tooSlow(url.host, timeoutMs, head !== null)),
      Math.min(timeoutMs, maxTimerMs),
    );
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });

    const forwarded = hop !== null && forwardsTo(hop, url);
    const sent = {
      // Proxies want the whole URL (RFC 9112 §3.2.2).
      path: `${forwarded ? url.origin : ''}${url.pathname}${url.search}`,
      method: request.method,
      headers: [...request.headers, ...(forwarded ? credentialsFor(hop, request.headers) : [])].flat(),
      body: request.body,
      // Otherwise a custom Host header would change the TLS name and cost the kept-alive connection.
      servername: url.hostname,
    };
    connection.client.dispatch(sent, {
      onRequestStart() {},
      onResponseStart(controller, status, _headers, statusText) {
        if (status < 200) return;
        record.parsed();
        head = { status, statusText: statusText ?? '', headers: headerPairs(controller.rawHeaders) };
      },
      onResponseData(_controller, chunk) {
        if (settled) return;
        chunks.push(chunk);
        size += chunk.length;
        if (size > maxResponseBytes) fail(tooLarge(url.host, maxResponseBytes));
      },
      onResponseEnd() {
        settle(null);
      },
      onResponseError(_controller, error) {
        settle(hinted(networkError(connection.failure ?? error, url.host), connection, record));
        connection.destroy(error);
      },
    });
  });
}

/** Many servers that miss a client certificate, or want another, just hang up after the handshake. */
function hinted(error: AppErrorData, { opening, tls }: Connection, record: WireRecord): AppErrorData {
  if (error.code !== 'NET_BROKEN' || tls === null || opening === null || record.firstByteAt !== null) return error;
  const hint =
    tls.clientCertificate === null
      ? 'Perhaps this server is only for clients with a certificate of their own: add it to the profile, under TLS and proxy (--tls-cert and --tls-key, or --tls-pfx).'
      : 'Perhaps it does not accept the client certificate of the profile.';
  return { ...error, hint };
}

async function readResponse(
  outcome: Outcome,
  record: WireRecord,
  limit: number,
): Promise<{ response: RawResponse | null; error: AppErrorData | null }> {
  const { head, error } = outcome;
  if (head === null) return { response: unparsedResponse(record), error };
  const wireBody = Buffer.concat(outcome.chunks, Math.min(outcome.size, limit));
  const encoding = head.headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .map(([, value]) => value)
    .join(',');
  const decoded = encoding === '' ? { body: wireBody, tooLarge: false, cutShort: false } : await decodeBody(wireBody, encoding, limit);
  return {
    response: {
      ...head,
      httpVersion: record.httpVersion,
      wireBody,
      body: decoded.body,
      truncated: outcome.size > limit || decoded.tooLarge || decoded.cutShort,
    },
    error: error ?? (decoded.tooLarge ? tooLarge('the server', limit, 'decompressed ').toData() : null),
  };
}

/** Bytes that are no HTTP answer are still what the server said: status 0, everything in the body. */
function unparsedResponse(record: WireRecord): RawResponse | null {
  const bytes = record.leftover();
  if (bytes.length === 0) return null;
  return { status: 0, statusText: '', httpVersion: '', headers: [], wireBody: bytes, body: bytes, truncated: false };
}

function headerPairs(raw: unknown): RawHeaders {
  if (!Array.isArray(raw)) return [];
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) pairs.push([latin1(raw[index]), latin1(raw[index + 1])]);
  return pairs;
}

function latin1(value: unknown): string {
  return value instanceof Buffer ? value.toString('latin1') : String(value);
}

function tooSlow(host: string, timeoutMs: number, started: boolean): AppError {
  const what = started ? 'did not finish its answer' : 'did not answer';
  return new AppError('NET_TIMEOUT', { message: `${host} ${what} within ${timeoutMs / 1000} s.` });
}

function proxyTooSlow({ label }: ProxyHop, timeoutMs: number): AppError {
  return new AppError('NET_PROXY', { message: `The proxy ${label} did not open the way to the server within ${timeoutMs / 1000} s.` });
}

/** The proxy's credentials, unless the user sends others on purpose. */
function credentialsFor(hop: ProxyHop, headers: RawHeaders): RawHeaders {
  const value = proxyAuthorization(hop);
  const given = headers.some(([name]) => name.toLowerCase() === 'proxy-authorization');
  return value === null || given ? [] : [['Proxy-Authorization', value]];
}

function tooLarge(host: string, limit: number, what = ''): AppError {
  return new AppError('NET_TOO_LARGE', { message: `The ${what}answer of ${host} is larger than the limit of ${limit} bytes.` });
}

/** Microseconds are enough, and what the clock gives. */
function rounded(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms * 1000) / 1000;
}
