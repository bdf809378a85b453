import { randomBytes } from 'node:crypto';

/** A secret that is recognised wherever it turns up, whole or in part. */
export interface Canary {
  readonly kind: string;
  readonly value: string;
}

/** What stands between the two marks of a canary: every character here is spelled differently by some encoding. */
const awkward = {
  /** For values that may hold anything. */
  text: `+/%41 ~"'&<é>=\\ü€`,
  /** For header values: no header may have what is beyond Latin-1. */
  header: `+/%41 ~"'&<é>=\\ü`,
  /** For cookies: a semicolon, a comma or a blank would end the value. */
  cookie: `+/%41~'&<>=`,
  /** For tokens and codes of servers that keep to the printable characters. */
  token: `+/%41~'&<>=`,
  /** For paths that a server must be able to repeat exactly. */
  path: `+/%41~'&=`,
  /** For host names. */
  host: '',
} as const;

/** A canary with a random mark at either end, so that a part of it is found as well as the whole. */
export function makeCanary(kind: string, place: keyof typeof awkward = 'text'): Canary {
  const mark = () => randomBytes(6).toString('hex');
  return place === 'host'
    ? { kind, value: `canary${mark()}${mark()}canary` }
    : { kind, value: `CANARY-${mark()}-${awkward[place]}-${mark()}-YRANAC` };
}

/** A value that somebody else made up (a code verifier, a signed token), to be looked for like a canary. */
export function foundCanary(kind: string, value: string): Canary {
  return { kind, value };
}
