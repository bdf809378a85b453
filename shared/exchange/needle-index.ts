import type { Needle } from './secret-needles.ts';
import type { Span } from './span.ts';

/** Characters by which needles are looked up. No needle may be shorter. */
const KEY = 4;

/** Where these stand in a long needle: `eyJhbGci`, `Bearer` and `sk_live_` begin many. */
const KEY_AT = 8;
const LONG = 16;

/** Needles by a hash of a few of their characters. */
interface NeedleIndex {
  /** 1 where some needle has characters of this hash. */
  readonly keys: Uint8Array;
  readonly byHash: ReadonlyMap<number, readonly Needle[]>;
}

/** An index lives as long as its list: one exchange is searched in many views with the same needles. */
const made = new WeakMap<readonly Needle[], NeedleIndex>();

const keyPlace = ({ text }: Needle): number => (text.length >= LONG ? KEY_AT : 0);

/** A larger table would tell more texts apart, but take longer to make than looking through most texts. */
const HASHES = 0x1000;

/** Of the last four characters, and of nothing before them: each step pushes the fifth out. */
const nextHash = (hash: number, code: number): number => ((hash << 3) ^ code ^ (code >> 4)) & (HASHES - 1);

/**
 * Adds where needles stand in a text to `spans`. One walk over the text whatever the number of needles:
 * a run knows a dozen secrets, and each has a hundred spellings.
 */
export function findNeedles(text: string, needles: readonly Needle[], spans: Span[]): void {
  if (needles.length === 0 || text.length < KEY) return;
  const { keys, byHash } = indexOf(needles);
  /** Where the last find of each needle ended; it is not looked for inside itself. Null as long as nothing is found. */
  let ends: Map<Needle, number> | null = null;
  let hash = 0;
  for (let end = 0; end < text.length; end++) {
    hash = nextHash(hash, text.charCodeAt(end));
    if (keys[hash] === 0) continue;
    for (const needle of byHash.get(hash) ?? []) {
      const start = end - KEY + 1 - keyPlace(needle);
      if (start < (ends?.get(needle) ?? 0) || !text.startsWith(needle.text, start)) continue;
      const after = start + needle.text.length;
      ends ??= new Map();
      ends.set(needle, after);
      spans.push({ start: Math.max(0, start - needle.left), end: Math.min(text.length, after + needle.right), kind: needle.kind });
    }
  }
}

function indexOf(needles: readonly Needle[]): NeedleIndex {
  const known = made.get(needles);
  if (known !== undefined) return known;
  const keys = new Uint8Array(HASHES);
  const byHash = new Map<number, Needle[]>();
  for (const needle of needles) {
    let hash = 0;
    for (let at = 0; at < KEY; at++) hash = nextHash(hash, needle.text.charCodeAt(keyPlace(needle) + at));
    const same = byHash.get(hash);
    if (same === undefined) byHash.set(hash, [needle]);
    else same.push(needle);
    keys[hash] = 1;
  }
  const index = { keys, byHash };
  made.set(needles, index);
  return index;
}
