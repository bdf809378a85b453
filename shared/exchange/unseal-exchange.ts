import type { ExchangeField, ExchangeTemplate, SealedText, SealedValues, Timings } from '../model/exchange.ts';
import { maskedText, unsealText } from './sealed-text.ts';

/** An exchange as plain data, the way `grantbench token --json` prints it. Names are stable. */
export interface PlainExchange {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
  };
  /** Null where no answer arrived. */
  readonly response: {
    readonly status: number;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
  } | null;
  /** Milliseconds. `proxy` only where there was one. */
  readonly timings: Omit<Timings, 'firstByte' | 'proxy'> & { readonly proxy?: number; readonly first_byte: number | null };
}

/** One part of an exchange with its sealed values put back. Headers are lines; a binary body is Base64. */
export function unsealField(template: ExchangeTemplate, sealed: SealedValues, field: ExchangeField): string {
  const read = (text: SealedText | undefined) => unsealText(text ?? [], sealed.values);
  const lines = (headers: readonly (readonly [string, SealedText])[] = []) =>
    headers.map(([name, value]) => `${name}: ${read(value)}`).join('\n');
  switch (field) {
    case 'request.url':
      return read(template.request.url);
    case 'request.headers':
      return lines(template.request.headers);
    case 'request.body':
      return read(template.request.body?.text);
    case 'response.headers':
      return lines(template.response?.headers);
    case 'response.body':
      return read(template.response?.body.text);
  }
}

/** The whole exchange with its sealed values put back: the `--show-secrets` form. */
export function unsealExchange(template: ExchangeTemplate, sealed: SealedValues): PlainExchange {
  return plainExchange(template, (text) => unsealText(text, sealed.values));
}

/** The whole exchange as it may be shown to anybody. */
export function maskedExchange(template: ExchangeTemplate): PlainExchange {
  return plainExchange(template, maskedText);
}

function plainExchange({ request, response, timings }: ExchangeTemplate, read: (text: SealedText) => string): PlainExchange {
  const headers = (list: readonly (readonly [string, SealedText])[]) => list.map(([name, value]) => [name, read(value)] as const);
  const { firstByte, dns, connect, proxy, tls, total } = timings;
  return {
    request: { method: request.method, url: read(request.url), headers: headers(request.headers), body: read(request.body?.text ?? []) },
    response: response && { status: response.status, headers: headers(response.headers), body: read(response.body.text) },
    timings: { dns, connect, ...(proxy !== null && { proxy }), tls, first_byte: firstByte, total },
  };
}
