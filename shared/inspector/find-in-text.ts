/** A token in a text: its place, and the token itself where the text writes it otherwise (percent-encoded, escaped). */
export interface FoundToken {
  readonly from: number;
  readonly to: number;
  readonly token: string;
  /** What the text calls it: `access_token`, `Bearer`. Empty where it just stands there. */
  readonly name: string;
}

/** What tokens a text holds. */
export interface FoundInText {
  /** What the text is, where it is more than a token: `a cURL command`. Null for a token alone. */
  readonly place: string | null;
  /** Never empty, in the order of the text; the same token is there once. */
  readonly tokens: readonly FoundToken[];
}

/** Tokens shown of one text: more are a log, and nobody chooses among them. */
const MOST = 100;

/** Members and parameters whose value is a token, whatever it looks like. */
const names = [
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'logout_token',
  'subject_token',
  'actor_token',
  'client_assertion',
  'assertion',
  'request',
  'response',
  'token',
  'software_statement',
  'registration_access_token',
  'SAMLResponse',
  'SAMLRequest',
];
const named = names.join('|');

/** Where a value begins: after a member of JSON, escaped or not, or of a list of names and values, as HAR has them. */
const beforeJson = new RegExp(`\\\\?"(${named})\\\\?"\\s{0,9}:\\s{0,9}\\\\?"`, 'g');
const beforeHar = new RegExp(`"name"\\s{0,9}:\\s{0,9}"(${named})"\\s{0,9},\\s{0,99}"value"\\s{0,9}:\\s{0,9}"`, 'g');
const beforeForm = new RegExp(`(?<![\\w-])(${named})=`, 'g');
/** A word without a digit is one of a sentence. */
const beforeHeader = /(?<![\w-])(Bearer|DPoP)\s{1,9}(?=\d|[A-Za-z][A-Za-z\-._~+/=]*\d)/gi;

/** Ends of a value, by what it stands in. */
const ends = {
  json: /["\\](?!\/)/g,
  form: /[&\s'"#;,<>\\]/g,
  header: /[^A-Za-z0-9\-._~+/=]/g,
} as const;

/** The first place at or after `from` where a pattern holds; the length of the text where it does not. */
function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found === null ? text.length : found.index;
}

function unescaped(value: string): string {
  return value.replaceAll('\\/', '/');
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', '%20'));
  } catch {
    return value;
  }
}

/** Base64 in a form may have lost its plus signs to spaces, or kept them. */
function formDecoded(value: string): string {
  return value.includes('%') ? percentDecoded(value).replaceAll(' ', '+') : value;
}

/** What follows the name of a scheme without being a token: a parameter of a challenge. */
function isParameter(text: string, from: number, to: number, name = ''): boolean {
  if (!/^(?:bearer|dpop)$/i.test(name)) return false;
  return /^[A-Za-z_]+=/.test(text.slice(from, to)) && text.charAt(to) === '"';
}

/** Values after a name. A name inside a value belongs to that value: a text of nothing but names is walked through once. */
function afterNames(text: string, pattern: RegExp, end: RegExp, decode: (value: string) => string): FoundToken[] {
  const tokens: FoundToken[] = [];
  let taken = 0;
  for (const match of text.matchAll(pattern)) {
    const from = match.index + match[0].length;
    if (from < taken) continue;
    const to = next(end, text, from);
    if (to === from || isParameter(text, from, to, match[1])) continue;
    tokens.push({ from, to, token: decode(text.slice(from, to)), name: match[1] ?? '' });
    if (tokens.length === MOST) break;
    taken = to;
  }
  return tokens;
}

/** An unbroken run of characters of tokens that begins like one; each character is looked at once. */
const run = /(?<![A-Za-z0-9_.~-])ey[A-Za-z0-9_.~-]{10,}/g;

/** Tokens that are recognised by themselves: a compact JWS, JWE or SD-JWT begins with the Base64url of `{"`. */
function compactOnes(text: string): FoundToken[] {
  const tokens: FoundToken[] = [];
  for (const { 0: piece, index } of text.matchAll(run)) {
    if (tokens.length === MOST) break;
    const dots = piece.split('.', 8).length - 1;
    // A sentence may end in a dot right after it.
    const token = dots > 2 && piece.endsWith('.') && dots !== 4 ? piece.slice(0, -1) : piece;
    if (dots >= 2 && (dots <= 5 || token.includes('~'))) tokens.push({ from: index, to: index + token.length, token, name: '' });
  }
  return tokens;
}

/** Certificates and keys in PEM, with whatever stands between them; a JSON text writes their line breaks as `\n`. */
function pemOnes(text: string): FoundToken[] {
  const from = text.indexOf('-----BEGIN ');
  if (from === -1) return [];
  const last = text.lastIndexOf('-----END ');
  const line = last > from ? (/^-----END [A-Z0-9 ]{1,64}-----/.exec(text.slice(last, last + 90))?.[0] ?? '') : '';
  const to = line === '' ? text.length : last + line.length;
  const token = text.slice(from, to);
  return [{ from, to, token: token.replaceAll(/(?:\\r)?\\n/g, '\n'), name: '' }];
}

function placeOf(text: string): string {
  if (/^(?:\$ )?curl\s/.test(text)) return 'a cURL command';
  if (/^https?:\/\//.test(text) && !/\s/.test(text)) return 'a URL';
  if (/^[[{]/.test(text)) return text.includes('"log"') && text.includes('"entries"') ? 'a HAR file' : 'a JSON text';
  if (/^(?:authorization\s*:\s*)?(?:bearer|dpop)\s/i.test(text)) return 'an Authorization header';
  return 'a text';
}

/** JSON that is a token or key itself, and not an answer that carries one. */
function isJoseJson(text: string): boolean {
  if (!text.startsWith('{')) return false;
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return false;
  }
  const { signatures, signature, ciphertext, recipients, kty, keys } = value;
  return (signatures ?? signature ?? ciphertext ?? recipients ?? kty) !== undefined || Array.isArray(keys);
}

/**
 * Finds the tokens in whatever was pasted: a header, an answer, an address, a command, a HAR file, a log.
 * A text that is or is meant as one token is that token.
 */
export function findInText(text: string): FoundInText {
  const trimmed = text.trim();
  const from = trimmed === '' ? 0 : text.indexOf(trimmed.charAt(0));
  const alone: FoundInText = { place: null, tokens: [{ from, to: from + trimmed.length, token: trimmed, name: '' }] };
  // A compact token with a foreign character in it is broken, and is to be told where.
  if (
    /^[\w+/=~.-]+$/.test(trimmed) ||
    /^ey\S+$/.test(trimmed) ||
    trimmed.startsWith('<') ||
    trimmed.startsWith('-----BEGIN ') ||
    isJoseJson(trimmed)
  )
    return alone;
  const found = [
    ...afterNames(text, beforeJson, ends.json, unescaped),
    ...afterNames(text, beforeHar, ends.json, unescaped),
    ...afterNames(text, beforeForm, ends.form, formDecoded),
    ...afterNames(text, beforeHeader, ends.header, (value) => value),
    ...compactOnes(text),
    ...pemOnes(text),
  ];
  const tokens: FoundToken[] = [];
  const known = new Set<string>();
  let end = 0;
  for (const one of found.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (one.from < end || known.has(one.token) || tokens.length === MOST) continue;
    known.add(one.token);
    tokens.push(one);
    end = one.to;
  }
  return tokens.length === 0 ? alone : { place: placeOf(trimmed), tokens };
}
