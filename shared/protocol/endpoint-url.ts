import { AppError } from '../errors.ts';
import { isThisMachine } from '../model/loopback.ts';

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
  if (url.protocol === 'http:' && !allowInsecureHttp && !isThisMachine(url)) {
    throw new AppError('INPUT_INSECURE_URL', { message: `The ${name} ${url.origin} is plain http://, which sends secrets readable.` });
  }
  return url;
}
