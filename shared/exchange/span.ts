import type { SealKind } from '../model/exchange.ts';

/** A part of a text that must not be shown: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: SealKind;
}

/** Joins overlapping spans and puts them in order; a joined span is called what its longest part was. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((span) => span.end > span.start).sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Span[] = [];
  let longest = 0;
  for (const span of sorted) {
    const last = merged.at(-1);
    const length = span.end - span.start;
    if (last === undefined || span.start >= last.end) {
      merged.push(span);
      longest = length;
      continue;
    }
    merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end), kind: length > longest ? span.kind : last.kind };
    longest = Math.max(longest, length);
  }
  return merged;
}
