import { BlockList, isIP } from 'node:net';

/**
 * Whether a list of exceptions names the target. Understood are `*`, `host`, `.suffix`, `*.glob`, `10.0.0.0/8` (also
 * `169.254/16`), `[::1]`, each with an optional `:port`, and `<local>` of Windows: names without a dot.
 */
export function isBypassed(target: URL, patterns: readonly string[]): boolean {
  const host = bare(target.hostname);
  const port = target.port || (target.protocol === 'https:' ? '443' : '80');
  return patterns.some((pattern) => {
    const wanted = splitPort(pattern.trim().toLowerCase());
    return wanted.host !== '' && (wanted.port === '' || wanted.port === port) && matches(host, wanted.host);
  });
}

function matches(host: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (pattern === '<local>') return isIP(host) === 0 && !host.includes('.');
  if (pattern.includes('/')) return isInside(host, pattern);
  if (pattern.includes('*')) {
    const glob = pattern.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
    return new RegExp(`^${glob.join('.*')}$`).test(host);
  }
  return pattern.startsWith('.') ? host.endsWith(pattern) : host === bare(pattern);
}

function isInside(host: string, range: string): boolean {
  const [address = '', bits = ''] = range.split('/');
  const family = isIP(host);
  // Systems write 169.254/16 for 169.254.0.0/16.
  const whole = address.includes(':') ? bare(address) : [...address.split('.'), '0', '0', '0'].slice(0, 4).join('.');
  if (family === 0 || family !== isIP(whole) || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const block = new BlockList();
  block.addSubnet(whole, Number(bits), kind);
  return block.check(host, kind);
}

function splitPort(pattern: string): { host: string; port: string } {
  const schemeless = pattern.replace(/^[a-z]+:\/\//, '');
  const parts = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(schemeless);
  return parts === null ? { host: schemeless, port: '' } : { host: parts[1] ?? '', port: parts[2] ?? '' };
}

/** A name as it is compared: lower case, no brackets, no dot at the end. */
function bare(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}
