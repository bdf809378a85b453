import type { ParameterPlace } from './find-fields.ts';
import { findSecrets } from './find-secrets.ts';
import type { Needle } from './secret-needles.ts';
import { sensitiveKind } from './sensitive-names.ts';
import type { Span } from './span.ts';

const urlHeaders = new Set(['location', 'content-location', 'referer', 'referrer']);

/** What must not be shown of a header's value. Names of cookies and schemes of authorization stay readable. */
export function findHeaderSecrets(name: string, value: string, needles: readonly Needle[]): Span[] {
  const lower = name.toLowerCase();
  switch (lower) {
    case 'authorization':
    case 'proxy-authorization':
      return [{ start: schemeEnd(value), end: value.length, kind: 'authorization' }, ...known(value, needles)];
    case 'cookie':
      return [...cookieValues(value), ...known(value, needles)];
    case 'set-cookie':
      return [...cookieValues(value).slice(0, 1), ...known(value, needles)];
    default: {
      const kind = sensitiveKind(name);
      if (kind !== null) return [{ start: 0, end: value.length, kind }];
      const fields: ParameterPlace = urlHeaders.has(lower) ? 'url' : 'text';
      return [...findUserInfo(value), ...findSecrets(value, { needles, fields })];
    }
  }
}

/** The password of a URL with one: `https://user:password@host/`. */
export function findUserInfo(url: string): Span[] {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:)([^/?#@]+)@/i.exec(url);
  if (match === null) return [];
  const start = match[1]?.length ?? 0;
  return [{ start, end: start + (match[2]?.length ?? 0), kind: 'password' }];
}

function known(value: string, needles: readonly Needle[]): Span[] {
  return findSecrets(value, { needles, fields: null });
}

/** `Basic abc` → where `abc` starts. A value that is no scheme and credentials is secret from its first character. */
function schemeEnd(value: string): number {
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]+ +(?=[^ ])/.exec(value)?.[0].length ?? 0;
}

function cookieValues(header: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    spans.push({ start: start + equals + 1, end: start + pair.length, kind: 'cookie' });
    start += pair.length + 1;
  }
  return spans;
}
