/** What is wrong with a JSON text, and the index of the character where it shows. */
export interface JsonFault {
  readonly reason: string;
  readonly position: number;
}

const literal = /true|false|null/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function afterSpace(text: string, start: number): number {
  let end = start;
  for (;;) {
    const code = text.charCodeAt(end);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return end;
    end += 1;
  }
}

function named(text: string, position: number): string {
  if (position >= text.length) return 'the text ends';
  const code = text.codePointAt(position) ?? 0;
  return code < 0x20
    ? `the control character U+${code.toString(16).toUpperCase().padStart(4, '0')} stands`
    : `“${String.fromCodePoint(code)}” stands`;
}

type Stop = { readonly fault: JsonFault };

function unexpected(text: string, position: number, wanted: string): Stop {
  return { fault: { reason: `${named(text, position)} where ${wanted} belongs.`, position } };
}

/** Whether a character stands for itself inside a string; NaN, past the end, does not. */
function isPlain(code: number): boolean {
  return code >= 0x20 && code !== 0x22 && code !== 0x5c;
}

/** End of the string that starts at `start`, or what is wrong inside it. */
function readString(text: string, start: number): number | Stop {
  let end = start + 1;
  for (;;) {
    // Character by character: one long match of a regular expression can exhaust its stack.
    while (isPlain(text.charCodeAt(end))) end += 1;
    const character = text[end];
    if (character === '"') return end + 1;
    if (character === undefined) return { fault: { reason: 'the text ends inside a string.', position: text.length } };
    if (character !== '\\') return { fault: { reason: `${named(text, end)} unescaped inside a string.`, position: end } };
    const escaped = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(end, end + 6));
    if (escaped === null) return { fault: { reason: 'a backslash stands before a character that has no escape.', position: end } };
    end += escaped[0].length;
  }
}

/** End of the string, number or literal that starts at `start`; -1 where none does. */
function readScalar(text: string, start: number): number | Stop {
  const code = text.charCodeAt(start);
  if (code === 0x22) return readString(text, start);
  return endOf(code >= 0x61 ? literal : number, text, start);
}

interface Level {
  readonly names: Set<string> | null;
}

/**
 * The first fault of a JSON text: broken syntax, or a name that an object has twice; null when there
 * is none. Slow beside `JSON.parse` and only called when that failed or lost a member; unlike the
 * engines' messages, its places and words are the same everywhere.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export function findJsonFault(text: string): JsonFault | null {
  const levels: Level[] = [];
  let position = afterSpace(text, 0);
  let state: 'value' | 'first' | 'name' | 'after' = 'value';
  for (;;) {
    const level = levels.at(-1);
    const character = text[position];
    if (state === 'after') {
      if (level === undefined) return position === text.length ? null : unexpected(text, position, 'the end').fault;
      const close = level.names === null ? ']' : '}';
      if (character === close) levels.pop();
      else if (character === ',') state = level.names === null ? 'value' : 'name';
      else return unexpected(text, position, `“,” or “${close}”`).fault;
      position = afterSpace(text, position + 1);
      continue;
    }
    if (state === 'first' && level !== undefined && character === (level.names === null ? ']' : '}')) {
      levels.pop();
      state = 'after';
      position = afterSpace(text, position + 1);
      continue;
    }
    if (level?.names && (state === 'first' || state === 'name')) {
      if (character !== '"') return unexpected(text, position, 'a member name in quotes').fault;
      const end = readString(text, position);
      if (typeof end !== 'number') return end.fault;
      const name: string = JSON.parse(text.slice(position, end));
      if (level.names.has(name)) return { reason: `the member “${name}” stands here a second time.`, position };
      level.names.add(name);
      position = afterSpace(text, end);
      if (text[position] !== ':') return unexpected(text, position, '“:”').fault;
      position = afterSpace(text, position + 1);
      state = 'value';
      continue;
    }
    if (character === '{' || character === '[') {
      levels.push({ names: character === '{' ? new Set() : null });
      state = 'first';
      position = afterSpace(text, position + 1);
      continue;
    }
    const end = readScalar(text, position);
    if (typeof end !== 'number') return end.fault;
    if (end === -1) return unexpected(text, position, 'a value').fault;
    position = afterSpace(text, end);
    state = 'after';
  }
}
