/** Why a part of a token cannot be decoded; `position` counts characters from 0 within that part. */
export interface PartFault {
  readonly reason: string;
  readonly position: number;
}

const unpadded = /^[A-Za-z0-9_-]*$/;
const foreign = /[^A-Za-z0-9_-]/;
/** In a binary string, whose characters are bytes. */
const beyondAscii = /[\u0080-\u00ff]/;
/** The two characters that Base64url has others for. */
const base64Only = /[+/]/;
const encoder = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function characterReason(part: string, position: number): string {
  const character = part[position] ?? '';
  switch (character) {
    case '=':
      return '“=” is Base64 padding, which a token does not carry.';
    case '+':
      return '“+” belongs to Base64; Base64url has “-” in its place.';
    case '/':
      return '“/” belongs to Base64; Base64url has “_” in its place.';
    case '\n':
    case '\r':
      return 'a line break stands here, as if the token had been wrapped when it was copied.';
    case ' ':
    case '\t':
      return 'white space stands here, as if the token had been wrapped when it was copied.';
    case '%':
      return '“%” does not belong to Base64url; the token seems to be percent-encoded still.';
    case '…':
      return '“…” stands here: the token was shortened where it was shown.';
    default: {
      const code = part.codePointAt(position) ?? 0;
      const shown = code > 0x20 && code !== 0x7f && (code < 0x80 || code > 0xa0) && !(code >= 0xd800 && code <= 0xdfff);
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      return `${shown ? `“${String.fromCodePoint(code)}” (${name})` : `the character ${name}`} does not belong to Base64url.`;
    }
  }
}

/**
 * The first thing that keeps a part from being Base64url without padding, or null.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-2
 */
export function base64urlFault(part: string): PartFault | null {
  if (!unpadded.test(part)) {
    const position = part.search(foreign);
    return { reason: characterReason(part, position), position };
  }
  if (part.length % 4 === 1) {
    return {
      reason: `a length of ${part.length} cannot be Base64url: a character is missing, or there is one too many.`,
      position: part.length - 1,
    };
  }
  return null;
}

/** Whether the last character carries bits that no byte takes up, so that another spelling would decode to the same bytes. */
export function hasStrayBits(part: string): boolean {
  const rest = part.length % 4;
  if (rest === 0 || rest === 1) return false;
  const last = alphabet.indexOf(part.charAt(part.length - 1));
  return (last & (rest === 2 ? 0b1111 : 0b11)) !== 0;
}

/**
 * A text of any Base64 as Base64url without padding. No regular expression for the padding: one that
 * looks for `=` at the end tries every `=` of the text, and each try may run to the end.
 */
export function asBase64url(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0x3d) end -= 1;
  const bare = text.slice(0, end);
  if (!base64Only.test(bare)) return bare;
  // As bytes: where much is to be replaced, `replaceAll` takes eight times as long.
  const characters = encoder.encode(bare);
  for (let index = 0; index < characters.length; index += 1) {
    if (characters[index] === 0x2b) characters[index] = 0x2d;
    else if (characters[index] === 0x2f) characters[index] = 0x5f;
  }
  return strictUtf8.decode(characters);
}

/** Bytes a faultless part decodes to. */
export function decodedLength(part: string): number {
  return Math.floor((part.length * 3) / 4);
}

/** Six bits by character code. */
const sextets = new Uint8Array(128);
for (let index = 0; index < alphabet.length; index += 1) sextets[alphabet.charCodeAt(index)] = index;

function sextet(characters: Uint8Array, index: number): number {
  // Past the end there is nothing, which counts as zero bits.
  return sextets[characters[index] ?? 0] ?? 0;
}

/** Decodes a part that {@link base64urlFault} found nothing wrong with. */
export function decodeBytes(part: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(decodedLength(part));
  // Bytes are quicker to walk through than the characters of a text that was cut out of another.
  const characters = encoder.encode(part);
  for (let from = 0, to = 0; to < bytes.length; from += 4, to += 3) {
    const bits =
      (sextet(characters, from) << 18) |
      (sextet(characters, from + 1) << 12) |
      (sextet(characters, from + 2) << 6) |
      sextet(characters, from + 3);
    bytes[to] = bits >> 16;
    bytes[to + 1] = bits >> 8;
    bytes[to + 2] = bits;
  }
  return bytes;
}

/** How many bytes follow a first byte, and between which two values the next one lies (RFC 3629 §4); null for no first byte. */
function sequenceOf(first: number): readonly [following: number, low: number, high: number] | null {
  if (first < 0x80) return [0, 0, 0];
  if (first < 0xc2 || first > 0xf4) return null;
  if (first < 0xe0) return [1, 0x80, 0xbf];
  if (first < 0xf0) return [2, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf];
  return [3, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf];
}

/** Index of the first byte that cannot stand where it stands in UTF-8; the length where the text is cut off. */
function utf8FaultAt(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    at += 1;
    if (first < 0x80) continue;
    const sequence = sequenceOf(first);
    if (sequence === null) return at - 1;
    let [following, low, high] = sequence;
    for (; following > 0; following -= 1) {
      const next = bytes[at];
      if (next === undefined || next < low || next > high) return at;
      [low, high] = [0x80, 0xbf];
      at += 1;
    }
  }
  return at;
}

/**
 * Decodes a part that {@link base64urlFault} found nothing wrong with, as UTF-8 text.
 * The position of a fault is that of the character which carries the first bad byte.
 */
export function decodeText(part: string): { readonly text: string } | { readonly fault: PartFault } {
  // Most parts have neither character, and most of what they hold is ASCII: then the binary string is the text.
  if (!part.includes('-') && !part.includes('_')) {
    const binary = atob(part);
    if (!beyondAscii.test(binary)) return { text: binary };
  }
  const bytes = decodeBytes(part);
  try {
    return { text: strictUtf8.decode(bytes) };
  } catch {
    const at = utf8FaultAt(bytes);
    const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    const where = at < bytes.length ? `byte ${at + 1} (0x${byte}) of the decoded text` : 'the end of the decoded text';
    return { fault: { reason: `${where} is not UTF-8.`, position: characterOfByte(at) } };
  }
}

/** Index of the Base64url character that carries the first bits of a byte. */
export function characterOfByte(byte: number): number {
  return Math.floor((byte * 4) / 3);
}
