import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../../node/http/decode-body.ts';

const text = Buffer.from('{"access_token":"at-1"}');
const limit = 1_000;

describe('undoing a content coding', () => {
  it.each([
    ['an unknown coding', 'rot13', text],
    ['an unknown coding behind a known one', 'rot13, gzip', gzipSync(text)],
    ['data of another coding', 'gzip', brotliCompressSync(text)],
    ['plain text said to be gzip', 'gzip', text],
    ['plain text said to be br', 'br', text],
    ['plain text said to be zstd', 'zstd', text],
    ['no data', 'gzip', Buffer.alloc(0)],
    ['more codings than anyone stacks', 'gzip,gzip,gzip,gzip,gzip', text],
    ['separators only', ' , ,', text],
    ['identity', 'identity', text],
  ])('returns the bytes as they are for %s', async (_what, coding, wire) => {
    expect(await decodeBody(wire, coding, limit)).toEqual({ body: wire, tooLarge: false, cutShort: false });
  });

  it.each([
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity, gzip', gzipSync(text)],
  ])('reads %s', async (coding, wire) => {
    expect(await decodeBody(wire, coding, limit)).toEqual({ body: text, tooLarge: false, cutShort: false });
  });

  it.each([
    ['gzip', gzipSync(text).subarray(0, -8)],
    ['deflate', deflateSync(text).subarray(0, -4)],
    ['deflate', deflateRawSync(text).subarray(0, -1)],
    ['br', brotliCompressSync(text).subarray(0, -1)],
    ['gzip, br', brotliCompressSync(gzipSync(text).subarray(0, -8))],
  ])('says so where %s data end too early, and gives what they hold', async (coding, wire) => {
    const decoded = await decodeBody(wire, coding, limit);
    expect(decoded.cutShort).toBe(true);
    expect(decoded.body.length).toBeGreaterThan(10);
    expect(text.subarray(0, decoded.body.length)).toEqual(decoded.body);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('stops a %s bomb at exactly the limit', async (coding, compress) => {
    const bomb = compress(Buffer.alloc(5_000 * limit));
    const decoded = await decodeBody(bomb, coding, limit);
    expect(decoded.tooLarge).toBe(true);
    expect(decoded.body).toHaveLength(limit);
  });

  it('takes a body of exactly the limit', async () => {
    const decoded = await decodeBody(gzipSync(Buffer.alloc(limit)), 'gzip', limit);
    expect(decoded).toMatchObject({ tooLarge: false });
    expect(decoded.body).toHaveLength(limit);
  });
});
