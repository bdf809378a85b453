import type { SealKind } from '../model/exchange.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';

/** A text to look for, and how many characters beside it carry some of the secret's bits. */
export interface Needle {
  readonly text: string;
  readonly kind: SealKind;
  readonly left: number;
  readonly right: number;
}

/**
 * Shorter secrets are sealed by field only: masking every `a` wherever it appears would leave
 * nothing to read, and would tell by its pattern what was masked.
 */
const SHORTEST = 4;

/** Only characters that URLs, forms and JSON leave as they are: what most secrets, and nearly all long ones, are made of. */
const isUnreserved = /^[\w.-]*$/;

const isPlainAscii = /^[ -~]*$/;

/** Needles live as long as their secret: a run masks many texts with the same few. */
const made = new WeakMap<KnownSecret, readonly Needle[]>();

/** And lists of them as long as the list of secrets, which grows in the course of a run. */
const lists = new WeakMap<readonly KnownSecret[], { readonly of: readonly KnownSecret[]; readonly needles: readonly Needle[] }>();

/** What to look for in a text (and in each of its decoded views) to find these secrets. */
export function needlesOf(secrets: readonly KnownSecret[]): readonly Needle[] {
  const known = lists.get(secrets);
  if (known !== undefined && known.of.length === secrets.length && known.of.every((secret, at) => secret === secrets[at]))
    return known.needles;
  const needles = secrets.flatMap(needlesOfOne);
  lists.set(secrets, { of: [...secrets], needles });
  return needles;
}

function needlesOfOne(secret: KnownSecret): readonly Needle[] {
  const known = made.get(secret);
  if (known !== undefined) return known;
  const needles = makeNeedles(secret);
  made.set(secret, needles);
  return needles;
}

function makeNeedles({ kind, value }: KnownSecret): readonly Needle[] {
  if (value.length < SHORTEST) return [];
  const spellings = isUnreserved.test(value) ? unreservedSpellings(value) : anySpellings(value);
  const encoded: Needle[] = [];
  for (const bytes of spellings.beforeBase64) {
    for (const offset of [0, 1, 2]) {
      for (const needle of base64Needles(bytes, offset, kind)) {
        // A short list of long texts: comparing them takes less than hashing them.
        if (!encoded.some(({ text }) => text === needle.text)) encoded.push(needle);
      }
    }
  }
  return [...spellings.plain.map((text) => ({ text, kind, left: 0, right: 0 })), ...encoded];
}

/** How a secret may be written. */
interface Spellings {
  /** In a text, once everything that escapes is undone. */
  readonly plain: readonly string[];
  /** As bytes, one character each, that somebody put into Base64: it hides what was escaped before it. */
  readonly beforeBase64: readonly string[];
}

function anySpellings(value: string): Spellings {
  // Percent-decoding and latin-1 headers show the UTF-8 bytes one by one; a form shows spaces as plus signs.
  const plain = new Set([value, bytesAsText(value)]);
  for (const text of [...plain]) for (const same of [text.replaceAll(' ', '+'), ...asUrlPart(text)]) plain.add(same);
  const escaped = new Set([value, ...formSpellings(value), ...jsonSpellings(value)]);
  return { plain: [...plain], beforeBase64: [...escaped].map(bytesAsText) };
}

/** The same for less: a secret that nothing but a host name and the strictest form encoding changes. */
function unreservedSpellings(value: string): Spellings {
  const lower = value.toLowerCase();
  const strict = value.replaceAll('-', '%2D').replaceAll('_', '%5F').replaceAll('.', '%2E');
  const lowerStrict = value.replaceAll('-', '%2d').replaceAll('_', '%5f').replaceAll('.', '%2e');
  return {
    plain: lower === value ? [value] : [value, lower],
    beforeBase64: strict === value ? [value] : [value, strict, lowerStrict],
  };
}

/**
 * What a secret looks like, decoded again, after it was put into a URL as it is: an escape in it was left
 * alone and is undone with the rest, and a backslash became a slash.
 */
function asUrlPart(text: string): string[] {
  const undone = (escaped: string) => escaped.replace(/%[0-9a-f]{2}/gi, (hex) => String.fromCharCode(Number.parseInt(hex.slice(1), 16)));
  const slashed = text.replaceAll('\\', '/');
  return [slashed, undone(text), undone(slashed)].filter(({ length }) => length >= SHORTEST);
}

/** The UTF-8 bytes of a text, one character each. */
function bytesAsText(text: string): string {
  if (isPlainAscii.test(text)) return text;
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/**
 * The characters of a Base64 text that only the secret decides, when it starts at this byte of a
 * group of three. Its neighbours share the characters left and right of them.
 */
function base64Needles(bytes: string, offset: number, kind: SealKind): Needle[] {
  const firstBit = 8 * offset;
  const lastBit = firstBit + 8 * bytes.length;
  const core = btoa('\0'.repeat(offset) + bytes).slice(Math.ceil(firstBit / 6), Math.floor(lastBit / 6));
  const left = firstBit % 6 === 0 ? 0 : 1;
  const right = lastBit % 6 === 0 ? 0 : 1;
  const url = core.replaceAll('+', '-').replaceAll('/', '_');
  return url === core
    ? [{ text: core, kind, left, right }]
    : [
        { text: core, kind, left, right },
        { text: url, kind, left, right },
      ];
}

/** Form and percent encoding as the world does it: `*-._` kept or not, `+` or `%20`, upper or lower hex. */
function formSpellings(value: string): string[] {
  const wellFormed = value.toWellFormed();
  const component = encodeURIComponent(wellFormed);
  const form = new URLSearchParams([['', wellFormed]]).toString().slice(1);
  const strict = escapeStrictly(component);
  // Most often they are all the same.
  const upper = new Set([component, form, strict, strict.replaceAll('%20', '+')]);
  return [...upper].flatMap((text) => [text, lowerHex(text)]);
}

/** RFC 6749 §2.3.1 as oauth4webapi reads it: everything but letters and digits is escaped. */
function escapeStrictly(component: string): string {
  return component.replace(/[-_.!~*'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function lowerHex(escaped: string): string {
  return escaped.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
}

function jsonSpellings(value: string): string[] {
  const escaped = JSON.stringify(value).slice(1, -1);
  return [escaped, escaped.replaceAll('/', '\\/')];
}
