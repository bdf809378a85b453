import { type OAuthErrorMeaning, oauthErrorMeaning } from '../model/oauth-error-meaning.ts';
import type { CapturedHit } from '../ports.ts';
import type { NameValues } from './apply-edits.ts';

/** A captured request, decoded. */
export interface CaptureReading {
  /** Where the parameters were; null for a request without any. */
  readonly via: 'query' | 'form_post' | 'fragment' | null;
  readonly path: string;
  readonly query: NameValues;
  readonly form: NameValues;
  readonly fragment: NameValues;
  /** What the server refused with, where it did, and what that means. */
  readonly error: CapturedError | null;
}

export interface CapturedError {
  readonly error: string;
  readonly description: string | null;
  readonly uri: string | null;
  /** Null for a code no specification defines. */
  readonly meaning: OAuthErrorMeaning | null;
}

/**
 * Reads what a captured request carries. Repeated names stay repeated.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
 */
export function readCapture({ exchange, fragment }: CapturedHit): CaptureReading {
  const { request } = exchange;
  const url = URL.parse(request.url);
  const query = [...new URLSearchParams(url?.search ?? '')];
  const isForm = request.headers.some(
    ([name, value]) => name.toLowerCase() === 'content-type' && /^application\/x-www-form-urlencoded\s*(;|$)/i.test(value),
  );
  const form = isForm && request.body !== null ? [...new URLSearchParams(new TextDecoder().decode(request.body))] : [];
  const behind = [...new URLSearchParams(fragment ?? '')];
  const via = form.length > 0 ? 'form_post' : behind.length > 0 ? 'fragment' : query.length > 0 ? 'query' : null;
  return { via, path: url?.pathname ?? request.url, query, form, fragment: behind, error: errorOf([...form, ...behind, ...query]) };
}

function errorOf(parameters: NameValues): CapturedError | null {
  const only = (wanted: string) => parameters.find(([name]) => name === wanted)?.[1] ?? null;
  const error = only('error');
  if (error === null) return null;
  return { error, description: only('error_description'), uri: only('error_uri'), meaning: oauthErrorMeaning(error, true) };
}
