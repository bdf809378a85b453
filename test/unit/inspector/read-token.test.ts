import { describe, expect, test } from 'vitest';
import { readToken } from '../../../shared/inspector/read-token.ts';
import { encode, unsigned } from './make-token.ts';
import { encryptedVector, joesClaims, signedVectors, unsecuredVector } from './rfc-vectors.ts';

const header = encode({ alg: 'RS256' });
const payload = encode({ iss: 'https://as', exp: 1 });
const signature = encode('signature');
const place = (text: string) => {
  const { error } = readToken(text);
  return { part: error?.part, position: error?.position, message: error?.message };
};

describe('broken input: the part, the character and the reason are named', () => {
  test.each<[string, string, string, string, number, RegExp]>([
    ['Base64 padding', `${header}.${payload}=.${signature}`, 'payload', '=', 0, /padding/],
    ['the Base64 alphabet', `${header}.${payload}+.${signature}`, 'payload', '+', 0, /“\+” belongs to Base64.*“-”/],
    ['a line break in the middle', `${header}.${payload.slice(0, 5)}\n${payload.slice(5)}.${signature}`, 'payload', '\n', 0, /line break/],
    ['a space in the signature', `${header}.${payload}.ab cd`, 'signature', ' ', 0, /white space/],
    ['a token shortened for display', `${header}.eyJpc3Mi….${signature}`, 'payload', '…', 0, /shortened/],
    ['percent-encoding', `${header}.${payload}.abc%3D`, 'signature', '%', 0, /percent-encoded/],
    ['an emoji', `${header}.${payload.slice(0, 4)}😀${payload.slice(4)}.${signature}`, 'payload', '😀', 0, /U\+1F600/],
    ['a control character', `${header}.${payload}.ab\u0007`, 'signature', '\u0007', 0, /the character U\+0007/],
  ])('%s', (_, text, part, culprit, offset, reason) => {
    const found = place(text);
    expect(found.part).toBe(part);
    expect(found.position).toBe(text.indexOf(culprit) + offset);
    expect(found.message).toMatch(reason);
  });

  test('a length that no Base64url has', () => {
    expect(place(`${header}.${payload}.abcde`)).toMatchObject({ part: 'signature', message: expect.stringMatching(/length of 5/) });
  });

  test('bytes that are not UTF-8: the character that carries the first of them', () => {
    const text = unsigned(Uint8Array.from([0x7b, 0x22, 0x61, 0xff, 0x22, 0x7d]));
    const start = text.indexOf('.') + 1;
    expect(place(text)).toMatchObject({
      part: 'payload',
      position: start + 4,
      message: expect.stringMatching(/byte 4 \(0xFF\).*not UTF-8/),
    });
  });

  test.each<[string, number[], number]>([
    ['a byte that only continues', [0x80], 0],
    ['a two-byte sequence spelled too long', [0xc0, 0x80], 0],
    ['a three-byte sequence spelled too long', [0xe0, 0x80, 0x80], 1],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80], 1],
    ['a four-byte sequence spelled too long', [0xf0, 0x8f, 0xbf, 0xbf], 1],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80], 1],
    ['a first byte that none may be', [0xff], 0],
    ['a sequence that breaks off', [0xe2, 0x82, 0x41], 2],
  ])('%s: its first bad byte is named', (_, bytes, bad) => {
    const good = new TextEncoder().encode('{"é€😀\uffff":"');
    const text = unsigned(Uint8Array.from([...good, ...bytes]));
    expect(place(text).message).toContain(`byte ${good.length + bad + 1} (0x`);
  });

  test('UTF-8 that is cut off', () => {
    expect(place(unsigned(Uint8Array.from([0x7b, 0x22, 0xe2, 0x82])))).toMatchObject({ message: expect.stringMatching(/not UTF-8/) });
  });

  test.each<[string, string, RegExp]>([
    ['an array', '[1]', /an array, not a JSON object/],
    ['a string', '"x"', /a string, not a JSON object/],
    ['a number', '17', /a number, not a JSON object/],
    ['null', 'null', /null, not a JSON object/],
    ['nothing but white space', '  ', /the text ends where a value belongs/],
    ['a comma too many', '{"a":1,}', /decoded character 8: “}” stands where a member name/],
    ['a missing comma', '{"a":1 "b":2}', /decoded character 8: “"” stands where “,” or “}” belongs/],
    ['a missing colon', '{"a" 1}', /decoded character 6: “1” stands where “:” belongs/],
    ['a cut-off object', '{"a":{"b":1}', /decoded character 13: the text ends where “,” or “}” belongs/],
    ['a cut-off string', '{"a":"b', /decoded character 8: the text ends inside a string/],
    ['a raw line break in a string', '{"a":"b\nc"}', /decoded character 8: .*U\+000A.* unescaped/],
    ['a bad escape', String.raw`{"a":"\x"}`, /decoded character 7: a backslash/],
    ['single quotes', "{'a':1}", /decoded character 2: “'” stands where a member name/],
    ['a leading zero', '{"a":01}', /decoded character 7: “1” stands where “,”/],
    ['two documents', '{}{}', /decoded character 3: “{” stands where the end belongs/],
    ['a byte order mark', '\ufeff{}', /decoded character 1/],
  ])('JSON that is %s', (_, json, reason) => {
    const { error, payload: read } = readToken(unsigned(json));
    expect(error).toMatchObject({ code: 'TOKEN_MALFORMED', part: 'payload', message: expect.stringMatching(reason) });
    expect(read).toBeNull();
  });

  test('a repeated name, also deep inside and spelled with an escape; the last one is what others will read', () => {
    const reading = readToken(unsigned(String.raw`{"sub":"alice","x":{"a":1,"\u0061":2},"exp":9}`));
    expect(reading.error).toMatchObject({
      part: 'payload',
      message: expect.stringMatching(/decoded character 27: the member “a” stands here a second time/),
    });
    expect(reading.payload).toEqual({ sub: 'alice', x: { a: 2 }, exp: 9 });
  });

  test('the same name in two objects is no repetition', () => {
    expect(readToken(unsigned({ a: { x: 1 }, b: { x: 2 }, c: [{ x: 3 }, { x: 4 }] })).error).toBeUndefined();
  });

  test('the position of a fault in JSON is that of the character which carries it, wide characters counted', () => {
    const json = '{"name":"Zoë 😀",}';
    const text = unsigned(json);
    const byte = Buffer.byteLength(json) - 1;
    expect(place(text).position).toBe(text.indexOf('.') + 1 + Math.floor((byte * 4) / 3));
  });

  test('what can still be read is read, beside the fault', () => {
    const padded = readToken(`${header}.${payload}==.${signature}`);
    expect(padded.error?.part).toBe('payload');
    expect(padded.payload).toEqual({ iss: 'https://as', exp: 1 });
    const brokenPayload = readToken(`${header}.eyJ!.${signature}`);
    expect(brokenPayload).toMatchObject({ header: { alg: 'RS256' }, payload: null, error: { part: 'payload' } });
    expect(brokenPayload.headerClaims.map(({ name }) => name)).toEqual(['alg']);
  });

  test('JSON nested too deep is refused before anything recurses into it', () => {
    const deep = `{"a":${'['.repeat(200)}${']'.repeat(200)}}`;
    expect(readToken(unsigned(deep))).toMatchObject({ payload: null, error: { message: expect.stringMatching(/deeper than 100/) } });
  });

  test.each([
    ['two parts', `${header}.${payload}`, /2 parts/],
    ['four parts', `${header}.${payload}.${signature}.x`, /4 parts/],
    ['a million dots', `ey${'.'.repeat(1_000_000)}`, /more than six parts/],
  ])('%s', (_, text, reason) => {
    expect(readToken(text)).toMatchObject({ kind: 'jws', error: { code: 'TOKEN_MALFORMED', message: expect.stringMatching(reason) } });
  });

  test.each<[string, string, RegExp]>([
    ['nothing', '', /nothing here/],
    ['white space', ' \n\t ', /nothing here/],
    ['a sentence', 'this is not a token', /white space stands at character 5/],
    ['a sentence with two dots', 'One. Two. Three', /white space/],
    ['JSON', '{"access_token":"abc"}', /JSON/],
    ['letters beyond ASCII', 'tökén', /U\+00F6 stands at character 2/],
    ['binary', 'ab\u0000cd', /U\+0000/],
  ])('no token at all: %s', (_, text, reason) => {
    expect(readToken(text)).toMatchObject({ kind: 'opaque', error: { code: 'TOKEN_NOT_A_TOKEN', message: expect.stringMatching(reason) } });
  });

  test('more than a million characters', () => {
    expect(readToken('a'.repeat(1_048_577)).error?.code).toBe('INPUT_TOO_LARGE');
  });
});

describe('names that JavaScript treats specially', () => {
  test('__proto__, constructor and hasOwnProperty are members like any other and pollute nothing', () => {
    const reading = readToken(
      unsigned(
        '{"__proto__":{"exp":1,"polluted":true},"constructor":1,"hasOwnProperty":2,"exp":5}',
        '{"alg":"none","__proto__":{"kid":"x"}}',
      ),
    );
    expect(reading.error).toBeUndefined();
    expect(reading.claims.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'hasOwnProperty', 'exp']);
    expect(reading.claims.slice(0, 3).every(({ meaning, spec }) => meaning === '' && spec === null)).toBe(true);
    expect(Object.getPrototypeOf(reading.payload)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('a time inherited through __proto__ does not count', () => {
    const { findings } = readToken(unsigned('{"__proto__":{"exp":1}}'));
    expect(findings.map(({ id }) => id)).toContain('exp_missing');
    expect(findings.map(({ id }) => id)).not.toContain('expired');
  });
});

describe('what a text is', () => {
  test.each(signedVectors)('$source', ({ token, header: expectedHeader, payload: expectedPayload }) => {
    const reading = readToken(token);
    expect(reading.kind).toBe('jws');
    expect(reading.header).toEqual(expectedHeader);
    expect(reading.payload).toEqual(expectedPayload);
    expect(reading.signature.status).toBe('not_checked');
  });

  test('unsecured: RFC 7519 6.1', () => {
    const reading = readToken(unsecuredVector);
    expect(reading).toMatchObject({
      kind: 'jws',
      header: { alg: 'none' },
      payload: joesClaims,
      signature: { status: 'not_checked', reason: expect.stringMatching(/Unsecured/) },
    });
    expect(reading.error).toBeUndefined();
  });

  test('encrypted: RFC 7516 A.3, the header explained and nothing claimed about the rest', () => {
    const reading = readToken(encryptedVector);
    expect(reading).toMatchObject({ kind: 'jwe', header: { alg: 'A128KW', enc: 'A128CBC-HS256' }, payload: null, claims: [] });
    expect(reading.headerClaims.map(({ meaning }) => meaning)).toEqual([
      'Encrypted: the content key is wrapped with a shared AES-128 key.',
      'Content encrypted with AES-128 in CBC mode with HMAC SHA-256.',
    ]);
    expect(reading.signature).toMatchObject({ status: 'not_checked', reason: expect.stringMatching(/Encrypted/) });
  });

  test('a broken part of an encrypted token is named', () => {
    expect(place(encryptedVector.replace('KDlT', 'KD/T'))).toMatchObject({
      part: 'ciphertext',
      position: encryptedVector.indexOf('KDlT') + 2,
    });
  });

  test.each<[string, RegExp]>([
    ['2YotnFZFEjr1zCsicMWpAA', /22 characters, letters and digits/],
    ['1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed', /36 characters, a UUID of version 4/],
    ['deadbeefdeadbeef', /16 characters, hexadecimal, 8 bytes \(64 bits\)/],
    ['1234567890', /10 characters, digits only/],
    ['SlAV32hkKG-_', /the alphabet of Base64url, 9 bytes/],
    ['a+b/c+d/', /Base64, 6 bytes/],
    ['ya29.a0AfB_byC', /2 parts divided by dots/],
    [encode({ user: 'alice' }), /Base64 of JSON, but no JWT/],
    ['x', /1 character,/],
  ])('opaque: %s', (text, look) => {
    const reading = readToken(text);
    expect(reading).toMatchObject({ kind: 'opaque', header: null, payload: null, signature: { status: 'not_checked' } });
    expect(reading.error).toBeUndefined();
    expect(reading.findings).toEqual([expect.objectContaining({ id: 'opaque', message: expect.stringMatching(/^Opaque, not a JWT: /) })]);
    expect(reading.findings[0]?.message).toMatch(look);
  });

  test('white space around a token is passed over, and positions still count from the start of the text', () => {
    expect(readToken(`\n  ${unsecuredVector}\n`).payload).toEqual(joesClaims);
    const text = `\n  ${header}.!.`;
    expect(place(text).position).toBe(text.indexOf('!'));
  });

  test('members keep the order of the token', () => {
    const { headerClaims, claims } = readToken(unsigned('{"sub":1,"aud":2,"iss":3}', '{"typ":"JWT","alg":"none"}'));
    expect(headerClaims.map(({ name }) => name)).toEqual(['typ', 'alg']);
    expect(claims.map(({ name }) => name)).toEqual(['sub', 'aud', 'iss']);
  });
});
