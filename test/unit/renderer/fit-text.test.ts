import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitArrowTexts, fitText } from '../../../renderer/features/run/fit-text.ts';

/** Every character ten pixels wide. */
const measure = (text: string) => Array.from(text).length * 10;

test('keeps what fits, ends the rest in an ellipsis', () => {
  expect(fitText('code, state', 110, measure)).toBe('code, state');
  expect(fitText('code, state', 109, measure)).toBe('code, sta…');
  expect(fitText('code, state', 70, measure)).toBe('code,…');
  expect(fitText('code', 10, measure)).toBe('');
});

test('never cuts a character in two', () => {
  expect(fitText('👩🏽‍💻👩🏽‍💻', 30, measure)).not.toMatch(/[\uD800-\uDBFF]…/);
});

test('never draws more than there is room for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(400), (text, width) => {
      expect(measure(fitText(text, width, measure))).toBeLessThanOrEqual(width);
    }),
  );
});

test('keeps the status whole while anything of the label can stay, then the label', () => {
  expect(fitArrowTexts('discovery', '200 · 9 ms', 210, measure)).toEqual({ label: 'discovery', detail: '200 · 9 ms' });
  expect(fitArrowTexts('discovery', '200 · 9 ms', 160, measure)).toEqual({ label: 'disc…', detail: '200 · 9 ms' });
  expect(fitArrowTexts('discovery', '200 · 9 ms', 100, measure)).toEqual({ label: 'discovery', detail: '' });
});
