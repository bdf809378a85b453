import { describe, expect, test } from 'vitest';
import { clockWords, countingWords, dateTimeWords, durationWords, spanWords } from '../../../renderer/features/run/time-words.ts';

describe('how long something took', () => {
  test.each([
    [0.2, '< 1 ms'],
    [31.4, '31 ms'],
    [999.6, '1.0 s'],
    [4_200, '4.2 s'],
    [9_960, '10 s'],
    [59_499, '59 s'],
    [59_600, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
  ])('%d ms is %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});

describe('what counts', () => {
  test.each([
    [-5, '0 s'],
    [999, '0 s'],
    [12_700, '12 s'],
    [288_000, '4 min 48 s'],
  ])('%d ms is %s', (ms, words) => {
    expect(countingWords(ms)).toBe(words);
  });
});

describe('a lifetime', () => {
  test.each([
    [-1, '0 s'],
    [45, '45 s'],
    [3_359, '55 min'],
    [3_600, '1 h'],
    [4_800, '1 h 20 min'],
    [259_200, '3 d'],
    [315_360_000, '10 years'],
  ])('%d s is %s', (seconds, words) => {
    expect(spanWords(seconds)).toBe(words);
  });
});

describe('the clock', () => {
  const now = new Date(2026, 10, 21, 14, 2, 11).getTime();

  test('says the time alone today, and the day where it is another', () => {
    expect(clockWords(new Date(2026, 10, 21, 15, 2, 11).getTime(), now)).toBe('15:02:11');
    expect(clockWords(new Date(2026, 10, 22, 0, 0, 1).getTime(), now)).toBe('22 Nov 00:00:01');
    expect(clockWords(new Date(2027, 0, 2, 9, 0, 0).getTime(), now)).toBe('2 Jan 2027 09:00:00');
    expect(dateTimeWords(now)).toBe('21 Nov 2026 14:02:11');
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e20, -1e20])('survives %d, which no calendar has', (moment) => {
    expect(clockWords(moment, now)).toBe('outside the calendar');
  });
});
