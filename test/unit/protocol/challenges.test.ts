import { describe, expect, test } from 'vitest';
import { readChallenges } from '../../../shared/protocol/challenges.ts';

const read = (...values: string[]) =>
  readChallenges(values).challenges.map(({ scheme, token68, parameters }) => [scheme, token68 ?? Object.fromEntries(parameters)]);
const problems = (...values: string[]) => readChallenges(values).problems;

describe('challenges as RFC 9110 writes them', () => {
  test.each([
    ['Bearer', [['Bearer', {}]]],
    ['Bearer realm="example"', [['Bearer', { realm: 'example' }]]],
    [
      'Bearer realm="example", error="invalid_token", error_description="The access token expired"',
      [['Bearer', { realm: 'example', error: 'invalid_token', error_description: 'The access token expired' }]],
    ],
    [
      'Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"',
      [
        ['Newauth', { realm: 'apps', type: '1', title: 'Login to "apps"' }],
        ['Basic', { realm: 'simple' }],
      ],
    ],
    ['Negotiate YWJj/+==', [['Negotiate', 'YWJj/+==']]],
    [
      'Negotiate, Bearer',
      [
        ['Negotiate', {}],
        ['Bearer', {}],
      ],
    ],
    [
      'Negotiate abc, Bearer error=invalid_token',
      [
        ['Negotiate', 'abc'],
        ['Bearer', { error: 'invalid_token' }],
      ],
    ],
    ['Basic realm = "spaced" ,  , charset="UTF-8"', [['Basic', { realm: 'spaced', charset: 'UTF-8' }]]],
    [', ,Bearer  scope="a b", ', [['Bearer', { scope: 'a b' }]]],
    ['DPoP algs="ES256 PS256", error="use_dpop_nonce"', [['DPoP', { algs: 'ES256 PS256', error: 'use_dpop_nonce' }]]],
    ['Bearer title="a, b=c, Basic"', [['Bearer', { title: 'a, b=c, Basic' }]]],
    ['', []],
  ])('%s', (value, expected) => {
    expect(read(value)).toEqual(expected);
    expect(problems(value)).toEqual([]);
  });

  test('several headers are one list', () => {
    expect(read('Bearer realm="a"', 'DPoP algs="ES256"')).toEqual([
      ['Bearer', { realm: 'a' }],
      ['DPoP', { algs: 'ES256' }],
    ]);
  });
});

describe('challenges as servers write them', () => {
  test.each([
    ['Bearer realm="x" error="invalid_token"', [['Bearer', { realm: 'x', error: 'invalid_token' }]], 'A comma is missing'],
    [
      'Bearer error=invalid token, scope=a',
      [
        ['Bearer', { error: 'invalid' }],
        ['token', { scope: 'a' }],
      ],
      'A comma is missing',
    ],
    ['Bearer resource_metadata=https://a.test/x', [['Bearer', { resource_metadata: 'https://a.test/x' }]], 'needs quotes'],
    ['Bearer realm="never ends', [['Bearer', { realm: 'never ends' }]], 'has no end'],
    ['Bearer error="e", realm=', [['Bearer', { error: 'e', realm: '' }]], 'has no value'],
    ['Bearer realm=, error=x', [['Bearer', { realm: '', error: 'x' }]], 'has no value'],
    ['realm="x", Bearer', [['Bearer', {}]], 'before any scheme'],
    ['Bearer realm="a", realm="b"', [['Bearer', { realm: 'b' }]], 'more than once'],
    ['"quoted", Bearer', [['Bearer', {}]], 'neither a scheme nor'],
    ['Bearer realm=\u00e4\u00f6, error=e', [['Bearer', { realm: '\u00e4\u00f6', error: 'e' }]], 'needs quotes'],
  ])('%s', (value, expected, problem) => {
    expect(problems(value).join(' ')).toContain(problem);
    expect(read(value)).toEqual(expected);
  });

  test('a flood of commas, quotes or challenges ends soon', () => {
    expect(read('Bearer, '.repeat(20_000))).toHaveLength(50);
    expect(read(','.repeat(200_000))).toEqual([]);
    expect(problems(`Bearer realm="${'\\'.repeat(100_001)}`)).toHaveLength(1);
  });
});
