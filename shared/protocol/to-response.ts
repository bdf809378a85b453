import type { RawExchange } from '../ports.ts';

/** Statuses whose answers the fetch standard gives no body. */
const bodiless = new Set([204, 205, 304]);

/**
 * A copy of a recorded answer in the form the fetch standard has. An answer that form cannot hold
 * (a status outside 200 to 599, no answer at all) becomes a network error, status 0.
 */
export function toResponse({ response }: RawExchange): Response {
  if (response === null || response.status < 200 || response.status > 599) return Response.error();
  const headers = new Headers();
  for (const [name, value] of response.headers) {
    try {
      headers.append(name, value);
    } catch {
      // Not a legal header; the recorded exchange still shows it.
    }
  }
  const body = bodiless.has(response.status) ? null : new Uint8Array(response.body);
  return new Response(body, { status: response.status, headers });
}
