import { AppError } from '../../shared/errors.ts';
import { loopbackNames } from '../../shared/model/loopback.ts';
import { loopbackScheme } from '../../shared/model/redirect-place.ts';

/** An address the listener may bind; nothing but the loopback interface. */
export type LoopbackAddress = '127.0.0.1' | '::1';

/** Where a redirect URI points to. */
export interface RedirectTarget {
  readonly url: URL;
  /** What to bind; empty where nothing can be listened for. */
  readonly addresses: readonly LoopbackAddress[];
  /** 0 for any free port. */
  readonly port: number;
  /** Whether what is bound speaks TLS. */
  readonly secure: boolean;
}

/**
 * Reads a redirect URI. One that is not on a loopback name can still be used, by pasting the redirected URL:
 * registered clients often have nothing else, and the user sees that URL in the address bar.
 *
 * @throws AppError `INPUT_URL`; `REDIRECT_NOT_LOOPBACK` for port 0 where nobody listens to give it a number
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export function redirectTarget(redirectUri: string): RedirectTarget {
  const url = URL.parse(redirectUri);
  if (url === null) throw new AppError('INPUT_URL', { message: 'The redirect URI is not an absolute URL.' });
  const scheme = loopbackScheme(url);
  if (scheme === null && url.port === '0') throw new AppError('REDIRECT_NOT_LOOPBACK');
  const secure = scheme === 'https';
  const addresses = scheme === null ? [] : addressesOf(url.hostname);
  return { url, addresses, port: url.port === '' ? defaultPort(secure) : Number(url.port), secure };
}

function defaultPort(secure: boolean): number {
  return secure ? 443 : 80;
}

function addressesOf(hostname: string): readonly LoopbackAddress[] {
  switch (hostname) {
    case '127.0.0.1':
      return ['127.0.0.1'];
    case '[::1]':
      return ['::1'];
    case 'localhost':
      // A browser may try either.
      return ['127.0.0.1', '::1'];
    default:
      return [];
  }
}

/** The redirect URI with the port that was really bound, otherwise character by character as the user wrote it. */
export function withPort(redirectUri: string, port: number): string {
  return redirectUri.replace(/^(https?:\/\/(?:\[::1\]|[^/:?#]+)):0+(?=[/?#]|$)/i, `$1:${port}`);
}

/** Whether a Host header names this machine's loopback and this port: a name rebound by DNS does not. */
export function isLoopbackHost(host: string, port: number, scheme: 'http' | 'https' = 'http'): boolean {
  return loopbackNames.some(
    (name) => host.toLowerCase() === `${name}:${port}` || (port === defaultPort(scheme === 'https') && host.toLowerCase() === name),
  );
}
