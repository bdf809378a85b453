import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawResponse } from '../../../shared/ports.ts';
import { readTokenAnswer } from '../../../shared/protocol/token-answer.ts';

function response(body: string | Uint8Array, status = 200, type: string | null = 'application/json'): RawResponse {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const headers = type === null ? [] : [['content-TYPE', type] as const];
  return { status, statusText: '', httpVersion: '1.1', headers, wireBody: bytes, body: bytes, truncated: false };
}

const read = (body: string, status?: number, type?: string | null) => readTokenAnswer(response(body, status, type));

describe('the tolerant reader', () => {
  it.each<[string, string, number, string | null]>([
    ['JSON', '{"access_token":"a"}', 200, 'application/json;charset=UTF-8'],
    ['JSON behind a byte order mark', '\uFEFF {"access_token":"a"}', 200, 'application/json'],
    ['JSON without a content type', '{"access_token":"a"}', 200, null],
    ['JSON as HTML', '{"access_token":"a"}', 200, 'text/html'],
    ['JSON with status 500', '{"access_token":"a"}', 500, 'application/json'],
    ['JSON with a redirect', '{"access_token":"a"}', 302, 'application/json'],
    ['JSON as a text in JSON', '"{\\"access_token\\":\\"a\\"}"', 200, 'application/json'],
    ['JSON as a text in a member', '{"Message":"{\\"access_token\\":\\"a\\"}"}', 200, 'application/json'],
    ['an object in a member', '{"data":{"access_token":"a"}}', 200, 'application/json'],
    ['a form', 'access_token=a&token_type=bearer', 200, 'application/x-www-form-urlencoded'],
    ['a form as plain text', 'token_type=bearer&access_token=a', 200, 'text/plain'],
  ])('finds the token in %s', (_what, body, status, type) => {
    expect(read(body, status, type).tokens?.access_token).toBe('a');
  });

  it.each(['', ' ', 'null', '{}', '[]', '1', '"x"', '{', '<a>', 'hello', '{"access_token":null}', '{"access_token":["a"]}', '"\\"{}\\""'])(
    'finds none in %s',
    (body) => {
      expect(read(body)).toMatchObject({ tokens: null, error: null });
    },
  );

  it('keeps a token where there is only another kind', () => {
    expect(read('{"id_token":"i","access_token":""}').tokens).toEqual({ id_token: 'i', extra: { access_token: '' } });
  });

  it('of a repeated form parameter takes the first', () => {
    expect(read('access_token=a&access_token=b').tokens?.access_token).toBe('a');
  });

  it('keeps values as they were, whatever they are', () => {
    const body = '{"access_token":"a","expires_in":"soon","scope":["x"],"token_type":null,"id":{"deep":[1]}}';
    expect(read(body).tokens).toEqual({
      access_token: 'a',
      expires_in: 'soon',
      scope: ['x'],
      token_type: null,
      extra: { id: { deep: [1] } },
    });
  });

  it('takes members named like parts of JavaScript for data', () => {
    const { tokens } = read('{"access_token":"a","__proto__":{"access_token":"b"},"hasOwnProperty":1}');
    expect(tokens?.access_token).toBe('a');
    expect(Object.keys(tokens?.extra ?? {})).toEqual(['__proto__', 'hasOwnProperty']);
  });

  it.each([
    ['{"error":"invalid_client"}', 'invalid_client'],
    ['{"error":""}', undefined],
    ['{"error":null}', undefined],
    ['{"error":false}', undefined],
    ['{"error":{"code":1}}', '{"code":1}'],
    ['error=a%20b', 'a b'],
    ['{"Message":"{ \\"error\\": \\"invalid_client\\" }"}', 'invalid_client'],
  ])('reads the error of %s', (body, error) => {
    expect(read(body, 400).error?.error).toBe(error);
  });

  it('never throws, and hides no token that stands in a JSON object', () => {
    const token = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(
        token,
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.integer({ min: 100, max: 599 }),
        fc.string(),
        (value, others, status, type) => {
          const answer = read(JSON.stringify({ ...others, access_token: value }), status, type);
          expect(answer.tokens?.access_token).toBe(value);
        },
      ),
    );
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 0, max: 999 }), (bytes, status) => {
        expect(readTokenAnswer(response(bytes, status)).status).toBe(status);
      }),
    );
  });
});
