import { base64Runs } from './base64-runs.ts';
import { type DecodedView, decodedViews } from './decoded-view.ts';
import { findInputs, findMembers, findParameters, type ParameterPlace } from './find-fields.ts';
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

/** Finds what must not be shown, in the text itself and in everything it decodes to. */
export function findSecrets(text: string, search: SecretSearch): Span[] {
  return findInViews(text, search, text.length > LARGE ? DEPTH - 1 : DEPTH, new Set([text]));
}

/** @param seen views already searched: two encodings undone in either order give the same text */
function findInViews(text: string, search: SecretSearch, depth: number, seen: Set<string>): Span[] {
  const spans: Span[] = [];
  if (search.fields !== null) {
    findParameters(text, search.fields, spans);
    findMembers(text, spans);
    findInputs(text, spans);
  }
  for (const needle of search.needles) findNeedle(text, needle, spans);
  if (search.cut) findCutNeedles(text, search.needles, spans);
  if (depth === 0) return spans;
  const below = search.fields === null ? search : { ...search, fields: 'text' as const };
  for (const view of decodedViews(text)) findInView(view, below, depth, seen, spans);
  // Inside Base64 only what is known counts: the claims of a JWT are there to be read.
  if (search.needles.length > 0)
    for (const view of base64Runs(text, spans)) findInView(view, { ...below, fields: null }, depth, seen, spans);
  return spans;
}

function findInView(view: DecodedView, search: SecretSearch, depth: number, seen: Set<string>, spans: Span[]): void {
  if (seen.has(view.text)) return;
  seen.add(view.text);
  for (const { start, end, kind } of findInViews(view.text, search, depth - 1, seen)) spans.push({ ...view.sourceSpan(start, end), kind });
}

function findNeedle(text: string, needle: Needle, spans: Span[]): void {
  for (let at = text.indexOf(needle.text); at !== -1; at = text.indexOf(needle.text, at + needle.text.length)) {
    const end = Math.min(text.length, at + needle.text.length + needle.right);
    spans.push({ start: Math.max(0, at - needle.left), end, kind: needle.kind });
  }
}

/** The beginnings of secrets (four characters or more) with which a cut text ends. */
function findCutNeedles(text: string, needles: readonly Needle[], spans: Span[]): void {
  for (const { text: needle, kind, left } of needles) {
    for (let length = Math.min(needle.length - 1, text.length); length >= 4; length--) {
      if (!text.endsWith(needle.slice(0, length))) continue;
      spans.push({ start: Math.max(0, text.length - length - left), end: text.length, kind });
      break;
    }
  }
}
