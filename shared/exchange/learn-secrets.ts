import type { SealKind } from '../model/exchange.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { RawExchange, RawHeaders } from '../ports.ts';
import { bodyPlace, decodeText } from './body-text.ts';
import { decodedViews } from './decoded-view.ts';
import { findSecrets } from './find-secrets.ts';
import { searchHeaders } from './seal-header.ts';
import type { Span } from './span.ts';

/** Kinds that are credentials whatever they look like. A `code` may be an error's, a `password` the name of a field. */
const credentials: ReadonlySet<SealKind> = new Set<SealKind>(['authorization', 'cookie', 'access_token', 'refresh_token', 'id_token']);

/** A credential is long and has no blanks; what is shorter or has some is a word, and words must stay readable elsewhere. */
const looksLikeCredential = /^\S{16,}$/;

/** Bytes beyond which a body is no answer that hands out credentials, only one that costs time. */
const LARGEST = 1_000_000;

/**
 * The credentials that an exchange carries under their own names: cookies a server set, tokens in an
 * answer, also a broken one. From then on they are known, and masked where the server repeats them.
 */
export function credentialsIn({ request, response }: RawExchange): KnownSecret[] {
  const found: KnownSecret[] = [];
  const take = (text: string, spans: readonly Span[]) => {
    for (const { start, end, kind } of spans) {
      if (!credentials.has(kind)) continue;
      const value = text.slice(start, end);
      for (const spelling of [value, ...decodedViews(value).map((view) => view.text)]) {
        if (looksLikeCredential.test(spelling)) found.push({ kind, value: spelling });
      }
    }
  };
  const takeHeaders = (headers: RawHeaders) => {
    for (const { value, spans } of searchHeaders(headers, [])) take(value, spans);
  };
  const takeBody = (body: Uint8Array, headers: RawHeaders) => {
    const text = body.length > LARGEST ? null : decodeText(body, true);
    if (text !== null) take(text.text, findSecrets(text.text, { needles: [], fields: bodyPlace(headers) }));
  };

  takeHeaders(request.headers);
  if (request.body !== null) takeBody(request.body, request.headers);
  if (response !== null) {
    takeHeaders(response.headers);
    takeBody(response.body, response.headers);
  }
  return found;
}
