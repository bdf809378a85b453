import type { BodyTemplate, ExchangeTemplate, SealedText, SealedValues } from '../model/exchange.ts';
import type { RawExchange, RawHeaders } from '../ports.ts';
import { unsealText } from './sealed-text.ts';

/**
 * The exchange as it was recorded, for what is to be recorded once more: as a step of a run. Bytes are the
 * ones of the wire; a status text or header name that repeated a secret stays masked.
 *
 * @throws AppError `INTERNAL` where the values are not those of this exchange
 */
export function unsealRaw(template: ExchangeTemplate, sealed: SealedValues): RawExchange {
  const { request, response } = template;
  const read = (text: SealedText) => unsealText(text, sealed.values);
  const headers = (list: ExchangeTemplate['request']['headers']): RawHeaders => list.map(([name, value]) => [name, read(value)]);
  const bytes = ({ text }: BodyTemplate): Uint8Array => {
    const [only] = text;
    const isBinary = typeof only === 'object' && only.kind === 'binary';
    return isBinary ? fromBase64(read(text)) : new TextEncoder().encode(read(text));
  };
  return {
    startedAt: template.startedAt,
    request: {
      method: request.method,
      url: read(request.url),
      httpVersion: request.httpVersion,
      headers: headers(request.headers),
      body: request.body && (sealed.requestBytes === undefined ? bytes(request.body) : fromBase64(sealed.requestBytes)),
    },
    response: response && {
      status: response.status,
      statusText: response.statusText,
      httpVersion: response.httpVersion,
      headers: headers(response.headers),
      wireBody: sealed.responseBytes === undefined ? bytes(response.body) : fromBase64(sealed.responseBytes),
      body: bytes(response.body),
      truncated: response.body.truncated,
    },
    timings: template.timings,
    tls: template.tls,
    ...(template.proxy !== undefined && { proxy: template.proxy }),
    error: template.error,
  };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
