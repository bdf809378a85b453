import type { SystemProxySettings } from './system-settings.ts';

/** Where Windows keeps the proxy of the user, for `reg query`. */
export const windowsProxyKey = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** Reads what `reg query` prints of that key. */
export function readRegistry(text: string): SystemProxySettings {
  const values = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/^\s+(\w+)\s+REG_\w+\s+(.*)$/gm))
    if (name !== undefined) values.set(name, value?.trim() ?? '');
  const on = Number(values.get('ProxyEnable') ?? '0') === 1;
  const server = on ? (values.get('ProxyServer') ?? '') : '';
  // Either one address for everything, or `http=…;https=…;socks=…`.
  const byKind = new Map(server.split(';').flatMap((part) => (part.includes('=') ? [part.trim().split('=', 2) as [string, string]] : [])));
  const one = server === '' || byKind.size > 0 ? null : server;
  const address = (kind: string) => {
    const named = byKind.get(kind) ?? one;
    return named === null || named === '' ? null : named.includes('://') ? named : `http://${named}`;
  };
  const socks = byKind.get('socks');
  return {
    http: address('http'),
    https: address('https'),
    socks: socks === undefined ? null : `socks5h://${socks.replace(/^\w+:\/\//, '')}`,
    exceptions: (values.get('ProxyOverride') ?? '').split(';').filter((name) => name !== ''),
    script: values.get('AutoConfigURL') || null,
  };
}
