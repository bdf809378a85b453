import type { PlainExchange } from './unseal-exchange.ts';

/** An exchange and when it began, epoch milliseconds. Whoever calls chose between masked and plain. */
export interface HarEntry {
  readonly startedAt: number;
  readonly exchange: PlainExchange;
}

type Headers = PlainExchange['request']['headers'];

/**
 * Exchanges as an HTTP Archive 1.2, which browsers' developer tools and proxies read. Times that were
 * not measured are -1, as the format asks.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function harLog(entries: readonly HarEntry[], version: string): Record<string, unknown> {
  return { log: { version: '1.2', creator: { name: 'Grantbench', version }, entries: entries.map(harEntry) } };
}

function harEntry({ startedAt, exchange }: HarEntry): Record<string, unknown> {
  const { request, response, timings } = exchange;
  const { dns, connect, tls, first_byte, total } = timings;
  const wait = first_byte ?? total ?? 0;
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: total ?? 0,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: named(request.headers),
      queryString: named([...new URLSearchParams(URL.parse(request.url)?.search ?? '')]),
      ...(request.body !== '' && {
        postData: {
          mimeType: headerOf(request.headers, 'content-type'),
          text: request.body,
          params: /^application\/x-www-form-urlencoded/i.test(headerOf(request.headers, 'content-type'))
            ? named([...new URLSearchParams(request.body)])
            : [],
        },
      }),
      headersSize: -1,
      bodySize: new TextEncoder().encode(request.body).length,
    },
    response: {
      status: response?.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: named(response?.headers ?? []),
      content: {
        size: new TextEncoder().encode(response?.body ?? '').length,
        mimeType: headerOf(response?.headers ?? [], 'content-type'),
        text: response?.body ?? '',
      },
      redirectURL: headerOf(response?.headers ?? [], 'location'),
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { dns: dns ?? -1, connect: connect ?? -1, ssl: tls ?? -1, send: 0, wait, receive: Math.max(0, (total ?? wait) - wait) },
  };
}

function named(pairs: Headers): { name: string; value: string }[] {
  return pairs.map(([name, value]) => ({ name, value }));
}

function headerOf(headers: Headers, name: string): string {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
}
