/** Sets of characters that tokens are drawn from, the smallest first. */
const alphabets: readonly (readonly [characters: RegExp, size: number])[] = [
  [/^\d+$/, 10],
  [/^(?:[\da-f]+|[\dA-F]+)$/, 16],
  [/^(?:[a-z]+|[A-Z]+)$/, 26],
  [/^(?:[\da-z]+|[\dA-Z]+)$/, 36],
  [/^[\dA-Za-z]+$/, 62],
  [/^[\dA-Za-z+/_=-]+$/, 64],
];
const PRINTABLE = 94;

/** Characters that are counted; the rest of a longer token is taken to be like them. */
const SAMPLE = 1_000;

/** Bits of randomness of a UUID, by its version (RFC 9562 §5); of others nothing is known. */
const uuidBits: Readonly<Record<string, number>> = { 1: 14, 4: 122, 6: 14, 7: 74 };

/**
 * How many bits of randomness a token can have at most, going by its length and characters: an upper
 * limit, for what looks random may have been counted up.
 *
 * @param version the version of a UUID, or null
 */
export function entropyLimit(text: string, version: string | null): number {
  const known = version === null ? undefined : uuidBits[version];
  if (known !== undefined) return known;
  const size = alphabets.find(([characters]) => characters.test(text))?.[1] ?? PRINTABLE;
  const sample = text.slice(0, SAMPLE);
  const distinct = new Set(sample).size;
  // As many different characters as chance would bring; far fewer mean a pattern.
  const expected = size * (1 - (1 - 1 / size) ** sample.length);
  const perCharacter = distinct < expected / 2 ? Math.log2(distinct) : Math.log2(size);
  return Math.floor(text.length * perCharacter);
}
