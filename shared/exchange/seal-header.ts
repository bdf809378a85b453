import type { SealKind } from '../model/exchange.ts';
import type { RawHeaders } from '../ports.ts';
import type { ParameterPlace } from './find-fields.ts';
import { findSecrets } from './find-secrets.ts';
import { maskNeedles } from './sealed-text.ts';
import type { Needle } from './secret-needles.ts';
import { sensitiveKind } from './sensitive-names.ts';
import type { Span } from './span.ts';

const urlHeaders = new Set(['location', 'content-location', 'referer', 'referrer']);

/** A header, and what must not be shown of it. */
export interface SearchedHeader {
  /** As it may be shown: a known secret in a name is masked for good. */
  readonly name: string;
  readonly value: string;
  /** What of the value must not be shown. Names of cookies and schemes of authorization may. */
  readonly spans: readonly Span[];
}

/**
 * Finds what must not be shown of headers. Each by itself: in one text made of all, an escape or a quotation
 * mark in one would decide how far another is looked into.
 */
export function searchHeaders(headers: RawHeaders, needles: readonly Needle[]): SearchedHeader[] {
  return headers.map(([name, value]) => {
    const kind = sensitiveKind(name);
    return {
      name: maskNeedles(name, needles),
      value,
      spans: kind === null ? findInOrdinary(name, value, needles) : findInSensitive(name, value, kind, needles),
    };
  });
}

function findInOrdinary(name: string, value: string, needles: readonly Needle[]): Span[] {
  // In the text of a URL more ends a value, but what begins one is the same.
  const fields: ParameterPlace = urlHeaders.has(name.toLowerCase()) ? 'url' : 'text';
  return [...findUserInfo(value), ...findSecrets(value, { needles, fields })];
}

function findInSensitive(name: string, value: string, kind: SealKind, needles: readonly Needle[]): Span[] {
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization':
      return [{ start: schemeEnd(value), end: value.length, kind }, ...known(value, needles)];
    case 'cookie':
      return [...cookieValues(value), ...known(value, needles)];
    case 'set-cookie':
      return [...cookieValues(value).slice(0, 1), ...known(value, needles)];
    default:
      return [{ start: 0, end: value.length, kind }];
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
