import type { Session } from 'electron';
import type { SystemProxy } from '../node/proxy/system-proxy.ts';

const schemes: Readonly<Record<string, string>> = { PROXY: 'http', HTTPS: 'https', SOCKS: 'socks5h', SOCKS4: 'socks4', SOCKS5: 'socks5h' };

/** The system's proxy as Chromium sees it, scripts (PAC) included. Of a list, the first counts. */
export function chromiumProxy(session: Pick<Session, 'resolveProxy'>): SystemProxy {
  return async (target) => {
    const [first = ''] = (await session.resolveProxy(target.href)).split(';');
    const [kind = '', address = ''] = first.trim().split(/\s+/);
    const scheme = schemes[kind.toUpperCase()];
    return scheme === undefined || address === '' ? null : `${scheme}://${address}`;
  };
}
