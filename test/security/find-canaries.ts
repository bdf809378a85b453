import type { Canary } from './canary.ts';

/** A place where a canary stands that should not be there. */
export interface Sighting {
  readonly kind: string;
  /** How it was spelled there. */
  readonly spelling: string;
  readonly at: number;
  /** The bytes around it, for whoever must find out how it came there. */
  readonly context: string;
}

interface Needle {
  readonly kind: string;
  readonly spelling: string;
  readonly bytes: Buffer;
}

/** Looks for canaries in bytes; made once for many texts. */
export interface CanaryScanner {
  find(bytes: Uint8Array | string): Sighting[];
}

/** Bytes by which needles are looked up. No needle may be shorter. */
const KEY = 4;
/** A mark alone is as good as the value: nobody else has these twelve digits. */
const marks = /[0-9a-f]{12}/g;

/**
 * Makes a scanner. It shares nothing with the product's own idea of what a secret looks like, so that
 * the two cannot have the same blind spot: it lists spellings, where the product undoes them.
 */
export function canaryScanner(canaries: readonly Canary[]): CanaryScanner {
  const byKey = new Map<number, Needle[]>();
  for (const canary of canaries) {
    for (const needle of needlesOf(canary)) {
      const key = needle.bytes.readUInt32LE(0);
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [needle]);
      else same.push(needle);
    }
  }
  return {
    find(input) {
      const bytes = typeof input === 'string' ? Buffer.from(input) : Buffer.from(input.buffer, input.byteOffset, input.byteLength);
      const sightings: Sighting[] = [];
      for (let at = 0; at + KEY <= bytes.length; at++) {
        const candidates = byKey.get(bytes.readUInt32LE(at));
        if (candidates === undefined) continue;
        for (const { kind, spelling, bytes: needle } of candidates) {
          if (!bytes.subarray(at, at + needle.length).equals(needle)) continue;
          const context = bytes.toString('latin1', Math.max(0, at - 120), at + needle.length + 40);
          sightings.push({ kind, spelling, at, context });
          break;
        }
      }
      return sightings;
    },
  };
}

function needlesOf({ kind, value }: Canary): Needle[] {
  const needles = new Map<string, Needle>();
  const add = (spelling: string, text: string, encoding: BufferEncoding = 'utf8') => {
    const bytes = Buffer.from(text, encoding);
    if (bytes.length >= 8) needles.set(bytes.toString('latin1'), { kind, spelling, bytes });
  };
  const parts = value.match(marks) ?? [];
  for (const [what, text] of [['the whole', value], ...parts.map((mark) => ['a mark', mark] as const)] as const) {
    add(`${what}, as Latin-1`, text, 'latin1');
    for (const [spelling, spelled] of spellings(text)) {
      add(`${what}, ${spelling}`, spelled);
      for (const [alignment, core] of base64Cores(Buffer.from(spelled))) {
        add(`${what}, ${spelling}, in Base64 at ${alignment}`, core);
        add(`${what}, ${spelling}, in Base64url at ${alignment}`, core.replaceAll('+', '-').replaceAll('/', '_'));
        // An Authorization header repeated in Base64 holds the credentials in Base64 twice.
        if (spelling !== 'raw') continue;
        for (const [outer, twice] of base64Cores(Buffer.from(core))) add(`${what}, in Base64 twice at ${alignment} and ${outer}`, twice);
      }
    }
  }
  return [...needles.values()];
}

/** A text in the encodings that texts on the web go through. */
function spellings(text: string): [name: string, spelled: string][] {
  const form = new URLSearchParams({ '': text }).toString().slice(1);
  const component = encodeURIComponent(text);
  const every = [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const strict = component.replace(/[-_.!~*'()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = (spell: (code: string) => string) =>
    json.replace(/[^\0-\x7f]/g, (character) => spell(character.charCodeAt(0).toString(16).padStart(4, '0')));
  const named = text.replace(/[&<>"']/g, (character) => htmlNames[character] ?? character);
  const numbered = (spell: (code: number) => string, which: RegExp) =>
    text.replace(which, (character) => `&#${spell(character.codePointAt(0) ?? 0)};`);
  return [
    ['raw', text],
    ['form', form],
    ['form in lower-case hex', lowerHex(form)],
    ['percent', component],
    ['percent in lower-case hex', lowerHex(component)],
    ['strict percent', upperHex(strict)],
    ['strict percent in lower-case hex', lowerHex(strict)],
    ['strict form', upperHex(strict).replaceAll('%20', '+')],
    ['percent for every byte', every],
    ['percent for every byte in upper case', every.toUpperCase()],
    ['JSON', json],
    ['JSON with escaped slashes', json.replaceAll('/', '\\/')],
    ['JSON in ASCII', ascii((code) => `\\u${code}`)],
    ['JSON in ASCII, upper case', ascii((code) => `\\u${code.toUpperCase()}`)],
    ['JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['form in form', encodeURIComponent(form)],
    ['HTML', named],
    ['HTML with numbers', named.replaceAll('&#39;', '&#x27;').replaceAll('&quot;', '&#34;')],
    ['HTML, everything unusual as decimal', numbered((code) => code.toString(10), /[^\w-]/gu)],
    ['HTML, everything unusual as hex', numbered((code) => `x${code.toString(16)}`, /[^\w-]/gu)],
    ['hex', Buffer.from(text).toString('hex')],
    ['hex in upper case', Buffer.from(text).toString('hex').toUpperCase()],
  ];
}

const htmlNames: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const lowerHex = (text: string) => text.replace(/%[0-9a-f]{2}/gi, (hex) => hex.toLowerCase());
const upperHex = (text: string) => text.replace(/%[0-9a-f]{2}/gi, (hex) => hex.toUpperCase());

/** The characters of a Base64 text that these bytes alone decide, by how many bytes stand before them in their group of three. */
function base64Cores(bytes: Buffer): [alignment: number, core: string][] {
  return [0, 1, 2].map((alignment) => {
    const text = Buffer.concat([Buffer.alloc(alignment), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const shared = ((alignment + bytes.length) * 8) % 6 === 0 ? 0 : 1;
    return [alignment, text.slice(Math.ceil((alignment * 8) / 6), text.length - shared)];
  });
}
