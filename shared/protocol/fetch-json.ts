import type { HttpOptions, HttpPort, RawExchange } from '../ports.ts';
import { mediaTypeOf } from './token-answer.ts';

/** A JSON document from the network, with the exchange that brought it. */
export interface FetchedJson {
  readonly exchange: RawExchange;
  /** Null where no JSON object came with status 200. */
  readonly document: Readonly<Record<string, unknown>> | null;
  readonly mediaType: string;
  /** Why there is no document: one sentence. */
  readonly problem: string | null;
}

/** Gets a JSON document. Resolves also where that fails: the exchange and `problem` say how. */
export async function fetchJson(http: HttpPort, url: string, options: HttpOptions): Promise<FetchedJson> {
  const headers = [
    ['Accept', 'application/json'],
    ['User-Agent', 'Grantbench'],
  ] as const;
  const exchange = await http.send({ method: 'GET', url, headers, body: null }, options);
  const { response, error } = exchange;
  if (error !== null || response === null)
    return { exchange, document: null, mediaType: '', problem: error?.message ?? 'No answer arrived.' };
  const mediaType = mediaTypeOf(response);
  const fail = (problem: string): FetchedJson => ({ exchange, document: null, mediaType, problem });
  if (response.status !== 200) {
    const [, location] = response.headers.find(([name]) => name.toLowerCase() === 'location') ?? [];
    return fail(`${url} answers with status ${response.status}${location === undefined ? '' : ` and sends on to ${location}`}.`);
  }
  const document = parseObject(new TextDecoder().decode(response.body));
  return document === null ? fail(`${url} does not answer with a JSON object.`) : { exchange, document, mediaType, problem: null };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
