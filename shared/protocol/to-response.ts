import type { RawExchange } from '../ports.ts';

/** Statuses whose answers the fetch standard gives no body. */
const bodiless = new Set([204, 205, 304]);

/**
 * A recorded answer in the form the fetch standard has. An answer that form cannot hold (a status
 * outside 200 to 599, no answer at all) becomes a network error, status 0.
 */
export function toResponse({ response: recorded }: RawExchange): Response {
  if (recorded === null || recorded.status < 200 || recorded.status > 599) return Response.error();
  const { status, headers, body } = recorded;
  const response = new RecordedResponse(bodiless.has(status) ? new Uint8Array() : body, { status });
  for (const [name, value] of headers) {
    try {
      response.headers.append(name, value);
    } catch {
      // Not a legal header; the recorded exchange still shows it.
    }
  }
  return response;
}

/**
 * An answer that is all there, to be read as `oauth4webapi` reads: as text or JSON. The standard's own body is a
 * stream, which takes longer to make and to empty than everything else about an answer.
 */
class RecordedResponse extends Response {
  readonly #body: Uint8Array;

  constructor(body: Uint8Array, head: ResponseInit) {
    super(null, head);
    this.#body = body;
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(this.#body);
  }

  override async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  override clone(): Response {
    return new RecordedResponse(this.#body, this);
  }
}
