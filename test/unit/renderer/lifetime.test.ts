import { expect, test } from 'vitest';
import { lifetime } from '../../../renderer/features/run/lifetime.ts';

const issued = Math.floor(new Date(2026, 10, 21, 14, 2, 11).getTime() / 1_000);
const hour = 3_600;
const at = (seconds: number) => (issued + seconds) * 1_000;

test('says how much is left, and how much of the whole has passed', () => {
  expect(lifetime(issued, issued + hour, at(240))).toEqual({
    state: 'running',
    passed: 240 / hour,
    issued: 'issued 14:02:11',
    left: '56 min of 1 h left · expires 15:02:11',
  });
});

test('ends exactly at its end', () => {
  expect(lifetime(issued, issued + hour, at(hour) - 1)?.state).toBe('running');
  expect(lifetime(issued, issued + hour, at(hour))).toMatchObject({ state: 'expired', passed: 1 });
});

test('says since when it is over', () => {
  expect(lifetime(issued, issued + hour, at(hour + 240))?.left).toBe('expired 4 minutes ago · 15:02:11');
});

test('begins in the future where the clocks differ', () => {
  expect(lifetime(issued, issued + hour, at(-60))).toMatchObject({ state: 'not_yet_valid', passed: 0 });
});

test.each([
  ['unknown', null],
  ['later than the end', issued + 2 * hour],
  ['no number', Number.NaN],
])('shows no share of the whole where the start is %s', (_what, start) => {
  expect(lifetime(start, issued + hour, at(0))).toMatchObject({
    state: 'running',
    passed: 0,
    issued: '',
    left: '1 h left · expires 15:02:11',
  });
});

test('is nothing where nobody knows the end', () => {
  expect(lifetime(issued, null, at(0))).toBeNull();
  expect(lifetime(issued, Number.POSITIVE_INFINITY, at(0))).toBeNull();
});

test('survives an end that no calendar has', () => {
  expect(lifetime(issued, 1e18, at(0))?.left).toContain('outside the calendar');
});
