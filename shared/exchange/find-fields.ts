import { sensitiveKind } from './sensitive-names.ts';
import type { Span } from './span.ts';

/** Where the value of a parameter ends: in a form body, in a URL, in text that merely contains one. */
export type ParameterPlace = 'form' | 'url' | 'text';

const valueEnds: Record<ParameterPlace, RegExp> = { form: /&/g, url: /[&#]/g, text: /[&#\s"'<>\\]/g };
const LONGEST_NAME = 128;
const LONGEST_GAP = 8;

/** ASCII letters, digits and the marks names are made of, by character code. */
const nameCharacters = new Set(
  Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-[]:~$', (c) => c.charCodeAt(0)),
);

/**
 * Adds the values of sensitive `name=value` parameters to `spans`. Walks from `=` to `=` and looks back for the
 * name, so that long texts without parameters cost nothing.
 */
export function findParameters(text: string, place: ParameterPlace, spans: Span[]): void {
  const valueEnd = valueEnds[place];
  for (let equals = text.indexOf('='); equals !== -1; equals = text.indexOf('=', equals + 1)) {
    const quote = place === 'text' ? quoteAfter(text, equals + 1) : -1;
    // Only what is quoted is also spaced: `token = "…"` is code, `code = 5` may be prose.
    const nameEnd = quote === -1 ? equals : withoutSpacesBefore(text, equals);
    let nameStart = nameEnd;
    while (nameStart > 0 && nameEnd - nameStart < LONGEST_NAME && nameCharacters.has(text.charCodeAt(nameStart - 1))) nameStart--;
    const kind = nameStart === nameEnd ? null : sensitiveKind(text.slice(nameStart, nameEnd));
    if (kind === null) continue;
    valueEnd.lastIndex = equals + 1;
    const start = quote === -1 ? equals + 1 : quote + 1;
    const end = quote === -1 ? (valueEnd.exec(text)?.index ?? text.length) : stringEnd(text, quote);
    spans.push({ start, end, kind });
    equals = Math.max(equals, end - 1);
  }
}

/** Index of the quote that comes next, spaces apart, or -1. */
function quoteAfter(text: string, from: number): number {
  let at = from;
  while (at - from < LONGEST_GAP && text.charAt(at) === ' ') at++;
  return text.charAt(at) === '"' || text.charAt(at) === "'" ? at : -1;
}

function withoutSpacesBefore(text: string, end: number): number {
  let at = end;
  while (at > 0 && end - at < LONGEST_GAP && text.charAt(at - 1) === ' ') at--;
  return at;
}

/** Adds the values of sensitive fields of HTML forms, which is how SAML and `form_post` answers travel. */
export function findInputs(text: string, spans: Span[]): void {
  if (!text.includes('<')) return;
  const input = /<input\b[^<>]{0,9999}/gi;
  for (const { 0: tag, index } of text.matchAll(input)) {
    const kind = sensitiveKind(attribute(tag, 'name')?.value ?? '');
    const found = kind === null ? null : attribute(tag, 'value');
    if (kind !== null && found !== null) spans.push({ start: index + found.start, end: index + found.start + found.value.length, kind });
  }
}

function attribute(tag: string, name: 'name' | 'value'): { value: string; start: number } | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)|'([^']*)|([^\\s"'>]+))`, 'i').exec(tag);
  if (match === null) return null;
  const value = match[1] ?? match[2] ?? match[3] ?? '';
  return { value, start: match.index + match[0].length - value.length };
}

/**
 * Adds the values of sensitive members to `spans`, wherever something looks like `"name": value`: whole JSON,
 * broken JSON, JSON inside a page. An object or array under a sensitive name goes as a whole.
 */
export function findMembers(text: string, spans: Span[]): void {
  const member = /(["'])([\w.-]{1,128})\1\s{0,99}:\s{0,99}/g;
  for (let match = member.exec(text); match !== null; match = member.exec(text)) {
    const kind = sensitiveKind(match[2] ?? '');
    if (kind === null) continue;
    const start = member.lastIndex;
    const first = text.charAt(start);
    let end = start;
    if (first === '"' || first === "'") {
      end = stringEnd(text, start);
      spans.push({ start: start + 1, end, kind });
    } else if (first === '{' || first === '[') {
      end = bracketEnd(text, start);
      spans.push({ start, end, kind });
    } else if (kind !== 'code') {
      // A number named "code" is a status in somebody's error format, never an authorization code.
      end = start + (/^-?[0-9][0-9.eE+-]*/.exec(text.slice(start, start + LONGEST_NAME))?.[0].length ?? 0);
      spans.push({ start, end, kind });
    }
    member.lastIndex = end;
  }
}

/** Index of the quote that closes the string opened at `start`, or the end of a text cut off before it. */
function stringEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let end = text.indexOf(quote, start + 1); end !== -1; end = text.indexOf(quote, end + 1)) {
    let backslashes = 0;
    while (text.charAt(end - 1 - backslashes) === '\\') backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

/** Index after the bracket that closes the one at `start`; brackets inside strings do not count. */
function bracketEnd(text: string, start: number): number {
  const mark = /["[\]{}]/g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    if (match[0] === '"') mark.lastIndex = stringEnd(text, match.index) + 1;
    else depth += match[0] === '[' || match[0] === '{' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}
