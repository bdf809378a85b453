import type { DecodedView } from './decoded-view.ts';
import { mergeSpans, type Span } from './span.ts';

/** Shorter runs are words; what a secret looks like in them is looked for directly. */
const SHORTEST_RUN = 16;

/** 1 for each character code of Base64 and Base64url. */
const alphabet = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') alphabet[character.charCodeAt(0)] = 1;

/**
 * The texts that stand Base64-encoded in a text, each run of Base64 characters on its own. Finds what
 * was escaped, or encoded once more, before somebody wrapped it: a request repeated in Base64 holds
 * its own `Authorization: Basic`. Runs that are sealed already, and those that hold no text, are left out.
 */
export function base64Runs(source: string, sealed: readonly Span[]): DecodedView[] {
  const views: DecodedView[] = [];
  let start = nextRun(source, 0);
  if (start === -1) return views;
  const covers = mergeSpans(sealed);
  let next = 0;
  while (start !== -1) {
    const end = runEnd(source, start + SHORTEST_RUN);
    while ((covers[next]?.end ?? source.length) < end) next++;
    const isSealed = (covers[next]?.start ?? source.length) <= start;
    const text = isSealed ? null : decodeText(source.slice(start, end));
    if (text !== null) views.push(viewOf(text, start));
    start = nextRun(source, end);
  }
  return views;
}

// No regular expressions: V8 keeps a way back for every character of a run, and a run may have 10 MB.

/** Where the next run begins, or -1. Looks at the end of each window first: most are passed by with one look. */
function nextRun(source: string, from: number): number {
  let start = from;
  while (start + SHORTEST_RUN <= source.length) {
    let probe = start + SHORTEST_RUN - 1;
    while (probe >= start && alphabet[source.charCodeAt(probe)] === 1) probe--;
    if (probe < start) return start;
    start = probe + 1;
  }
  return -1;
}

function runEnd(source: string, from: number): number {
  let end = from;
  while (alphabet[source.charCodeAt(end)] === 1) end++;
  return end;
}

function viewOf(text: string, offset: number): DecodedView {
  return {
    text,
    // Three bytes are four characters; a character that shares bits with the outside goes along.
    sourceSpan: (start, end) => ({ start: offset + Math.floor((start * 4) / 3), end: offset + Math.ceil((end * 4) / 3) }),
  };
}

/** The bytes as text, one character each, or null where they are not text. */
function decodeText(encoded: string): string | null {
  const standard = encoded.replaceAll('-', '+').replaceAll('_', '/');
  // One character left over is no Base64: the run began or ended with something else.
  const bytes = atob(standard.length % 4 === 1 ? standard.slice(0, -1) : standard);
  return /[^\t\n\r\x20-\x7e\x80-\xff]/.test(bytes) ? null : bytes;
}
