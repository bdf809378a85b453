/**
 * A text as a reader of some encoding would see it, with the way back to where each character
 * stands in the source. Secrets are looked for in views, not in lists of spellings: a server may
 * escape any character or none, in either case of hex, and every choice decodes to the same.
 */
export interface DecodedView {
  readonly text: string;
  /** Index in the source of the character at this index of the view; of its length: the source's length. */
  sourceIndex(index: number): number;
}

interface Encoding {
  /** What is escaped, as a global pattern. */
  readonly pattern: RegExp;
  decode(match: RegExpExecArray): string;
}

const jsonEscapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const encodings: readonly Encoding[] = [
  {
    // JSON, and the \x41 that JavaScript in pages adds to it.
    pattern: /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi,
    decode: ([, unicode, hex, single = '']) =>
      unicode === undefined && hex === undefined
        ? (jsonEscapes[single] ?? single)
        : String.fromCharCode(Number.parseInt(unicode ?? hex ?? '', 16)),
  },
  {
    // Each byte becomes one character; the needles for text beyond ASCII are made the same way.
    pattern: /%([0-9a-f]{2})/gi,
    decode: ([, hex = '']) => String.fromCharCode(Number.parseInt(hex, 16)),
  },
  {
    pattern: /&(?:#0*([0-9]{1,7})|#x0*([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    decode: ([whole, decimal, hex, name]) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
      return codePoint > 0x10ffff ? whole : String.fromCodePoint(codePoint);
    },
  },
];

/** The views one decoding away from a text: only those in which something was escaped. */
export function decodedViews(source: string): DecodedView[] {
  return encodings.map((encoding) => decode(source, encoding)).filter((view) => view !== null);
}

function decode(source: string, encoding: Encoding): DecodedView | null {
  const pattern = new RegExp(encoding.pattern);
  const pieces: string[] = [];
  // From view index ends[i] on, the source runs shifts[i] characters ahead.
  const ends: number[] = [];
  const shifts: number[] = [];
  let copied = 0;
  let length = 0;
  for (let match = pattern.exec(source); match !== null; match = pattern.exec(source)) {
    const plain = encoding.decode(match);
    pieces.push(source.slice(copied, match.index), plain);
    length += match.index - copied + plain.length;
    copied = pattern.lastIndex;
    ends.push(length);
    shifts.push(copied - length);
  }
  if (ends.length === 0) return null;
  pieces.push(source.slice(copied));
  return {
    text: pieces.join(''),
    sourceIndex(index) {
      let low = 0;
      let high = ends.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((ends[middle] ?? 0) <= index) low = middle + 1;
        else high = middle;
      }
      return index + (low === 0 ? 0 : (shifts[low - 1] ?? 0));
    },
  };
}
