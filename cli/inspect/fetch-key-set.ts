import { createHttpPort } from '../../node/http/undici-http-port.ts';
import { fetchIssuerKeys, fetchKeySet as fetchOver } from '../../shared/protocol/key-set.ts';

const REQUEST_SECONDS = 15;

/**
 * Fetches a JWK Set, by its address or by the metadata of its issuer, with a connection of its own.
 *
 * @throws AppError `INPUT_*`, `NET_*`, `OAUTH_INVALID_RESPONSE`, `OAUTH_INVALID_METADATA`, `OAUTH_ISSUER_MISMATCH`
 */
export async function fetchKeySet(source: { readonly jwks: string } | { readonly issuer: string }): Promise<unknown> {
  const limits = { requestSeconds: REQUEST_SECONDS, browserSeconds: REQUEST_SECONDS };
  const tls = { ca: '', verify: true, allowInsecureHttp: false };
  const http = createHttpPort();
  try {
    const { signal } = new AbortController();
    const published =
      'jwks' in source
        ? await fetchOver(http, source.jwks, { limits, tls }, signal)
        : await fetchIssuerKeys(http, source.issuer, { limits, tls }, signal);
    return published.jwks;
  } finally {
    await http.close();
  }
}
