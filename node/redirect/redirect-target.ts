import { AppError } from '../../shared/errors.ts';

/** An address the listener may bind; nothing but the loopback interface. */
export type LoopbackAddress = '127.0.0.1' | '::1';

/** Where a redirect URI points to. */
export interface RedirectTarget {
  readonly url: URL;
  /** What to bind; empty where only pasting is possible. */
  readonly addresses: readonly LoopbackAddress[];
  /** 0 for any free port. */
  readonly port: number;
}

/**
 * Reads a redirect URI. One that is not plain HTTP on a loopback name can still be used, by pasting the
 * redirected URL: registered clients often have nothing else, and the user sees that URL in the address bar.
 *
 * @throws AppError `INPUT_URL`; `REDIRECT_NOT_LOOPBACK` for port 0 where nobody listens to give it a number
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export function redirectTarget(redirectUri: string): RedirectTarget {
  const url = URL.parse(redirectUri);
  if (url === null) throw new AppError('INPUT_URL', { message: 'The redirect URI is not an absolute URL.' });
  const addresses = url.protocol === 'http:' ? addressesOf(url.hostname) : [];
  if (addresses.length === 0 && url.port === '0') throw new AppError('REDIRECT_NOT_LOOPBACK');
  return { url, addresses, port: url.port === '' ? 80 : Number(url.port) };
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
  return redirectUri.replace(/^(http:\/\/(?:\[::1\]|[^/:?#]+)):0+(?=[/?#]|$)/i, `$1:${port}`);
}

/** Whether a Host header names this machine's loopback and this port: a name rebound by DNS does not. */
export function isLoopbackHost(host: string, port: number, defaultPort = 80): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].some(
    (name) => host.toLowerCase() === `${name}:${port}` || (port === defaultPort && host.toLowerCase() === name),
  );
}
