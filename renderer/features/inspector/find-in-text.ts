/** A token in a text, by its place. */
export interface FoundToken {
  readonly from: number;
  readonly to: number;
}

/** What tokens a text holds. */
export interface FoundInText {
  /** What the text is, where it is more than a token: `a cURL command`. Null for a token alone. */
  readonly place: string | null;
  readonly tokens: readonly FoundToken[];
}

/** Compact tokens begin with the Base64url of `{"`. */
const compact = /\bey[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){2,4}/g;

/** Tokens shown of one text: more are a log, and nobody chooses among them. */
const MOST = 100;

/** Finds the tokens in whatever was pasted. A text that is or is meant as one token is that token. */
export function findInText(text: string): FoundInText {
  const from = text.length - text.trimStart().length;
  const whole = { from, to: text.trimEnd().length };
  const trimmed = text.slice(whole.from, whole.to);
  const place = placeOf(trimmed);
  if (place === null) return { place: null, tokens: [whole] };
  const tokens: FoundToken[] = [];
  for (const { index, 0: match } of trimmed.matchAll(compact)) {
    if (tokens.length < MOST) tokens.push({ from: from + index, to: from + index + match.length });
  }
  return tokens.length === 0 ? { place: null, tokens: [whole] } : { place, tokens };
}

function placeOf(text: string): string | null {
  if (/^[\w+/=~.-]+$/.test(text)) return null;
  if (/^(?:\$ )?curl\s/.test(text)) return 'a cURL command';
  if (/^https?:\/\//.test(text) && !/\s/.test(text)) return 'a URL';
  if (/^[[{]/.test(text)) return text.includes('"log"') && text.includes('"entries"') ? 'a HAR file' : 'a JSON text';
  if (/^(?:authorization\s*:\s*)?(?:bearer|dpop)\s/i.test(text)) return 'an Authorization header';
  return 'a text';
}
