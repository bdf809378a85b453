import { fromErrorData } from '../errors.ts';
import type { Dialect } from '../model/dialect.ts';
import type { ResolvedEdits } from '../model/resolved-profile.ts';
import type { HttpOptions, HttpPort, RawExchange } from '../ports.ts';
import { editHeaders, editParameters, type NameValues } from './apply-edits.ts';
import { speakDialect } from './speak-dialect.ts';
import { toResponse } from './to-response.ts';

/** What `oauth4webapi` hands to the fetch it was given. */
export interface FetchOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: BodyInit | null;
}

/** A fetch over the HTTP port, and what went through it. */
export interface RecordingFetch {
  readonly fetch: (url: string, options: FetchOptions) => Promise<Response>;
  /** The exchange as it was on the wire; null before it ended. */
  exchange(): RawExchange | null;
  /** The parameters as they went onto the wire. */
  parameters(): NameValues;
}

/** The names as everybody writes them: `oauth4webapi` lower-cases, and a header is read by people here. */
const writtenNames: Readonly<Record<string, string>> = {
  accept: 'Accept',
  authorization: 'Authorization',
  'content-type': 'Content-Type',
  'user-agent': 'User-Agent',
};

/**
 * The fetch that `oauth4webapi` calls for one request. Applies the server's dialect and the user's changes after the library
 * has built the request (it overwrites some arguments itself) and before it is sent. Rejects with the
 * network's error where no answer arrived; the exchange is kept either way.
 */
export function recordingFetch(http: HttpPort, options: HttpOptions, edits: ResolvedEdits, dialect: Dialect): RecordingFetch {
  let exchange: RawExchange | null = null;
  let parameters: NameValues = [];
  return {
    async fetch(url, { method, headers, body }) {
      const standard = {
        headers: Object.entries(headers).map(([name, value]): [string, string] => [writtenNames[name] ?? name, value]),
        parameters: body instanceof URLSearchParams ? [...body] : [],
      };
      const spoken = speakDialect(standard, dialect);
      parameters = editParameters(spoken.parameters, edits);
      exchange = await http.send(
        {
          method,
          url,
          headers: editHeaders(spoken.headers, edits),
          body: new TextEncoder().encode(new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString()),
        },
        options,
      );
      if (exchange.response === null && exchange.error !== null) throw fromErrorData(exchange.error);
      return toResponse(exchange);
    },
    exchange: () => exchange,
    parameters: () => parameters,
  };
}
