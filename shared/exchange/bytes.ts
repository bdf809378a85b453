/** Characters handed to `String.fromCharCode` at once; more could overflow the call stack. */
const CHUNK = 0x2000;

/** Base64 of any bytes, of any length. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += CHUNK) pieces.push(String.fromCharCode(...bytes.subarray(from, from + CHUNK)));
  return btoa(pieces.join(''));
}

/** Whether two byte sequences are equal. Not for comparing secrets: the time tells where they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, index) => byte === b[index]));
}
