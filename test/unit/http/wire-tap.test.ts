import { describe, expect, it } from 'vitest';
import { headersOfHead, WireRecord } from '../../../node/http/wire-tap.ts';

describe('the record of the wire', () => {
  it('takes the head and leaves the body, in whatever pieces they are written', () => {
    const record = new WireRecord();
    for (const piece of ['POST / HTTP/1.1\r\nA: ', Buffer.from('1\r\n'), '\r\n', 'body: not a header\r\n\r\n']) record.written(piece);
    expect(headersOfHead(record.head)).toEqual([['A', '1']]);
  });

  it('keeps case, order, repeats, colons and empty values of headers', () => {
    expect(headersOfHead('GET / HTTP/1.1\r\nB: x:y\r\na:\r\nB: 2\r\n\r\n')).toEqual([
      ['B', 'x:y'],
      ['a', ''],
      ['B', '2'],
    ]);
  });

  it.each([
    [['HTTP/1.1 200 OK\r\n'], '1.1'],
    [['HTTP/1.0 200 OK\r\n'], '1.0'],
    [['HT', 'TP/1', '.0 200 OK\r\n'], '1.0'],
  ])('reads the version of %j', (pieces, version) => {
    const record = new WireRecord();
    for (const piece of pieces) record.received(Buffer.from(piece));
    record.parsed();
    expect(record.httpVersion).toBe(version);
    expect(record.leftover()).toHaveLength(0);
  });

  it('keeps no more of an answer that never becomes one than fits', () => {
    const record = new WireRecord();
    for (let count = 0; count < 10; count += 1) record.received(Buffer.alloc(20_000, 0x61));
    expect(record.leftover()).toHaveLength(64 * 1024);
  });
});
