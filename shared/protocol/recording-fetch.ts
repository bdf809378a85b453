import type { ProtectedResourceRequestBody } from 'oauth4webapi';
import { fromErrorData } from '../errors.ts';
import type { Dialect } from '../model/dialect.ts';
import type { ResolvedEdits } from '../model/resolved-profile.ts';
import type { HttpOptions, HttpPort, RawExchange } from '../ports.ts';
import { editHeaders, editParameters, type NameValues } from './apply-edits.ts';
import { type ChangeableMessage, editMessage } from './changed-message.ts';
import { speakDialect } from './speak-dialect.ts';
import { toResponse } from './to-response.ts';

/** What `oauth4webapi` hands to the fetch it was given. */
export interface FetchOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: ProtectedResourceRequestBody;
}

/** A fetch over the HTTP port, and what went through it. */
export interface RecordingFetch {
  readonly fetch: (url: string, options: FetchOptions) => Promise<Response>;
  /** The exchange as it was on the wire; null before it ended. */
  exchange(): RawExchange | null;
  /** The parameters as they went onto the wire. */
  parameters(): NameValues;
}

/** Looks at a request that is about to be sent; resolves with what is to be changed in it. */
export type BeforeSend = (request: ChangeableMessage) => Promise<ResolvedEdits>;

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
 *
 * @param beforeSend the last to change the request; absent, it is sent as it is
 */
export function recordingFetch(
  http: HttpPort,
  options: HttpOptions,
  edits: ResolvedEdits,
  dialect: Dialect,
  beforeSend?: BeforeSend,
): RecordingFetch {
  let exchange: RawExchange | null = null;
  let parameters: NameValues = [];
  return {
    async fetch(url, { method, headers, body }) {
      const standard = {
        headers: Object.entries(headers).map(([name, value]): [string, string] => [writtenNames[name] ?? name, value]),
        parameters: body instanceof URLSearchParams ? [...body] : [],
      };
      const spoken = speakDialect(standard, dialect);
      const isForm = body instanceof URLSearchParams;
      const built = {
        method,
        target: url,
        parameters: isForm ? editParameters(spoken.parameters, edits) : [],
        headers: editHeaders(spoken.headers, edits),
      };
      const ready = beforeSend === undefined ? built : editMessage(built, await beforeSend(built));
      parameters = ready.parameters;
      exchange = await http.send(
        {
          method,
          url,
          headers: ready.headers,
          body: isForm ? formBody(parameters) : bytesOf(body),
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

function formBody(parameters: NameValues): Uint8Array {
  return new TextEncoder().encode(new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString());
}

/** What else a request carries: text, bytes, nothing. */
function bytesOf(body: FetchOptions['body']): Uint8Array | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  throw new TypeError('A body is a form, a text or bytes.');
}
