import { AppError, fromErrorData } from '../errors.ts';
import type { HttpPort } from '../ports.ts';
import { discover } from './discovery.ts';
import { endpointUrl } from './endpoint-url.ts';
import { fetchJson } from './fetch-json.ts';
import { httpOptions, type Reach } from './http-limits.ts';

/** A server's keys as it publishes them, and where. Nothing about the keys is trusted yet. */
export interface PublishedKeys {
  readonly jwksUri: string;
  readonly jwks: Readonly<Record<string, unknown>> & { readonly keys: readonly unknown[] };
}

/**
 * Fetches a JWK Set. Redirects are not followed: they would lead to keys the user did not name. Plain
 * `http://` is for this machine only: keys that can be replaced on the way prove nothing.
 *
 * @throws AppError `INPUT_*`, `NET_*`, `OAUTH_INVALID_RESPONSE`
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export async function fetchKeySet(http: HttpPort, address: string, reach: Reach, signal: AbortSignal): Promise<PublishedKeys> {
  const { href } = keySetUrl(address);
  const { exchange, document, problem } = await fetchJson(http, href, httpOptions(reach, signal));
  if (exchange.error !== null) throw fromErrorData(exchange.error);
  if (document === null) throw unusable(problem ?? 'The server sent no key set.');
  const { keys } = document;
  if (!Array.isArray(keys)) throw unusable(`${href} answers with JSON that is no key set: it has no list of keys.`);
  return { jwksUri: href, jwks: { ...document, keys } };
}

/**
 * Asks an issuer for its metadata, and fetches the key set named there.
 *
 * @throws AppError also `OAUTH_INVALID_METADATA` and `OAUTH_ISSUER_MISMATCH`
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export async function fetchIssuerKeys(http: HttpPort, issuer: string, reach: Reach, signal: AbortSignal): Promise<PublishedKeys> {
  const { metadata, error } = await discover(http, { ...reach, server: { issuer } }, signal);
  if (metadata === null) throw error ?? new AppError('OAUTH_INVALID_METADATA');
  const { jwks_uri: jwksUri } = metadata;
  if (typeof jwksUri === 'string') return fetchKeySet(http, jwksUri, reach, signal);
  throw new AppError('OAUTH_INVALID_METADATA', {
    message: 'The metadata of this issuer names no key set (jwks_uri).',
    hint: 'Paste the key, or the address of its key set.',
  });
}

function keySetUrl(address: string): URL {
  try {
    return endpointUrl(address, 'key set address', false);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'INPUT_INSECURE_URL') throw thrown;
    throw new AppError('INPUT_INSECURE_URL', {
      message: 'A key set fetched over plain http:// can be replaced on the way, and would prove nothing.',
      hint: 'Use https://, or save the keys to a file that you trust and give that.',
    });
  }
}

function unusable(message: string): AppError {
  return new AppError('OAUTH_INVALID_RESPONSE', { message, hint: 'Check the address; an issuer names it as jwks_uri in its metadata.' });
}
