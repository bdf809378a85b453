import { loopbackNames } from './loopback.ts';

/** Scheme of the redirect URIs that the desktop program is registered for. */
export const OWN_SCHEME = 'grantbench';

/** Whether a URL leads to a port of this machine: over plain HTTP, over HTTPS, or not at all. */
export function loopbackScheme(url: URL): 'http' | 'https' | null {
  if (!loopbackNames.includes(url.hostname)) return null;
  return url.protocol === 'http:' ? 'http' : url.protocol === 'https:' ? 'https' : null;
}

/** Whether a redirect URI is one to which only a native application comes back (RFC 8252 §7.3). */
export function isNativeRedirect(redirectUri: string): boolean {
  const url = URL.parse(redirectUri);
  return url !== null && loopbackScheme(url) === 'http';
}

/**
 * Whether a URL is the redirect URI with an answer: the same but for query and fragment. A slash alone is no path, since
 * systems add it to a custom scheme's host.
 */
export function isAtRedirectUri(url: string, redirectUri: string): boolean {
  const [one, other] = [URL.parse(url), URL.parse(redirectUri)];
  return one !== null && other !== null && placeOf(one) === placeOf(other);
}

function placeOf({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
