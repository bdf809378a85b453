import { base64Runs } from './base64-runs.ts';
import { type DecodedView, decodedViews } from './decoded-view.ts';
import { findInputs, findMembers, findParameters, type ParameterPlace } from './find-fields.ts';
import { findNeedles } from './needle-index.ts';
import type { Needle } from './secret-needles.ts';
import type { Span } from './span.ts';

/** How a text is to be searched. */
export interface SecretSearch {
  readonly needles: readonly Needle[];
  /** Also by the names of parameters and JSON members; null looks for known secrets only. */
  readonly fields: ParameterPlace | null;
  /** The text may end in the middle of a secret: the receiver stopped, or the connection broke. */
  readonly cut?: boolean;
}

/** How often text may be escaped over again: JSON in JSON in a form. Large texts get one less. */
const DEPTH = 3;
const LARGE = 1_000_000;

/** What was searched already, so that nothing is searched twice. */
interface Searched {
  /**
   * Whole views, and how deep was looked: two encodings undone in either order give the same text. A list: to compare
   * a few is less than to hash them.
   */
  readonly views: { readonly text: string; depth: number }[];
  /** What was found in runs of Base64, which also stand in several views, and how deep was looked. */
  readonly runs: Map<string, { readonly depth: number; readonly spans: Span[] }>;
}

/** Finds what must not be shown, in the text itself and in everything it decodes to. */
export function findSecrets(text: string, search: SecretSearch): Span[] {
  return findInViews(text, search, text.length > LARGE ? DEPTH - 1 : DEPTH, null);
}

/** @param searchedAbove null for a text that is not a view of another */
function findInViews(text: string, search: SecretSearch, depth: number, searchedAbove: Searched | null): Span[] {
  const spans: Span[] = [];
  if (search.fields !== null) {
    findParameters(text, search.fields, spans);
    findMembers(text, spans);
    findInputs(text, spans);
  }
  findNeedles(text, search.needles, spans);
  if (search.cut) findCutNeedles(text, search.needles, spans);
  if (depth === 0) return spans;

  const runs = search.needles.length === 0 ? [] : base64Runs(text, spans);
  const views = decodedViews(text);
  // As in nearly every header.
  if (runs.length === 0 && views.length === 0) return spans;
  const below = search.fields === null ? search : { ...search, fields: 'text' as const };
  const searched = searchedAbove ?? { views: [{ text, depth }], runs: new Map() };
  // Before the views below, which hold the same runs and look less deep into them.
  findInRuns(runs, { ...below, fields: null }, depth, searched, spans);
  for (const view of views) {
    const before = searched.views.find(({ text: seen }) => seen === view.text);
    // A look that did not go as deep has missed what was escaped over again.
    if (before !== undefined && before.depth >= depth - 1) continue;
    if (before === undefined) searched.views.push({ text: view.text, depth: depth - 1 });
    else before.depth = depth - 1;
    addFrom(view, findInViews(view.text, below, depth - 1, searched), spans);
  }
  return spans;
}

/** Inside Base64 only what is known counts: the claims of a JWT are there to be read. */
function findInRuns(found: readonly DecodedView[], search: SecretSearch, depth: number, { runs }: Searched, spans: Span[]): void {
  for (const run of found) {
    const known = runs.get(run.text);
    const inside =
      known !== undefined && known.depth >= depth
        ? known
        : { depth, spans: findInViews(run.text, search, depth - 1, { views: [{ text: run.text, depth: depth - 1 }], runs }) };
    runs.set(run.text, inside);
    addFrom(run, inside.spans, spans);
  }
}

function addFrom(view: DecodedView, found: readonly Span[], spans: Span[]): void {
  for (const { start, end, kind } of found) spans.push({ ...view.sourceSpan(start, end), kind });
}

/** An escape that was cut off, at the end of a text: `%C`, `\u00`, `&#x2`. */
const cutEscape = /(?:%[0-9a-f]?|\\(?:u[0-9a-f]{0,3}|x[0-9a-f]?)?|&(?:#x?)?[0-9a-z]{0,6})$/i;
const LONGEST_ESCAPE = 9;

/** The beginnings of secrets (four characters or more) with which a cut text ends. */
function findCutNeedles(text: string, needles: readonly Needle[], spans: Span[]): void {
  const half = cutEscape.exec(text.slice(-LONGEST_ESCAPE))?.[0].length ?? 0;
  const ends = half === 0 ? [text] : [text, text.slice(0, -half)];
  for (const { text: needle, kind, left } of needles) {
    for (const end of ends) {
      const length = beginningAtEnd(end, needle);
      if (length > 0) spans.push({ start: Math.max(0, end.length - length - left), end: text.length, kind });
    }
  }
}

/** Fewer characters than this are too few to tell. */
const SHORTEST_BEGINNING = 4;

/**
 * How many characters of the needle's beginning, but not all, the text ends with; 0 where they are too few to tell.
 *
 * By Knuth, Morris and Pratt: trying each length takes an hour for a token of a million equal letters.
 */
function beginningAtEnd(text: string, needle: string): number {
  if (needle.length <= SHORTEST_BEGINNING || text.length < SHORTEST_BEGINNING) return 0;
  // Most texts are shorter than the needle and hold no beginning of it: this look takes least.
  if (!text.includes(needle.slice(0, SHORTEST_BEGINNING), text.length - needle.length + 1)) return 0;
  const last = needle.indexOf(text.slice(-SHORTEST_BEGINNING));
  if (last === -1 || last + SHORTEST_BEGINNING >= needle.length) return 0;
  const tail = text.slice(-(needle.length - 1));
  /** At `i`: how many characters the needle's first `i + 1` end with that it begins with too. */
  const borders = new Int32Array(tail.length);
  const extend = (matched: number, character: number): number => {
    let length = matched;
    while (length > 0 && needle.charCodeAt(length) !== character) length = borders[length - 1] ?? 0;
    return needle.charCodeAt(length) === character ? length + 1 : 0;
  };
  for (let i = 1; i < tail.length; i++) borders[i] = extend(borders[i - 1] ?? 0, needle.charCodeAt(i));
  let matched = 0;
  for (let i = 0; i < tail.length; i++) matched = extend(matched, tail.charCodeAt(i));
  return matched >= SHORTEST_BEGINNING ? matched : 0;
}
