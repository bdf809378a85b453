import { createHttpPort } from '../../node/http/undici-http-port.ts';
import { AppError, fromErrorData } from '../../shared/errors.ts';
import { endpointUrl } from '../../shared/protocol/endpoint-url.ts';
import { fetchJson } from '../../shared/protocol/fetch-json.ts';
import { httpOptions } from '../../shared/protocol/http-limits.ts';

const REQUEST_SECONDS = 15;

/**
 * Fetches a JWK Set. Redirects are not followed: they would lead to keys the user did not name. Plain
 * `http://` is for this machine only: keys that can be replaced on the way prove nothing.
 *
 * @throws AppError `INPUT_*`, `NET_*`, `OAUTH_INVALID_RESPONSE`
 */
export async function fetchKeySet(address: string): Promise<unknown> {
  const { href } = keySetUrl(address);
  const limits = { requestSeconds: REQUEST_SECONDS, browserSeconds: REQUEST_SECONDS };
  const tls = { ca: '', verify: true, allowInsecureHttp: false };
  const http = createHttpPort();
  try {
    const options = httpOptions({ limits, tls }, new AbortController().signal);
    const { exchange, document, problem } = await fetchJson(http, href, options);
    if (exchange.error !== null) throw fromErrorData(exchange.error);
    if (document === null) throw unusable(problem ?? 'The server sent no key set.');
    if (!Array.isArray(document.keys)) throw unusable(`${href} answers with JSON that is no key set: it has no list of keys.`);
    return document;
  } finally {
    await http.close();
  }
}

function keySetUrl(address: string): URL {
  try {
    return endpointUrl(address, 'key set address', false);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'INPUT_INSECURE_URL') throw thrown;
    throw new AppError('INPUT_INSECURE_URL', {
      message: 'A key set fetched over plain http:// can be replaced on the way, and would prove nothing.',
      hint: 'Use https://, or save the keys to a file that you trust and give it with --key.',
    });
  }
}

function unusable(message: string): AppError {
  return new AppError('OAUTH_INVALID_RESPONSE', { message, hint: 'Check the address; an issuer names it as jwks_uri in its metadata.' });
}
