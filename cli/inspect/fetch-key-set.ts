import { createHttpPort } from '../../node/http/undici-http-port.ts';
import { fetchKeySet as fetchOver } from '../../shared/protocol/key-set.ts';

const REQUEST_SECONDS = 15;

/**
 * Fetches a JWK Set with a connection of its own.
 *
 * @throws AppError `INPUT_*`, `NET_*`, `OAUTH_INVALID_RESPONSE`
 */
export async function fetchKeySet(address: string): Promise<unknown> {
  const limits = { requestSeconds: REQUEST_SECONDS, browserSeconds: REQUEST_SECONDS };
  const tls = { ca: '', verify: true, allowInsecureHttp: false };
  const http = createHttpPort();
  try {
    return (await fetchOver(http, address, { limits, tls }, new AbortController().signal)).jwks;
  } finally {
    await http.close();
  }
}
