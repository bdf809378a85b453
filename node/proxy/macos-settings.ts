import type { SystemProxySettings } from './system-settings.ts';

/** Reads what `scutil --proxy` prints. */
export function readScutil(text: string): SystemProxySettings {
  const values = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/^\s*(\w+) : (.*)$/gm)) if (name !== undefined) values.set(name, value?.trim() ?? '');
  const list = /ExceptionsList : <array> \{([^}]*)\}/.exec(text)?.[1] ?? '';
  const exceptions = [...list.matchAll(/^\s*\d+ : (.*)$/gm)].map((entry) => entry[1]?.trim() ?? '');
  const address = (kind: 'HTTP' | 'HTTPS' | 'SOCKS', scheme: string) => {
    const host = values.get(`${kind}Proxy`) ?? '';
    if (values.get(`${kind}Enable`) !== '1' || host === '') return null;
    const port = values.get(`${kind}Port`);
    return `${scheme}://${host.includes(':') ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}`;
  };
  const scripted = values.get('ProxyAutoConfigEnable') === '1' ? (values.get('ProxyAutoConfigURLString') ?? '') : null;
  return {
    http: address('HTTP', 'http'),
    https: address('HTTPS', 'http'),
    socks: address('SOCKS', 'socks5h'),
    exceptions: values.get('ExcludeSimpleHostnames') === '1' ? [...exceptions, '<local>'] : exceptions,
    script: scripted ?? (values.get('ProxyAutoDiscoveryEnable') === '1' ? '' : null),
  };
}
