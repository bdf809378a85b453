import { AppError } from '../../shared/errors.ts';

const schemes = ['http', 'https', 'socks5', 'socks5h'] as const;
type ProxyScheme = (typeof schemes)[number];

const defaultPorts: Record<ProxyScheme, number> = { http: 80, https: 443, socks5: 1080, socks5h: 1080 };

/** One proxy on the way to a server. */
export interface ProxyHop {
  readonly scheme: ProxyScheme;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** Null where the proxy is used without credentials. */
  readonly credentials: { readonly username: string; readonly password: string } | null;
  /** Scheme, host and port: what may be shown. */
  readonly label: string;
}

/**
 * Reads a proxy address. As in `curl`, one without a scheme is an HTTP proxy, and one without a port has that of its scheme.
 *
 * @throws AppError `INPUT_PROXY`; its words never repeat the address, which may hold a password.
 */
export function readProxyUrl(text: string): ProxyHop {
  const trimmed = text.trim();
  if (trimmed === '') throw new AppError('INPUT_PROXY', { message: 'The proxy has no address.' });
  const whole = trimmed.includes('://') ? trimmed : `http://${trimmed}`;
  const written = whole.slice(0, whole.indexOf('://')).toLowerCase();
  const scheme = schemes.find((known) => known === (written === 'socks' ? 'socks5' : written));
  if (scheme === undefined) {
    throw new AppError('INPUT_PROXY', {
      message: `Grantbench speaks with no proxy of the kind ${/^[\w+.-]{1,20}$/.exec(written)?.[0] ?? ''}://.`,
    });
  }
  // Read as http whatever the scheme, because URL knows the parts of known schemes only. Port 0 cannot be connected to.
  const url = URL.parse(`http://${whole.slice(whole.indexOf('://') + 3)}`);
  if (url === null || url.port === '0') throw new AppError('INPUT_PROXY', { message: 'The address of the proxy cannot be read.' });
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (/:80\/?$/.test(whole) ? 80 : defaultPorts[scheme]) : Number(url.port);
  const username = decoded(url.username);
  const password = decoded(url.password);
  return {
    scheme,
    host,
    port,
    credentials: username === '' && password === '' ? null : { username, password },
    label: `${scheme}://${url.hostname}:${port}`,
  };
}

/** Whether requests to this target are handed to the proxy whole, instead of through a tunnel to the server. */
export function forwardsTo(hop: ProxyHop | null, target: URL): boolean {
  return target.protocol === 'http:' && (hop?.scheme === 'http' || hop?.scheme === 'https');
}

/** The value of `Proxy-Authorization` (RFC 7617), or null without credentials. */
export function proxyAuthorization({ credentials }: ProxyHop): string | null {
  return credentials && `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A percent sign that escapes nothing stands for itself.
    return part;
  }
}
