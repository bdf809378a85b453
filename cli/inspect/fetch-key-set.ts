import { createHttpPort } from '../../node/http/undici-http-port.ts';
import { AppError, fromErrorData } from '../../shared/errors.ts';
import type { RawHeaders } from '../../shared/ports.ts';

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 1_048_576;
const headers: RawHeaders = [['accept', 'application/jwk-set+json, application/json']];

/** `http://` is readable and can be forged on the way; keys fetched by it prove nothing, except on this machine itself. */
function requireSafe(address: string): URL {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw new AppError('INPUT_URL');
  const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'https:' || loopback) return url;
  throw new AppError('INPUT_INSECURE_URL', {
    message: 'A key set fetched over plain http:// can be replaced on the way, and would prove nothing.',
    hint: 'Use https://, or save the keys to a file that you trust and give it with --key.',
  });
}

function unusable(message: string): AppError {
  return new AppError('OAUTH_INVALID_RESPONSE', { message, hint: 'Check the address; an issuer names it as jwks_uri in its metadata.' });
}

/**
 * Fetches a JWK Set. Redirects are not followed: they would lead to keys the user did not name.
 *
 * @throws AppError `INPUT_*`, `NET_*`, `OAUTH_INVALID_RESPONSE`
 */
export async function fetchKeySet(address: string): Promise<unknown> {
  const { href } = requireSafe(address);
  const http = createHttpPort();
  try {
    const { response, error } = await http.send(
      { method: 'GET', url: href, headers, body: null },
      { signal: AbortSignal.timeout(TIMEOUT_MS), timeoutMs: TIMEOUT_MS, maxResponseBytes: MAX_BYTES, tls: { ca: '', verify: true } },
    );
    if (error !== null) throw fromErrorData(error);
    if (response === null) throw unusable('The server sent no key set.');
    if (response.status !== 200) throw unusable(`The server answered ${response.status} instead of a key set.`);
    return parse(response.body);
  } finally {
    await http.close();
  }
}

function parse(body: Uint8Array): unknown {
  let set: unknown;
  try {
    set = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw unusable('What the server sent is not JSON.');
  }
  if (typeof set === 'object' && set !== null && 'keys' in set && Array.isArray(set.keys)) return set;
  throw unusable('What the server sent is no key set: it has no list of keys.');
}
