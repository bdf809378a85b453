import { AppError } from '../errors.ts';

/** Whether a URL's host is this machine: what is sent there crosses no network. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Reads the URL of an endpoint or issuer and refuses what must not be called.
 *
 * @param name what it is the URL of, for the message
 * @throws AppError `INPUT_URL` where it is no absolute http or https URL; `INPUT_INSECURE_URL` for plain
 *   http to another machine that was not allowed
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1
 */
export function endpointUrl(text: string, name: string, allowInsecureHttp: boolean): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') {
    throw new AppError('INPUT_URL', { message: `The ${name} “${text}” is not an absolute http or https URL.` });
  }
  if (url.protocol === 'http:' && !allowInsecureHttp && !isLoopback(url)) {
    throw new AppError('INPUT_INSECURE_URL', { message: `The ${name} ${url.origin} is plain http://, which sends secrets readable.` });
  }
  return url;
}
