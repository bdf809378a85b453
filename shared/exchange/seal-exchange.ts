import type { BodyTemplate, ExchangeTemplate, SealedText, SealedValues } from '../model/exchange.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { RawExchange, RawHeaders } from '../ports.ts';
import { bodyPlace, decodeText } from './body-text.ts';
import { sameBytes, toBase64 } from './bytes.ts';
import { findSecrets } from './find-secrets.ts';
import { findUserInfo, searchHeaders } from './seal-header.ts';
import { maskNeedles, sealSpans } from './sealed-text.ts';
import { type Needle, needlesOf } from './secret-needles.ts';

/** The two halves of a recorded exchange. Only the template may be shown, logged or stored in clear. */
export interface SealedExchange {
  readonly template: ExchangeTemplate;
  readonly sealed: SealedValues;
}

/**
 * Splits an exchange into what may be shown and what may not. What is secret is known by field
 * first; then every known secret is taken out wherever else it stands, for servers that echo.
 *
 * Putting the values back gives the exact bytes, with one exception: a status text, header name or
 * network error that repeats a secret is masked for good, since the template holds these as plain text.
 */
export function sealExchange(raw: RawExchange, secrets: readonly KnownSecret[]): SealedExchange {
  const needles = needlesOf(secrets);
  const values: string[] = [];
  const headers = (list: RawHeaders): [string, SealedText][] =>
    searchHeaders(list, needles).map(({ name, value, spans }) => [name, sealSpans(value, spans, values)]);

  const { request, response } = raw;
  const cut = response !== null && (response.truncated || raw.error !== null);
  const requestUrl = sealSpans(
    request.url,
    [...findUserInfo(request.url), ...findSecrets(request.url, { needles, fields: 'url' })],
    values,
  );
  const requestHeaders = headers(request.headers);
  const requestBody = request.body && sealBody(request.body, request.body, request.headers, false, needles, values);
  const responseHeaders = response && headers(response.headers);
  const responseBody = response && sealBody(response.body, response.wireBody, response.headers, cut, needles, values);

  return {
    template: {
      startedAt: raw.startedAt,
      request: {
        method: request.method,
        url: requestUrl,
        httpVersion: request.httpVersion,
        headers: requestHeaders,
        body: requestBody && { ...requestBody.template, truncated: false },
      },
      response: response &&
        responseHeaders &&
        responseBody && {
          status: response.status,
          statusText: maskNeedles(response.statusText, needles),
          httpVersion: response.httpVersion,
          headers: responseHeaders,
          body: { ...responseBody.template, truncated: response.truncated },
        },
      timings: raw.timings,
      tls: raw.tls,
      ...(raw.proxy !== undefined && { proxy: raw.proxy }),
      // Only the words: a secret may happen to spell a code.
      error: raw.error && { ...raw.error, message: maskNeedles(raw.error.message, needles), hint: maskNeedles(raw.error.hint, needles) },
    },
    sealed: {
      values,
      ...(requestBody?.bytes !== undefined && { requestBytes: requestBody.bytes }),
      ...(responseBody?.bytes !== undefined && { responseBytes: responseBody.bytes }),
    },
  };
}

interface SealedBody {
  readonly template: Omit<BodyTemplate, 'truncated'>;
  readonly bytes: string | undefined;
}

function sealBody(
  body: Uint8Array,
  wireBody: Uint8Array,
  headers: RawHeaders,
  cut: boolean,
  needles: readonly Needle[],
  values: string[],
): SealedBody {
  const sizes = { size: body.length, wireSize: wireBody.length };
  const decoded = decodeText(body, cut);
  if (decoded === null) {
    values.push(toBase64(body));
    return { template: { ...sizes, text: [{ sealed: values.length - 1, kind: 'binary' }] }, bytes: toBase64(wireBody) };
  }
  const text = sealSpans(decoded.text, findSecrets(decoded.text, { needles, fields: bodyPlace(headers), cut: true }), values);
  const exact = decoded.whole && sameBytes(body, wireBody);
  return { template: { ...sizes, text }, bytes: exact ? undefined : toBase64(wireBody) };
}
