import { expect, it } from 'vitest';
import { compareReadings } from '../../../shared/inspector/compare-readings.ts';
import { readToken } from '../../../shared/inspector/read-token.ts';
import { unsigned } from './make-token.ts';

const compare = (first: object, second: object) => compareReadings(readToken(unsigned(first)), readToken(unsigned(second)));

it('tells what was added, removed, changed, and what is the same whatever the order of members', () => {
  const { claims } = compare({ a: 1, b: { x: 1, y: [1, 2] }, c: 1, d: [1, 2] }, { b: { y: [1, 2], x: 1 }, c: '1', d: [2, 1], e: null });
  expect(Object.fromEntries(claims.map(({ name, change }) => [name, change]))).toEqual({
    a: 'removed',
    b: 'same',
    c: 'changed',
    d: 'changed',
    e: 'added',
  });
});

it('compares scopes as sets, in either way they are written, and lifetimes', () => {
  const { scopes, lifetimes } = compare({ scope: 'a b', iat: 10, exp: 70 }, { scp: ['b', 'c'], exp: 70 });
  expect(scopes).toEqual({ added: ['c'], removed: ['a'], kept: ['b'] });
  expect(lifetimes).toEqual({ first: 60, second: null });
});

it('takes a member named __proto__ for a member', () => {
  const { claims } = compare(JSON.parse('{"__proto__": 1}'), {});
  expect(claims).toMatchObject([{ name: '__proto__', change: 'removed', first: 1 }]);
});
