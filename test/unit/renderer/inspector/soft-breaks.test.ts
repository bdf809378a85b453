import { history, isolateHistory, undo } from '@codemirror/commands';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import { expect, it } from 'vitest';
import { placesIn, softBreaks, textIn, textLength } from '../../../../renderer/features/inspector/soft-breaks.ts';

const start = EditorState.create({ extensions: [softBreaks, history()] });
const change = (state: EditorState, spec: TransactionSpec) => state.update({ ...spec, annotations: isolateHistory.of('full') }).state;
const long = Array.from({ length: 30_000 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
const text = `short\n${long}\nend`;

it('a long line is held in pieces, and the text is as it was', () => {
  const state = change(start, { changes: { from: 0, insert: text } });
  expect(state.doc.lines).toBeGreaterThan(8);
  expect(textIn(state)).toBe(text);
  expect(textLength(state)).toBe(text.length);
});

it('stays the text through edits within, at and across the breaks, and through undoing them', () => {
  let state = change(start, { changes: { from: 0, insert: text } });
  const { from } = state.doc.line(4);
  state = change(state, {
    changes: [
      { from, insert: 'X' },
      { from: from + 100, to: from + 9_000 },
    ],
  });
  const edited = textIn(state);
  expect(edited.length).toBe(text.length + 1 - (8_900 - 2));
  expect(edited.replace('X', '').slice(0, 8_000)).toBe(text.slice(0, 8_000));
  undo({ state, dispatch: (transaction) => (state = transaction.state) });
  expect(textIn(state)).toBe(text);
  state = change(state, { changes: { from: 0, to: state.doc.length } });
  expect(textIn(state)).toBe('');
  undo({ state, dispatch: (transaction) => (state = transaction.state) });
  expect(textIn(state)).toBe(text);
});

it('finds a stretch of the text in the document', () => {
  const state = change(start, { changes: { from: 0, insert: text } });
  const place = placesIn(state);
  for (const at of [0, 6, 4_005, 4_006, 4_007, 20_006, text.length - 1]) {
    const { from, to } = place({ from: at, to: at + 1 });
    expect(state.sliceDoc(from, to)).toBe(text[at]);
  }
});
