import { sensitiveKind } from './sensitive-names.ts';
import type { Span } from './span.ts';

/** Where the value of a parameter ends: in a form body, in a URL, in text that merely contains one. */
export type ParameterPlace = 'form' | 'url' | 'text';

const valueEnds: Record<ParameterPlace, RegExp> = { form: /&/g, url: /[&#]/g, text: /[&#\s"'<>\\]/g };
const LONGEST_NAME = 128;

/** ASCII letters, digits and the marks names are made of, by character code. */
const nameCharacters = new Set(
  Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-[]:~$', (c) => c.charCodeAt(0)),
);

/**
 * Adds the values of sensitive `name=value` parameters to `spans`. Walks from `=` to `=` and looks back for the
 * name, so that long texts without parameters cost nothing.
 */
export function findParameters(text: string, place: ParameterPlace, spans: Span[]): void {
  const valueEnd = new RegExp(valueEnds[place]);
  for (let equals = text.indexOf('='); equals !== -1; equals = text.indexOf('=', equals + 1)) {
    let nameStart = equals;
    while (nameStart > 0 && equals - nameStart < LONGEST_NAME && nameCharacters.has(text.charCodeAt(nameStart - 1))) nameStart--;
    const kind = nameStart === equals ? null : sensitiveKind(text.slice(nameStart, equals));
    if (kind === null) continue;
    valueEnd.lastIndex = equals + 1;
    const end = valueEnd.exec(text)?.index ?? text.length;
    spans.push({ start: equals + 1, end, kind });
    equals = Math.max(equals, end - 1);
  }
}

/**
 * Adds the values of sensitive members to `spans`, wherever something looks like `"name": value`: whole JSON,
 * broken JSON, JSON inside a page. An object or array under a sensitive name goes as a whole.
 */
export function findMembers(text: string, spans: Span[]): void {
  const member = /(["'])([\w.-]{1,128})\1\s*:\s*/g;
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
