/**
 * A text as a reader of some encoding would see it, with the way back to where each character
 * stands in the source. Secrets are looked for in views, not in lists of spellings: a server may
 * escape any character or none, in either case of hex, and every choice decodes to the same.
 */
export interface DecodedView {
  readonly text: string;
  /** Where a part of the view stands in the source. */
  sourceSpan(start: number, end: number): { start: number; end: number };
}

interface Encoding {
  /** The character every escape starts with. */
  readonly mark: string;
  /** Characters of the escape that starts at `at`; 0 where there is none. */
  escapeLength(source: string, at: number): number;
  /** What that escape stands for. */
  plain(source: string, at: number, length: number): string;
}

const jsonEscapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const entity = /&(?:#0*([0-9]{1,7})|#x0*([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/iy;

function isHex(source: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at);
    const digit = code >= 0x30 && code <= 0x39;
    const letter = (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
    if (!digit && !letter) return false;
  }
  return true;
}

const character = (hex: string) => String.fromCharCode(Number.parseInt(hex, 16));

/** JSON, and the \x41 that JavaScript in pages adds to it. */
const json: Encoding = {
  mark: '\\',
  escapeLength(source, at) {
    const next = source[at + 1];
    if (next === 'u' && isHex(source, at + 2, at + 6)) return 6;
    if (next === 'x' && isHex(source, at + 2, at + 4)) return 4;
    return next === undefined ? 0 : 2;
  },
  plain(source, at, length) {
    if (length > 2) return character(source.slice(at + 2, at + length));
    const single = source.charAt(at + 1);
    return jsonEscapes[single] ?? single;
  },
};

/** Each byte becomes one character; the needles for text beyond ASCII are made the same way. */
const percent: Encoding = {
  mark: '%',
  escapeLength: (source, at) => (isHex(source, at + 1, at + 3) ? 3 : 0),
  plain: (source, at) => character(source.slice(at + 1, at + 3)),
};

function readEntity(source: string, at: number): RegExpExecArray | null {
  entity.lastIndex = at;
  return entity.exec(source);
}

const html: Encoding = {
  mark: '&',
  escapeLength: (source, at) => readEntity(source, at)?.[0].length ?? 0,
  plain(source, at) {
    const [whole = '', decimal, hex, name] = readEntity(source, at) ?? [];
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
    return codePoint > 0x10ffff ? whole : String.fromCodePoint(codePoint);
  },
};

const encodings = [json, percent, html];

/** The views one decoding away from a text: only those in which something was escaped. */
export function decodedViews(source: string): DecodedView[] {
  const views: DecodedView[] = [];
  for (const encoding of encodings) {
    const view = decode(source, encoding);
    if (view !== null) views.push(view);
  }
  return views;
}

function decode(source: string, encoding: Encoding): DecodedView | null {
  const first = source.indexOf(encoding.mark);
  if (first === -1) return null;
  const pieces: string[] = [];
  // From view index ends[i] on, the source runs shifts[i] characters ahead.
  const ends: number[] = [];
  const shifts: number[] = [];
  let copied = 0;
  let length = 0;
  for (let at = first; at !== -1; at = source.indexOf(encoding.mark, Math.max(at + 1, copied))) {
    const escaped = encoding.escapeLength(source, at);
    if (escaped === 0) continue;
    const plain = encoding.plain(source, at, escaped);
    if (at > copied) pieces.push(source.slice(copied, at));
    pieces.push(plain);
    length += at - copied + plain.length;
    copied = at + escaped;
    ends.push(length);
    shifts.push(copied - length);
  }
  if (ends.length === 0) return null;
  pieces.push(source.slice(copied));
  const sourceIndex = (index: number) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ends[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return index + (low === 0 ? 0 : (shifts[low - 1] ?? 0));
  };
  return { text: pieces.join(''), sourceSpan: (start, end) => ({ start: sourceIndex(start), end: sourceIndex(end) }) };
}
