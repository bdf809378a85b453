/** Names of members and numbers of elements, from the outermost value inwards. */
export type JsonPath = readonly (string | number)[];

/** Where a value stands in a text: its first character, and the one after its last. */
export interface JsonPlace {
  readonly from: number;
  readonly to: number;
}

const space = /[ \t\n\r]*/y;

function afterSpace(text: string, start: number): number {
  space.lastIndex = start;
  space.test(text);
  return space.lastIndex;
}

function afterString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** The end of the value that begins at `start`. Counts brackets instead of descending: the depth is the writer's choice. */
function afterValue(text: string, start: number): number {
  let level = 0;
  for (let at = start; at < text.length; ) {
    const character = text[at];
    if (character === '"') {
      at = afterString(text, at);
      if (level === 0) return at;
      continue;
    }
    if (character === '{' || character === '[') level += 1;
    else if (character === '}' || character === ']') {
      level -= 1;
      if (level <= 0) return level === 0 ? at + 1 : at;
    } else if (level === 0 && /[,\s]/.test(character ?? '')) return at;
    at += 1;
  }
  return text.length;
}

/** The place of one member or element of the container that begins at `start`; of a repeated name the last, which counts. */
function stepInto(text: string, start: number, step: string | number): number | null {
  const named = text[start] === '{';
  if (named !== (typeof step === 'string') || (!named && text[start] !== '[')) return null;
  let found: number | null = null;
  let at = afterSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index += 1) {
    let name: string | number = index;
    if (named) {
      const end = afterString(text, at);
      name = JSON.parse(text.slice(at, end)) as string;
      at = afterSpace(text, afterSpace(text, end) + 1);
    }
    if (name === step) found = at;
    if (!named && found !== null) break;
    at = afterSpace(text, afterValue(text, at));
    if (text[at] === ',') at = afterSpace(text, at + 1);
  }
  return found;
}

/**
 * Finds a value in a text that is JSON. Where something on the way is missing, the innermost value that
 * is there: what lacks a member is the place to look at.
 */
export function placeInJson(text: string, path: JsonPath): JsonPlace {
  let from = afterSpace(text, 0);
  for (const step of path) {
    const next = stepInto(text, from, step);
    if (next === null) break;
    from = next;
  }
  return { from, to: afterValue(text, from) };
}
