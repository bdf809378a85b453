import { isObject } from '../model/plain-object.ts';
import { codeAt } from './code-at.ts';
import { findJsonFault, type JsonFault } from './json-fault.ts';
import { afterNumber, isExact } from './json-number.ts';

/** Deeper than any token means anything, and shallow enough for every recursive reader behind us. */
const MAX_DEPTH = 100;
/** A hundred times what tokens have, at whatever depth; an object of many more takes longer to make than to look at. */
const MAX_MEMBERS = 10_000;

export type JsonObjectReading =
  | { readonly object: Record<string, unknown>; readonly fault: JsonFault | null; readonly impreciseNumber: string | null }
  | { readonly object: null; readonly fault: JsonFault; readonly impreciseNumber: null };

interface Survey {
  /** Colons outside strings: one per member, at whatever depth. */
  readonly members: number;
  /** Where the structure became deeper than {@link MAX_DEPTH} or larger than {@link MAX_MEMBERS}; null where it did not. */
  readonly refused: JsonFault | null;
  /** Whether a number of 16 digits or more, or with an exponent, stands in it. */
  readonly longNumbers: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Index of the quote that ends the string starting at `start`, or the text's length. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let escapes = 0;
    while (codeAt(text, end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

/** One pass over the characters outside strings: what `JSON.parse` will not tell. */
function survey(text: string): Survey {
  let members = 0;
  let level = 0;
  let digits = 0;
  let longNumbers = false;
  const { length } = text;
  for (let index = 0; index < length; index += 1) {
    const code = codeAt(text, index);
    if (code >= 0x30 && code <= 0x39) {
      digits += 1;
      if (digits > 15) longNumbers = true;
      continue;
    }
    // The fraction belongs to the same number; an exponent makes any number worth a closer look.
    if (code === 0x2e) continue;
    if (code === 0x45 || (code === 0x65 && digits > 0)) longNumbers = true;
    digits = 0;
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === 0x3a) {
      members += 1;
      if (members > MAX_MEMBERS) {
        return { members, longNumbers, refused: { reason: `the JSON has more than ${MAX_MEMBERS} members.`, position: index } };
      }
    } else if (code === 0x7b || code === 0x5b) {
      level += 1;
      if (level > MAX_DEPTH) {
        return { members, longNumbers, refused: { reason: `the JSON is nested deeper than ${MAX_DEPTH} levels.`, position: index } };
      }
    } else if (code === 0x7d || code === 0x5d) level -= 1;
  }
  return { members, longNumbers, refused: null };
}

/** How many members the parsed value has, at whatever depth; fewer than were written means repeated names. */
function countMembers(value: object): number {
  if (Array.isArray(value)) {
    let count = 0;
    for (const item of value) count += countWithin(item);
    return count;
  }
  // Names and look-ups instead of Object.values: twice as fast on an object of many members.
  const names = Object.keys(value);
  let count = names.length;
  for (const name of names) count += countWithin((value as Record<string, unknown>)[name]);
  return count;
}

function countWithin(item: unknown): number {
  return typeof item === 'object' && item !== null ? countMembers(item) : 0;
}

/** The first number that a double cannot hold as it is written, or null. Of a text that is JSON. */
function findImpreciseNumber(text: string): string | null {
  for (let index = 0; index < text.length; index += 1) {
    if (codeAt(text, index) === QUOTE) {
      index = endOfString(text, index);
      continue;
    }
    const end = afterNumber(text, index);
    if (end === -1) continue;
    const written = text.slice(index, end);
    if (!isExact(written)) return written;
    index = end - 1;
  }
  return null;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return `a ${typeof value}`;
}

/**
 * Reads a JSON object and says what `JSON.parse` passes over: repeated names (which it resolves
 * silently), numbers it cannot hold, and nesting that is an attack. With repeated names the object
 * is still there (the last one won), beside the fault. `__proto__` is a member like any other.
 */
export function readJsonObject(text: string): JsonObjectReading {
  const seen = survey(text);
  if (seen.refused !== null) return { object: null, fault: seen.refused, impreciseNumber: null };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { object: null, fault: findJsonFault(text) ?? { reason: 'this is not JSON.', position: 0 }, impreciseNumber: null };
  }
  if (!isObject(value)) {
    return { object: null, fault: { reason: `this is ${kindOf(value)}, not a JSON object.`, position: 0 }, impreciseNumber: null };
  }
  return {
    object: value,
    fault: countMembers(value) === seen.members ? null : findJsonFault(text),
    impreciseNumber: seen.longNumbers ? findImpreciseNumber(text) : null,
  };
}
