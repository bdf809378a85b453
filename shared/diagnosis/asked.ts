import type { RawExchange, RawHeaders, RawResponse } from '../ports.ts';
import { mediaTypeOf } from '../protocol/token-answer.ts';
import type { AnsweredWith, Asked, RecordedStep } from './facts.ts';

/** Bytes of a body that are looked at. */
const LOOKED_AT = 65_536;

/** Takes an exchange apart for the rules; null for a step without one, and for a redirect or a ping, which ask nothing of the server. */
export function askedIn({ name, exchange }: RecordedStep): Asked | null {
  if (exchange === null || name === 'callback' || name === 'ping' || name === 'authorization') return null;
  const { request, response } = exchange;
  const url = URL.parse(request.url);
  if (url === null) return null;
  return {
    step: name,
    exchange,
    method: request.method,
    url,
    parameters: formOf(exchange),
    requestHeaders: headersOf(request.headers),
    response: response === null ? null : answerOf(response),
  };
}

function answerOf(raw: RawResponse): AnsweredWith {
  return {
    raw,
    status: raw.status,
    headers: headersOf(raw.headers),
    mediaType: mediaTypeOf(raw),
    text: new TextDecoder().decode(raw.body.subarray(0, LOOKED_AT)).trim(),
  };
}

function formOf({ request: { headers, body } }: RawExchange): URLSearchParams {
  const isForm = /^application\/x-www-form-urlencoded/i.test(headersOf(headers).get('content-type') ?? '');
  return isForm && body !== null ? new URLSearchParams(new TextDecoder().decode(body)) : new URLSearchParams();
}

/** Headers for looking up; one that no `Headers` can hold is left out. */
function headersOf(raw: RawHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of raw) {
    try {
      headers.append(name, value);
    } catch {}
  }
  return headers;
}
