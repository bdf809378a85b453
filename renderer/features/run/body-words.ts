import type { BodyTemplate, SealedText } from '../../../shared/model/exchange.ts';
import { dottedText } from './seal-words.ts';

/** What a body is shown as. */
type BodyLanguage = 'json' | 'form' | 'text';

/** The `Content-Type` of a message, as it was sent; empty where there is none. */
export function contentType(headers: readonly (readonly [string, SealedText])[]): string {
  const header = headers.find(([name]) => name.toLowerCase() === 'content-type');
  return header === undefined ? '' : dottedText(header[1]);
}

/** What a body is, by what it says of itself, or, where it says nothing, by how it starts. */
export function languageOf(type: string, text: SealedText): BodyLanguage {
  const media = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (media === 'application/x-www-form-urlencoded') return 'form';
  if (media.endsWith('/json') || media.endsWith('+json')) return 'json';
  const [first] = text;
  const start = typeof first === 'string' ? first.trimStart().charAt(0) : '';
  // JSON sent as text/plain or text/html is common, and easier to read indented.
  return (start === '{' || start === '[') && isWholeJson(text) ? 'json' : 'text';
}

function isWholeJson(text: SealedText): boolean {
  const last = text.at(-1);
  const end = typeof last === 'string' ? last.trimEnd().at(-1) : '';
  return end === '}' || end === ']';
}

function bytes(count: number): string {
  if (count < 1_000) return `${count} B`;
  if (count < 1_000_000) return `${(count / 1_000).toFixed(1)} kB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}

/** How large a body is, and was on the wire where that differs: `12.4 kB`, `12.4 kB (3.1 kB on the wire)`. */
export function sizeWords({ size, wireSize }: Pick<BodyTemplate, 'size' | 'wireSize'>): string {
  return size === wireSize ? bytes(size) : `${bytes(size)} (${bytes(wireSize)} on the wire)`;
}
