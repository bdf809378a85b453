import { invertedEffects } from '@codemirror/commands';
import { EditorState, type Extension, RangeSet, RangeValue, StateEffect, StateField, type Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Breaks in long lines that are not part of the text. A browser lays out a paragraph as a whole, and one
 * of a megabyte, which a token can be, costs tens of milliseconds with every key. So the editor holds such
 * a line in pieces, knows which of its line ends are its own, and everybody else sees the text without them.
 */

/** Characters of a piece. */
const PIECE = 4_000;
/** Lines up to this length stay whole: nobody notices them. */
const WHOLE = 2 * PIECE;

/** A line end that is not part of the text. What is typed beside it does not belong to it. */
const softBreak = new (class extends RangeValue {
  override startSide = 1;
  override endSide = -1;
})();

const setBreaks = StateEffect.define<readonly number[]>({
  // The filter's places are those of the document it makes already, for which the mapping is too short and empty.
  map: (positions, changes) => (changes.empty ? positions : positions.map((position) => changes.mapPos(position))),
});

const breaksIn = StateField.define<RangeSet<RangeValue>>({
  create: () => RangeSet.empty,
  update(breaks, { changes, effects }) {
    let next = breaks.map(changes);
    for (const effect of effects) {
      if (effect.is(setBreaks)) next = next.update({ add: effect.value.map((at) => softBreak.range(at, at + 1)), sort: true });
    }
    return next;
  },
});

/** Places of the soft breaks in the editor's document, in order. */
function positionsOf(state: EditorState): number[] {
  const positions: number[] = [];
  for (const cursor = state.field(breaksIn).iter(); cursor.value !== null; cursor.next()) positions.push(cursor.from);
  return positions;
}

/** Breaks what a change made too long, in the same step, so that it is undone with it. */
function breakLongLines(transaction: Transaction) {
  if (!transaction.docChanged) return transaction;
  const { newDoc } = transaction;
  const places: number[] = [];
  transaction.changes.iterChangedRanges((_fromA, _toA, fromB, toB) => {
    for (let at = fromB; at <= toB; ) {
      const line = newDoc.lineAt(at);
      if (line.length > WHOLE) for (let piece = line.from + PIECE; piece < line.to; piece += PIECE) places.push(piece);
      at = line.to + 1;
    }
  });
  if (places.length === 0) return transaction;
  const breaks = [...new Set(places)].toSorted((a, b) => a - b);
  return [
    transaction,
    {
      changes: breaks.map((from) => ({ from, insert: '\n' })),
      effects: setBreaks.of(breaks.map((from, index) => from + index)),
      sequential: true,
    },
  ];
}

/** Breaks that a change takes away, for undoing it to bring back. */
function lostBreaks({ startState, changes }: Transaction) {
  const lost = positionsOf(startState).filter((at) => changes.touchesRange(at, at + 1) === 'cover');
  return lost.length === 0 ? [] : [setBreaks.of(lost)];
}

/** A part of the document as its text is. */
function slice(state: EditorState, from: number, to: number): string {
  const pieces: string[] = [];
  let at = from;
  for (const position of positionsOf(state)) {
    if (position < from || position >= to) continue;
    pieces.push(state.sliceDoc(at, position));
    at = position + 1;
  }
  pieces.push(state.sliceDoc(at, to));
  return pieces.join('');
}

/** The text in the editor, without the breaks that are not part of it. */
export function textIn(state: EditorState): string {
  return slice(state, 0, state.doc.length);
}

/** Characters of the text in the editor. */
export function textLength(state: EditorState): number {
  return state.doc.length - state.field(breaksIn).size;
}

/** Takes stretches of the text to where they stand in the document. */
export function placesIn(state: EditorState): <S extends { readonly from: number; readonly to: number }>(stretch: S) => S {
  // Where in the text each break stands: as many breaks lie before it as its place in the list.
  const places = positionsOf(state).map((position, index) => position - index);
  const before = (holds: (place: number) => boolean) => {
    let count = 0;
    while (count < places.length && holds(places[count] ?? Number.POSITIVE_INFINITY)) count += 1;
    return count;
  };
  return (stretch) => ({
    ...stretch,
    from: stretch.from + before((place) => place <= stretch.from),
    to: stretch.to + before((place) => place < stretch.to),
  });
}

/** Keeps long lines in pieces. */
export const softBreaks: Extension = [
  breaksIn,
  EditorState.transactionFilter.of(breakLongLines),
  invertedEffects.of(lostBreaks),
  EditorView.clipboardOutputFilter.of((text, state) => {
    const chosen = state.selection.ranges.filter(({ empty }) => !empty);
    return chosen.length === 0 ? text : chosen.map(({ from, to }) => slice(state, from, to)).join('\n');
  }),
];
