import { AppError } from '../errors.ts';

/** ASN.1 values that are read of one text; a certificate has about a hundred, and each takes some microseconds. */
const MOST_VALUES = 3_000;

const INDEFINITE = 0x80;
const CONSTRUCTED = 0x20;
/** What the reader looks into for further values, too: bit strings and octet strings. */
const [BIT_STRING, OCTET_STRING] = [0x03, 0x04];

/** Where the content of the value at `at` starts, and how long it is. */
function contentOf(der: Uint8Array, at: number): { readonly from: number; readonly length: number } {
  let from = at + 1;
  if (((der[at] ?? 0) & 0x1f) === 0x1f) while (((der[from++] ?? 0) & 0x80) !== 0);
  const first = der[from++] ?? 0;
  if (first < INDEFINITE) return { from, length: first };
  if (first === INDEFINITE) return { from, length: der.length - from };
  let length = 0;
  for (const end = from + (first & 0x7f); from < end; from += 1) length = length * 256 + (der[from] ?? 0);
  return { from, length };
}

/** How many values a structure is made of, at whatever depth, counted up to `most`. */
function countValues(der: Uint8Array, most: number): number {
  /** Ends of the values around the one at `at`. */
  const outer: number[] = [];
  let [at, end, count] = [0, der.length, 0];
  while (count < most) {
    if (at >= end) {
      const around = outer.pop();
      if (around === undefined) break;
      [at, end] = [end, around];
      continue;
    }
    count += 1;
    const tag = der[at] ?? 0;
    const { from, length } = contentOf(der, at);
    at = from;
    if (from + length > end) at = end;
    else if ((tag & CONSTRUCTED) !== 0 || tag === OCTET_STRING || tag === BIT_STRING) {
      outer.push(end);
      end = from + length;
      // A bit string begins with the number of its unused bits.
      if (tag === BIT_STRING) at += 1;
    } else at = from + length;
  }
  return count;
}

/** How much DER may still be read of one text: a small certificate can be made to take long. */
export class DerAllowance {
  #left = MOST_VALUES;

  /** @throws AppError `INPUT_TOO_LARGE` */
  spend(der: Uint8Array): void {
    const count = countValues(der, this.#left + 1);
    if (count > this.#left) {
      const message = `It is not read: of one text up to ${MOST_VALUES} ASN.1 values are, and a certificate has about a hundred.`;
      throw new AppError('INPUT_TOO_LARGE', { message });
    }
    this.#left -= count;
  }
}
