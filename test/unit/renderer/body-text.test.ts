import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageOf, sizeWords } from '../../../renderer/features/run/body-words.ts';
import { formFields, queryFields } from '../../../renderer/features/run/form-fields.ts';
import { formatJson } from '../../../renderer/features/run/format-json.ts';
import { startOf } from '../../../renderer/features/run/start-of-text.ts';
import type { Seal, SealedText } from '../../../shared/model/exchange.ts';

const seal = (sealed = 0): Seal => ({ sealed, kind: 'access_token' });
const joined = (text: SealedText | null) => text?.map((part) => (typeof part === 'string' ? part : '<seal>')).join('');

describe('indenting JSON', () => {
  test('changes nothing but white space', () => {
    const odd = '{"big":12345678901234567890,"big":1e400,"escaped":"\\u0041\\"{[,:","empty":{},"none":[ ],"nested":[[1,{"a":null}]]}';
    expect(joined(formatJson([odd]))).toBe(`{
  "big": 12345678901234567890,
  "big": 1e400,
  "escaped": "\\u0041\\"{[,:",
  "empty": {},
  "none": [],
  "nested": [
    [
      1,
      {
        "a": null
      }
    ]
  ]
}`);
  });

  test('agrees with JSON.stringify on any value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(joined(formatJson([text]))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  test('keeps hidden values where they stand', () => {
    expect(joined(formatJson(['{"access_token":"', seal(), '","scope":"a b"}']))).toBe(
      '{\n  "access_token": "<seal>",\n  "scope": "a b"\n}',
    );
  });

  test('refuses what is no JSON', () => {
    expect(formatJson(['{"a":'])).toBeNull();
    expect(formatJson(['<html>'])).toBeNull();
    expect(formatJson([])).toBeNull();
  });
});

describe('form parameters', () => {
  test('are decoded, in order, with their hidden values', () => {
    expect(formFields(['grant_type=authorization_code&code=', seal(), '&redirect_uri=http%3A%2F%2Flocalhost&scope=a+b&flag&=x'])).toEqual([
      { name: 'grant_type', value: ['authorization_code'] },
      { name: 'code', value: [seal()] },
      { name: 'redirect_uri', value: ['http://localhost'] },
      { name: 'scope', value: ['a b'] },
      { name: 'flag', value: [] },
      { name: '', value: ['x'] },
    ]);
  });

  test('stay as sent where their encoding is broken', () => {
    expect(formFields(['a=%E0%A4%A&b=%'])).toEqual([
      { name: 'a', value: ['%E0%A4%A'] },
      { name: 'b', value: ['%'] },
    ]);
  });

  test('a value partly hidden keeps both parts', () => {
    expect(formFields(['a=x%20', seal(1), 'y&b=2'])).toEqual([
      { name: 'a', value: ['x ', seal(1), 'y'] },
      { name: 'b', value: ['2'] },
    ]);
  });

  test('of a URL end at its fragment', () => {
    expect(queryFields(['http://a/cb?code=', seal(), '&state=s#x=1'])).toEqual([
      { name: 'code', value: [seal()] },
      { name: 'state', value: ['s'] },
    ]);
    expect(queryFields(['http://a/cb'])).toEqual([]);
  });
});

describe('a body', () => {
  test.each([
    ['application/json; charset=utf-8', ['<html>'], 'json'],
    ['application/problem+json', ['{}'], 'json'],
    ['application/x-www-form-urlencoded', ['a=b'], 'form'],
    ['text/html', ['<html>'], 'text'],
    ['text/plain', [' {"error":"invalid_grant"}'], 'json'],
    ['', [seal()], 'text'],
  ] as const)('of type "%s" is shown as such', (type, text, language) => {
    expect(languageOf(type, [...text])).toBe(language);
  });

  test('says its size, and that of the wire where it differs', () => {
    expect(sizeWords({ size: 812, wireSize: 812 })).toBe('812 B');
    expect(sizeWords({ size: 12_400, wireSize: 3_100 })).toBe('12.4 kB (3.1 kB on the wire)');
    expect(sizeWords({ size: 9_500_000, wireSize: 9_500_000 })).toBe('9.5 MB');
  });

  test('is cut for a first look, and is itself where there is nothing to cut', () => {
    const text: SealedText = ['abc', seal(), 'def'];
    expect(startOf(text, 6)).toBe(text);
    expect(startOf(text, 4)).toEqual(['abc', seal(), 'd']);
    expect(startOf(text, 2)).toEqual(['ab']);
  });
});
