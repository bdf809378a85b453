import { describe, expect, test } from 'vitest';
import { readToken } from '../../../shared/inspector/read-token.ts';
import { encode, unsigned } from './make-token.ts';

const now = 1_795_359_731_000;
const seconds = now / 1000;
const idsOf = (token: string, clockSkewSeconds = 0) => readToken(token, { now, clockSkewSeconds }).findings.map(({ id }) => id);
const withClaims = (claims: object, skew?: number) =>
  idsOf(`${encode({ alg: 'HS256' })}.${encode(claims)}.${encode(new Uint8Array(32))}`, skew);
const withHeader = (header: object, signature: Uint8Array | string) =>
  idsOf(`${encode(header)}.${encode({ exp: seconds + 60 })}.${encode(signature)}`);

describe('times', () => {
  test.each<[string, object, number, string[]]>([
    ['nothing to say of a token in its lifetime', { iat: seconds - 1, nbf: seconds, exp: seconds + 60 }, 0, []],
    ['expired, at the very second', { exp: seconds }, 0, ['expired']],
    ['within the clock skew it still counts', { exp: seconds - 29 }, 30, []],
    ['beyond the clock skew it does not', { exp: seconds - 30 }, 30, ['expired']],
    ['not yet valid', { exp: seconds + 60, nbf: seconds + 1 }, 0, ['not_yet_valid']],
    ['nbf within the clock skew', { exp: seconds + 60, nbf: seconds + 30 }, 30, []],
    ['issued in the future', { exp: seconds + 60, iat: seconds + 5 }, 0, ['issued_in_future']],
    ['no exp', { iat: seconds }, 0, ['exp_missing']],
    ['exp in milliseconds is not taken for a far future', { exp: now + 60_000 }, 0, ['exp_in_milliseconds']],
    ['times as text', { exp: '1', nbf: '2', iat: null }, 0, ['exp_not_a_time', 'nbf_not_a_time', 'iat_not_a_time']],
    ['a time no calendar has', { exp: -1e300 }, 0, ['exp_not_a_time']],
    ['the last second of year 9999, in milliseconds', { exp: 253_402_300_799_000 }, 0, ['exp_in_milliseconds']],
    ['a time no calendar has is not called milliseconds', { exp: 1e300 }, 0, ['exp_not_a_time']],
  ])('%s', (_, claims, skew, expected) => {
    expect(withClaims(claims, skew)).toEqual(expected);
  });
});

describe('header and signature', () => {
  test.each<[string, object, Uint8Array | string, string[]]>([
    ['alg none', { alg: 'none' }, '', ['alg_none']],
    ['alg none with a signature all the same', { alg: 'none' }, 'abc', ['alg_none', 'signature_unexpected']],
    ['alg none in disguise', { alg: 'nOnE' }, '', ['alg_none']],
    ['no alg', { typ: 'JWT' }, 'abc', ['alg_missing']],
    ['an alg that is no text', { alg: 5 }, 'abc', ['alg_missing']],
    ['an unknown alg', { alg: 'ROT13' }, 'abc', ['alg_unknown']],
    ['a signature cut off', { alg: 'RS256' }, '', ['signature_missing']],
    ['a signature too short', { alg: 'HS256' }, new Uint8Array(31), ['signature_length']],
    ['an ECDSA signature in DER', { alg: 'ES256' }, new Uint8Array(71), ['signature_length']],
    ['an RSA signature may have any length', { alg: 'RS256' }, new Uint8Array(512), []],
  ])('%s', (_, header, signature, expected) => {
    expect(withHeader(header, signature)).toEqual(expected);
  });

  test('bits that no byte takes up make another spelling of the same token', () => {
    const whole = `${encode({ alg: 'HS256' })}.${encode({ exp: seconds + 60 })}.${encode(new Uint8Array(32))}`;
    expect(whole.endsWith('A')).toBe(true);
    expect(idsOf(`${whole.slice(0, -1)}B`)).toEqual(['base64_stray_bits']);
  });
});

describe('numbers that JavaScript rounds', () => {
  test.each<[string, string[]]>([
    ['12345678901234567890', ['number_precision']],
    ['9007199254740993', ['number_precision']],
    ['-9007199254740993', ['number_precision']],
    ['0.12345678901234567891', ['number_precision']],
    ['1e400', ['number_precision']],
    ['9007199254740992', []],
    ['10000000000000000', []],
    ['1e21', []],
    ['1.50e3', []],
    ['100000000000000000000000', []],
    ['-0', []],
    ['"12345678901234567890"', []],
  ])('%s', (number, expected) => {
    expect(idsOf(unsigned(`{"exp":${seconds + 60},"n":[${number}]}`)).filter((id) => id !== 'alg_none')).toEqual(expected);
  });

  test('the number is named as it was written', () => {
    const { findings } = readToken(unsigned('{"account":12345678901234567890}'), { now });
    expect(findings[0]?.message).toMatch(/payload has the number 12345678901234567890/);
  });

  test('one larger than any that JavaScript knows is no time, and is not said to be rounded', () => {
    const { findings } = readToken(unsigned('{"exp":1e400}'), { now });
    expect(findings.map(({ message }) => message)).toEqual([
      'The payload has the number 1e400, which is larger than most programs can hold; it is shown as null.',
      expect.stringMatching(/alg none/),
      'exp is no time that a calendar has.',
    ]);
  });
});

test.each<[string, string[]]>([
  ['RSA1_5', ['alg_rsa1_5']],
  ['RSA-OAEP-256', []],
])('encrypted with %s', (alg, expected) => {
  expect(idsOf(`${encode({ alg, enc: 'A256GCM' })}.AAAA.AAAA.AAAA.AAAA`)).toEqual(expected);
});
