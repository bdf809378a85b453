import { expect, it, test } from 'vitest';
import { readHeaderLines } from '../../../../renderer/features/run/header-lines.ts';

it('reads one header per line, values with colons and empty values too', () => {
  expect(readHeaderLines('Accept: application/json\n\n X-At : 12:30 \nX-None:\r')).toEqual({
    headers: [
      { name: 'Accept', value: 'application/json' },
      { name: 'X-At', value: '12:30' },
      { name: 'X-None', value: '' },
    ],
    problem: null,
  });
});

test.each(['Accept', ': value', 'two words: value', 'Äccept: x'])('%j is no header, and its line is named', (line) => {
  expect(readHeaderLines(`Accept: */*\n${line}`)).toEqual({ headers: [], problem: 'Line 2 is no header: write Name: value.' });
});
