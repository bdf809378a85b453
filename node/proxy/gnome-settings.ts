import { noSystemProxy, type SystemProxySettings } from './system-settings.ts';

/** Reads what `gsettings list-recursively org.gnome.system.proxy` prints. */
export function readGsettings(text: string): SystemProxySettings {
  const values = new Map<string, string>();
  for (const [, schema, name, value] of text.matchAll(/^org\.gnome\.system\.proxy(\.\w+)? (\S+) (.*)$/gm)) {
    values.set(`${schema?.slice(1) ?? ''}/${name}`, unquote(value ?? ''));
  }
  const mode = values.get('/mode');
  if (mode === 'auto') return { ...noSystemProxy, exceptions: exceptionsOf(values), script: values.get('/autoconfig-url') ?? '' };
  if (mode !== 'manual') return noSystemProxy;
  const address = (kind: string, scheme: string) => {
    const host = values.get(`${kind}/host`) ?? '';
    const port = Number(values.get(`${kind}/port`) ?? '0');
    return host === '' || port === 0 ? null : `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  };
  return {
    http: address('http', 'http'),
    https: address('https', 'http'),
    socks: address('socks', 'socks5h'),
    exceptions: exceptionsOf(values),
    script: null,
  };
}

function exceptionsOf(values: ReadonlyMap<string, string>): string[] {
  return [...(values.get('/ignore-hosts') ?? '').matchAll(/'([^']*)'/g)].map((entry) => entry[1] ?? '');
}

function unquote(value: string): string {
  return /^'.*'$/.test(value) ? value.slice(1, -1) : value;
}
