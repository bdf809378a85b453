import type { Needle } from './secret-needles.ts';
import type { Span } from './span.ts';

/** Characters by which needles are looked up. No needle may be shorter. */
const KEY = 4;

/** Where these stand in a long needle: `eyJhbGci`, `Bearer` and `sk_live_` begin many. */
const KEY_AT = 8;
const LONG = 16;

/** Needles by a hash of a few of their characters. */
interface NeedleIndex {
  /** How far each character moves the hash: after four, the first is pushed out. */
  readonly shift: number;
  /** 1 where some needle has characters of this hash. */
  readonly keys: Uint8Array;
  readonly byHash: ReadonlyMap<number, readonly Needle[]>;
}

/** An index lives as long as its list: one exchange is searched in many views with the same needles. */
const made = new WeakMap<readonly Needle[], NeedleIndex>();

const keyPlace = ({ text }: Needle): number => (text.length >= LONG ? KEY_AT : 0);

/** More needles than this would fill a quarter of a small table, and stop the walk at every fourth character of any text. */
const MANY = 250;
/** For few needles, a larger table would take longer to make than looking through most texts. */
const shiftFor = (needles: readonly Needle[]): number => (needles.length > MANY ? 4 : 3);
const sizeOf = (shift: number): number => 1 << (KEY * shift);

/** Of the last four characters, and of nothing before them. */
const nextHash = (hash: number, code: number, shift: number): number => ((hash << shift) ^ code ^ (code >> 4)) & (sizeOf(shift) - 1);

/**
 * Adds where needles stand in a text to `spans`. One walk over the text whatever the number of needles:
 * a run knows a dozen secrets, and each has a hundred spellings.
 */
export function findNeedles(text: string, needles: readonly Needle[], spans: Span[]): void {
  if (needles.length === 0 || text.length < KEY) return;
  const { shift, keys, byHash } = indexOf(needles);
  /** Where the last find of each needle ended; it is not looked for inside itself. Null as long as nothing is found. */
  let ends: Map<Needle, number> | null = null;
  let hash = 0;
  for (let end = 0; end < text.length; end++) {
    hash = nextHash(hash, text.charCodeAt(end), shift);
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
  const shift = shiftFor(needles);
  const keys = new Uint8Array(sizeOf(shift));
  const byHash = new Map<number, Needle[]>();
  for (const needle of needles) {
    let hash = 0;
    for (let at = 0; at < KEY; at++) hash = nextHash(hash, needle.text.charCodeAt(keyPlace(needle) + at), shift);
    const same = byHash.get(hash);
    if (same === undefined) byHash.set(hash, [needle]);
    else same.push(needle);
    keys[hash] = 1;
  }
  const index = { shift, keys, byHash };
  made.set(needles, index);
  return index;
}
