/** What can be done to a text, whatever token it is. */
export const editKinds = [
  'replace',
  'flip-bit',
  'drop-part',
  'repeat-part',
  'swap-parts',
  'rewrite',
  'repeat-member',
  'case',
  'cut-off',
  'wrap',
] as const;

/** One change. The numbers are taken modulo what there is, so that every edit fits every text. */
export interface Edit {
  readonly kind: (typeof editKinds)[number];
  readonly at: number;
  readonly size: number;
  /** What is put in: characters, or what stands in for a value. */
  readonly put: string;
}

/** What attackers and accidents put where a value was. */
export const nasty: readonly string[] = [
  '"none"',
  '"nOnE"',
  '"HS256"',
  '"RS256"',
  '"RSA1_5"',
  '"ES256K"',
  '["b64"]',
  '["exp"]',
  'false',
  'null',
  '{}',
  '[]',
  '""',
  '-0',
  '1e400',
  '99999999999999999999999999',
  '1e-7',
  '{"__proto__":{"alg":"none"}}',
  `${'['.repeat(120)}${']'.repeat(120)}`,
  '"\\ud800"',
  '"\\u0000"',
  '"https://attacker.example/jwks"',
  '{"kty":"oct","k":""}',
  '{"kty":"EC","crv":"P-256","x":"","y":""}',
];

/** Characters that mean something to one of the readers. */
export const grammar = [
  '.',
  '~',
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\\',
  '=',
  '+',
  '/',
  '-',
  '_',
  '%',
  ' ',
  '\n',
  '\t',
  '…',
  'é',
  '😀',
  'A',
  'z',
  '9',
  '0',
];

const wrappings: readonly (readonly [before: string, after: string])[] = [
  ['Bearer ', ''],
  ['DPoP ', '\n'],
  ['{"access_token":"', '","token_type":"Bearer"}'],
  ['https://app.example/cb#access_token=', '&state=1'],
  ["curl -H 'Authorization: Bearer ", "' https://api.example"],
  ['"', '"'],
  ['\n  ', '  \n'],
  ['{"log":{"entries":[{"request":{"headers":[{"name":"Authorization","value":"Bearer ', '"}]}}]}}'],
];

function partsOf(text: string): string[] {
  return text.split(/([.~"])/);
}

/** Decodes a piece, lets it be changed, and encodes it again; a piece that is no Base64url stays. */
function within(piece: string, change: (bytes: Buffer) => Buffer): string {
  if (!/^[A-Za-z0-9_-]{4,}$/.test(piece)) return piece;
  return change(Buffer.from(piece, 'base64url')).toString('base64url');
}

/** Some piece that carries something, by number. */
function pieceIndex(parts: readonly string[], at: number): number {
  const full = parts.flatMap((part, index) => (part.length >= 4 ? [index] : []));
  return full[at % Math.max(full.length, 1)] ?? 0;
}

/** Puts something else in the place of a value of a JSON object. */
function rewrite(json: string, at: number, put: string): string {
  const values = [...json.matchAll(/:\s*(?:"(?:[^"\\]|\\.)*"|-?\d+|true|false|null)/g)];
  const value = values[at % Math.max(values.length, 1)];
  if (value === undefined) return json;
  return `${json.slice(0, value.index + 1)}${put}${json.slice(value.index + value[0].length)}`;
}

function repeatMember(json: string, at: number, put: string): string {
  const members = [...json.matchAll(/"(?:[^"\\]|\\.)*"\s*:/g)];
  const member = members[at % Math.max(members.length, 1)];
  const brace = json.indexOf('{');
  if (member === undefined || brace === -1) return json;
  return `${json.slice(0, brace + 1)}${member[0]}${put},${json.slice(brace + 1)}`;
}

function applyEdit(text: string, { kind, at, size, put }: Edit): string {
  const place = at % Math.max(text.length, 1);
  const parts = partsOf(text);
  const index = pieceIndex(parts, at);
  const replaced = (piece: string) => parts.map((part, other) => (other === index ? piece : part)).join('');
  const inJson = (change: (json: string) => string) =>
    text.startsWith('{') && size % 2 === 0
      ? change(text)
      : replaced(within(parts[index] ?? '', (bytes) => Buffer.from(change(bytes.toString()))));
  switch (kind) {
    case 'replace':
      return text.slice(0, place) + put + text.slice(place + (size % 4));
    case 'flip-bit':
      return replaced(
        within(parts[index] ?? '', (bytes) => {
          const byte = size % bytes.length;
          bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (at % 8));
          return bytes;
        }),
      );
    case 'drop-part':
      return replaced('');
    case 'repeat-part':
      return replaced(`${parts[index] ?? ''}.${parts[index] ?? ''}`);
    case 'swap-parts': {
      const other = pieceIndex(parts, at + 1 + (size % 3));
      const swapped = [...parts];
      swapped[index] = parts[other] ?? '';
      swapped[other] = parts[index] ?? '';
      return swapped.join('');
    }
    case 'rewrite':
      return inJson((json) => rewrite(json, size, put));
    case 'repeat-member':
      return inJson((json) => repeatMember(json, size, put));
    case 'case': {
      const letter = text.charAt(place);
      return text.slice(0, place) + (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()) + text.slice(place + 1);
    }
    case 'cut-off':
      return size % 2 === 0 ? text.slice(0, place) : text.slice(place);
    case 'wrap': {
      const [before, after] = wrappings[size % wrappings.length] ?? ['', ''];
      return before + text + after;
    }
  }
}

/** A text with these changes, one after the other. */
export function mutate(text: string, edits: readonly Edit[]): string {
  return edits.reduce(applyEdit, text);
}
