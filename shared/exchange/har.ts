import type { BodyTemplate, ExchangeTemplate, SealedValues } from '../model/exchange.ts';
import { maskedExchange, type PlainExchange, unsealExchange } from './unseal-exchange.ts';

/** One exchange of an archive. */
export interface HarEntry {
  readonly template: ExchangeTemplate;
  /** The values to put back; null to leave them masked. */
  readonly sealed: SealedValues | null;
  /** What it was: the name of a step. */
  readonly comment?: string;
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

function harEntry({ template, sealed, comment }: HarEntry): Record<string, unknown> {
  const { request, response, timings } = sealed === null ? maskedExchange(template) : unsealExchange(template, sealed);
  return {
    startedDateTime: new Date(template.startedAt).toISOString(),
    time: timings.total,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: versionOf(template.request.httpVersion),
      cookies: [],
      headers: named(request.headers),
      queryString: named([...new URLSearchParams(URL.parse(request.url)?.search ?? '')]),
      ...(request.body !== '' && { postData: postData(request, template.request.body, sealed !== null) }),
      headersSize: -1,
      bodySize: template.request.body?.wireSize ?? 0,
    },
    response: {
      // An exchange without an answer has status 0, as in the archives of browsers.
      status: response?.status ?? 0,
      statusText: template.response?.statusText ?? '',
      httpVersion: versionOf(template.response?.httpVersion ?? ''),
      cookies: [],
      headers: named(response?.headers ?? []),
      content: {
        size: template.response?.body.size ?? 0,
        mimeType: headerOf(response?.headers ?? [], 'content-type'),
        text: response?.body ?? '',
        ...(sealed !== null && isBinary(template.response?.body) && { encoding: 'base64' }),
      },
      redirectURL: headerOf(response?.headers ?? [], 'location'),
      headersSize: -1,
      bodySize: template.response?.body.wireSize ?? -1,
      ...(template.error !== null && { comment: `${template.error.code}: ${template.error.message}` }),
    },
    cache: {},
    timings: harTimings(timings),
    ...(comment !== undefined && { comment }),
  };
}

/** Phases that together take the time of the whole. In HAR, `connect` includes TLS, here also the way through a proxy. */
function harTimings({ dns, connect, proxy, tls, first_byte: wait, total }: PlainExchange['timings']): Record<string, number> {
  const opened = [connect, proxy, tls].filter((ms) => typeof ms === 'number');
  const connected = opened.length === 0 ? -1 : opened.reduce((sum, ms) => sum + ms, 0);
  const before = (dns ?? 0) + Math.max(0, connected);
  // An exchange that was broken off has a wait and no answer.
  const waited = wait ?? Math.max(0, total - before);
  return { dns: dns ?? -1, connect: connected, ssl: tls ?? -1, send: 0, wait: waited, receive: Math.max(0, total - before - waited) };
}

/** HAR has no encoding for what was sent: bytes that are no text stand as Base64, and the comment says so. */
function postData({ headers, body }: PlainExchange['request'], template: BodyTemplate | null, plain: boolean): Record<string, unknown> {
  const mimeType = headerOf(headers, 'content-type');
  return {
    mimeType,
    text: body,
    params: /^application\/x-www-form-urlencoded/i.test(mimeType) ? named([...new URLSearchParams(body)]) : [],
    ...(plain && isBinary(template) && { comment: 'base64' }),
  };
}

function isBinary(body: BodyTemplate | null | undefined): boolean {
  const [only] = body?.text ?? [];
  return typeof only === 'object' && only.kind === 'binary';
}

function versionOf(httpVersion: string): string {
  return httpVersion === '' ? 'HTTP/1.1' : `HTTP/${httpVersion}`;
}

function named(pairs: Headers): { name: string; value: string }[] {
  return pairs.map(([name, value]) => ({ name, value }));
}

function headerOf(headers: Headers, name: string): string {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
}
