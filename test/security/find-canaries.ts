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

/** Needles whose first bytes are the same: the shorter and the few, and where they are many the longer by their next bytes. */
interface Branch {
  needles: Needle[];
  longer: Map<number, Branch> | null;
}

/** More needles than this on a branch are told apart by what comes next: thousands begin with the same word. */
const MANY = 8;

/**
 * Makes a scanner. It shares nothing with the product's own idea of what a secret looks like, so that
 * the two cannot have the same blind spot: it lists spellings, where the product undoes them.
 */
export function canaryScanner(canaries: readonly Canary[]): CanaryScanner {
  const root: Branch = { needles: [], longer: new Map() };
  for (const canary of canaries) for (const needle of needlesOf(canary)) plant(root, needle, 0);
  return {
    find(input) {
      const bytes = typeof input === 'string' ? Buffer.from(input) : Buffer.from(input.buffer, input.byteOffset, input.byteLength);
      const sightings: Sighting[] = [];
      for (let at = 0; at + KEY <= bytes.length; at++) {
        const needle = longestAt(root, bytes, at);
        if (needle === null) continue;
        const context = bytes.toString('latin1', Math.max(0, at - 120), at + needle.bytes.length + 40);
        sightings.push({ kind: needle.kind, spelling: needle.spelling, at, context });
      }
      return sightings;
    },
  };
}

/** @param at where the bytes begin that the branch has not yet told */
function plant(branch: Branch, needle: Needle, at: number): void {
  if (branch.longer === null || at + KEY > needle.bytes.length) {
    branch.needles.push(needle);
    if (branch.longer !== null || branch.needles.length <= MANY) return;
    const many = branch.needles;
    branch.needles = [];
    branch.longer = new Map();
    for (const one of many) plant(branch, one, at);
    return;
  }
  const key = needle.bytes.readUInt32LE(at);
  const next = branch.longer.get(key) ?? { needles: [], longer: null };
  branch.longer.set(key, next);
  plant(next, needle, at + KEY);
}

function longestAt(root: Branch, bytes: Buffer, start: number): Needle | null {
  let found: Needle | null = null;
  let branch: Branch | undefined = root;
  for (let at = start; branch !== undefined; at += KEY) {
    for (const needle of branch.needles) {
      const longer = found === null || needle.bytes.length > found.bytes.length;
      if (longer && endsWith(bytes, needle.bytes, start, at)) found = needle;
    }
    branch = at + KEY <= bytes.length ? branch.longer?.get(bytes.readUInt32LE(at)) : undefined;
  }
  return found;
}

/** Whether a needle that begins at `start` and is the same up to `at` goes on the same. */
function endsWith(bytes: Buffer, needle: Buffer, start: number, at: number): boolean {
  for (let place = at - start; place < needle.length; place++) if (bytes[start + place] !== needle[place]) return false;
  return true;
}

/** A world has the same canaries for each of its many scanners, and more with time. */
const made = new WeakMap<Canary, readonly Needle[]>();

function needlesOf(canary: Canary): readonly Needle[] {
  const known = made.get(canary);
  if (known !== undefined) return known;
  const needles = spelledOut(canary);
  made.set(canary, needles);
  return needles;
}

function spelledOut({ kind, value }: Canary): Needle[] {
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
