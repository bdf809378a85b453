import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Clock, RawExchange, RawHeaders } from '../../shared/ports.ts';
import type { Answer } from './pages.ts';

/** Bytes of a body that are read: a form_post with several tokens stays far below. */
const bodyLimit = 256 * 1024;

/** A request as it arrived, its body read. */
export interface RecordedRequest {
  readonly startedAt: number;
  readonly method: string;
  readonly target: string;
  readonly httpVersion: string;
  readonly headers: RawHeaders;
  readonly body: Buffer;
  readonly tooLarge: boolean;
  /** Milliseconds since it arrived. */
  elapsed(): number;
}

/** Reads the body, up to the limit. Rejects when the client goes away before its end. */
export async function recordRequest(message: IncomingMessage, clock: Clock): Promise<RecordedRequest> {
  const start = performance.now();
  const startedAt = clock.now();
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early must not destroy the connection on which we answer 413.
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > bodyLimit) break;
    chunks.push(bytes);
  }
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    headers.push([message.rawHeaders[index] ?? '', message.rawHeaders[index + 1] ?? '']);
  }
  return {
    startedAt,
    method: message.method ?? '',
    target: message.url ?? '',
    httpVersion: message.httpVersion,
    headers,
    body: Buffer.concat(chunks),
    tooLarge: size > bodyLimit,
    elapsed: () => Math.round((performance.now() - start) * 1000) / 1000,
  };
}

/** All values of a header, by its name in lower case. */
export function headerValues(headers: RawHeaders, name: string): string[] {
  return headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

/** The exchange as the run keeps it: what the browser sent and what it got. */
export function hitExchange(request: RecordedRequest, answer: Answer, authority: string, scheme: 'http' | 'https' = 'http'): RawExchange {
  return {
    startedAt: request.startedAt,
    request: {
      method: request.method,
      url: request.target.startsWith('/') ? `${scheme}://${authority}${request.target}` : request.target,
      httpVersion: request.httpVersion,
      headers: request.headers,
      body: request.body.length === 0 ? null : request.body,
    },
    response: {
      status: answer.status,
      statusText: STATUS_CODES[answer.status] ?? '',
      httpVersion: '1.1',
      headers: answer.headers,
      wireBody: answer.body,
      body: answer.body,
      truncated: false,
    },
    timings: { dns: null, connect: null, proxy: null, tls: null, firstByte: null, total: request.elapsed() },
    tls: null,
    error: null,
  };
}
