import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type JsonPath, placeInJson } from '../../../shared/inspector/json-place.ts';

const at = (text: string, path: JsonPath) => {
  const { from, to } = placeInJson(text, path);
  return text.slice(from, to);
};

describe('the place of a value in JSON', () => {
  const text = '  { "a\\"b" : "x,]}" , "list":[1, {"in" : [ ]},"end" ], "twice": 1, "twice":2,"__proto__":null}  ';

  test.each<[JsonPath, string]>([
    [['a"b'], '"x,]}"'],
    [['list', 1, 'in'], '[ ]'],
    [['list', 2], '"end"'],
    [['twice'], '2'],
    [['__proto__'], 'null'],
    [[], text.trim()],
  ])('%j', (path, value) => {
    expect(at(text, path)).toBe(value);
  });

  it('of what is missing is that of the value that lacks it', () => {
    expect(at(text, ['list', 1, 'out'])).toBe('{"in" : [ ]}');
    expect(at(text, ['list', 9])).toBe('[1, {"in" : [ ]},"end" ]');
    expect(at(text, ['twice', 'x'])).toBe('2');
  });

  it('is found in any JSON, whatever its names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.integer({ min: 0, max: 3 }), (object, indent) => {
        const written = JSON.stringify(object, null, indent);
        for (const [name, value] of Object.entries(object))
          expect(JSON.parse(at(written, [name]))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200 },
    );
  });
});
