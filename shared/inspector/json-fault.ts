import { codeAt } from './code-at.ts';
import { afterNumber } from './json-number.ts';

/** What is wrong with a JSON text, and the index of the character where it shows. */
export interface JsonFault {
  readonly reason: string;
  readonly position: number;
}

/** Put after a text, so that nothing reads past its end. */
const END = '\0';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const [OPEN_ARRAY, CLOSE_ARRAY] = [0x5b, 0x5d];
const [OPEN_OBJECT, CLOSE_OBJECT] = [0x7b, 0x7d];

/** Here and below, a text ends in {@link END}. */
function isAtEnd(text: string, position: number): boolean {
  return position === text.length - END.length;
}

function named(text: string, position: number): string {
  if (isAtEnd(text, position)) return 'the text ends';
  const code = text.codePointAt(position) ?? 0;
  return code < 0x20
    ? `the control character U+${code.toString(16).toUpperCase().padStart(4, '0')} stands`
    : `“${String.fromCodePoint(code)}” stands`;
}

type Stop = { readonly fault: JsonFault };

function unexpected(text: string, position: number, wanted: string): Stop {
  return { fault: { reason: `${named(text, position)} where ${wanted} belongs.`, position } };
}

/** Whether a character stands for itself inside a string. */
function isPlain(code: number): boolean {
  return code >= 0x20 && code !== QUOTE && code !== BACKSLASH;
}

/** End of the escape that starts at a backslash; -1 where it is none. */
function afterEscape(text: string, start: number): number {
  const character = text.charAt(start + 1);
  if (character !== 'u') return '"\\/bfnrt'.includes(character) ? start + 2 : -1;
  return /^[0-9a-fA-F]{4}$/.test(text.slice(start + 2, start + 6)) ? start + 6 : -1;
}

/** End of the string that starts at `start`, or what is wrong inside it. */
function readString(text: string, start: number): number | Stop {
  let end = start + 1;
  for (;;) {
    // Character by character: one long match of a regular expression can exhaust its stack.
    while (isPlain(codeAt(text, end))) end += 1;
    const code = codeAt(text, end);
    if (code === QUOTE) return end + 1;
    if (isAtEnd(text, end)) return { fault: { reason: 'the text ends inside a string.', position: end } };
    if (code !== BACKSLASH) return { fault: { reason: `${named(text, end)} unescaped inside a string.`, position: end } };
    const after = afterEscape(text, end);
    if (after === -1) return { fault: { reason: 'a backslash stands before a character that has no escape.', position: end } };
    end = after;
  }
}

function afterLiteral(text: string, start: number): number {
  const literal = ['true', 'false', 'null'].find((word) => text.startsWith(word, start));
  return literal === undefined ? -1 : start + literal.length;
}

/** End of the string, number or literal that starts at `start`; -1 where none does. */
function readScalar(text: string, start: number): number | Stop {
  const code = codeAt(text, start);
  if (code === QUOTE) return readString(text, start);
  return code >= 0x61 ? afterLiteral(text, start) : afterNumber(text, start);
}

interface Level {
  readonly isObject: boolean;
  readonly close: number;
  /** Names of the members so far; null before the first. */
  names: Set<string> | null;
}

/**
 * The first fault of a JSON text: broken syntax, or a name that an object has twice; null when there
 * is none. Slow beside `JSON.parse` and only called when that failed or lost a member; unlike the
 * engines' messages, its places and words are the same everywhere.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export function findJsonFault(json: string): JsonFault | null {
  const text = `${json}${END}`;
  const levels: Level[] = [];
  let level: Level | undefined;
  let position = 0;
  let state: 'value' | 'first' | 'name' | 'colon' | 'after' = 'value';
  for (;;) {
    const code = codeAt(text, position);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      position += 1;
    } else if (state === 'after' && level === undefined) {
      return isAtEnd(text, position) ? null : unexpected(text, position, 'the end').fault;
    } else if (level !== undefined && code === level.close && (state === 'after' || state === 'first')) {
      levels.pop();
      level = levels.at(-1);
      state = 'after';
      position += 1;
    } else if (state === 'after') {
      if (code !== COMMA) return unexpected(text, position, `“,” or “${level?.isObject ? '}' : ']'}”`).fault;
      state = level?.isObject ? 'name' : 'value';
      position += 1;
    } else if (state === 'colon') {
      if (code !== COLON) return unexpected(text, position, '“:”').fault;
      state = 'value';
      position += 1;
    } else if (level?.isObject && state !== 'value') {
      if (code !== QUOTE) return unexpected(text, position, 'a member name in quotes').fault;
      const end = readString(text, position);
      if (typeof end !== 'number') return end.fault;
      const name: string = JSON.parse(text.slice(position, end));
      level.names ??= new Set();
      if (level.names.has(name)) return { reason: `the member “${name}” stands here a second time.`, position };
      level.names.add(name);
      state = 'colon';
      position = end;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      const isObject = code === OPEN_OBJECT;
      level = { isObject, close: isObject ? CLOSE_OBJECT : CLOSE_ARRAY, names: null };
      levels.push(level);
      state = 'first';
      position += 1;
    } else {
      const end = readScalar(text, position);
      if (typeof end !== 'number') return end.fault;
      if (end === -1) return unexpected(text, position, 'a value').fault;
      state = 'after';
      position = end;
    }
  }
}
