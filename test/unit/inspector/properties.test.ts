import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { readToken } from '../../../shared/inspector/read-token.ts';
import { verifySignature } from '../../../shared/inspector/verify-signature.ts';
import { type TokenReading, tokenReading } from '../../../shared/model/token-reading.ts';
import { encode, unsigned } from './make-token.ts';
import { encryptedVector, signedVectors } from './rfc-vectors.ts';

/** Seeded, so that a failure is the same for everyone; other seeds belong to a longer fuzz run. */
const seeded = (numRuns: number) => ({ seed: 20_261_121, numRuns });

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const genuine = await new SignJWT({ sub: 'alice', aud: 'api', exp: 1 }).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(privateKey);
const key = { kind: 'jwks', jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k' }] } } as const;

/** Characters that mean something to one of the readers. */
const grammar = fc.string({ unit: fc.constantFrom(...'.{}[]":,\\ue01E+-=/_ \n\tAz9…é😀'), maxLength: 60 });
/** UTF-16 code units of every kind, halves of surrogate pairs included. */
const anyText = fc.array(fc.nat(0xff_ff), { maxLength: 200 }).map((units) => String.fromCharCode(...units));
const originals = [genuine, encryptedVector, ...signedVectors.map(({ token }) => token)];

/** A token with a few characters replaced, put in, or cut out. */
const mutated = fc
  .tuple(
    fc.constantFrom(...originals),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.oneof(fc.constant(''), grammar, fc.base64String({ maxLength: 8 }))), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([token, edits]) =>
    edits.reduce((text, [at, cut, put]) => `${text.slice(0, at % text.length)}${put}${text.slice((at % text.length) + cut)}`, token),
  );

/** What holds of every reading, whatever was read. */
function expectSound(text: string, reading: TokenReading): void {
  expect(tokenReading.safeParse(reading).error).toBeUndefined();
  expect(reading.signature.status).toBe('not_checked');
  expect(reading.signature.reason).not.toBe('');
  expect(reading.headerClaims.length).toBe(Object.keys(reading.header ?? {}).length);
  expect(reading.claims.length).toBe(Object.keys(reading.payload ?? {}).length);
  if (reading.error === undefined) return;
  expect(reading.error.message).not.toBe('');
  const { position } = reading.error;
  if (position !== null) expect(position >= 0 && position <= text.length).toBe(true);
}

describe('readToken never throws, whatever it is given', () => {
  test('any text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, grammar), (text) => expectSound(text, readToken(text))),
      seeded(1_000),
    );
  });

  test('three or five parts of anything', () => {
    const part = fc.oneof(grammar, fc.uint8Array({ maxLength: 60 }).map(encode), grammar.map(encode));
    const compact = fc
      .tuple(fc.constantFrom(3, 5), fc.array(part, { minLength: 5, maxLength: 5 }))
      .map(([count, parts]) => parts.slice(0, count).join('.'));
    fc.assert(
      fc.property(compact, (text) => expectSound(text, readToken(text))),
      seeded(1_000),
    );
  });

  test('mutations of real tokens', () => {
    fc.assert(
      fc.property(mutated, (text) => expectSound(text, readToken(text))),
      seeded(1_500),
    );
  });

  test('any JSON as header and claims: what it holds is read back, whole and in order', () => {
    const object = fc.dictionary(
      fc.oneof(
        fc.string(),
        fc.constantFrom('exp', 'iat', 'nbf', 'aud', 'amr', 'cnf', 'act', 'scope', 'alg', 'crit', 'x5c', '__proto__', 'constructor'),
      ),
      fc.jsonValue({ maxDepth: 3 }),
      { maxKeys: 8 },
    );
    fc.assert(
      fc.property(object, object, (header, claims) => {
        const text = unsigned(claims, header);
        const reading = readToken(text);
        expectSound(text, reading);
        expect(reading.error).toBeUndefined();
        expect(JSON.stringify(reading.header)).toBe(JSON.stringify(header));
        expect(JSON.stringify(reading.payload)).toBe(JSON.stringify(claims));
      }),
      seeded(1_000),
    );
  });

  test('any time, any clock', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.integer({ min: 0, max: 3_600 }), (time, now, clockSkewSeconds) => {
        const text = unsigned(`{"exp":${JSON.stringify(time)},"nbf":${JSON.stringify(time)}}`);
        expectSound(text, readToken(text, { now, clockSkewSeconds }));
      }),
      seeded(500),
    );
  });
});

describe('verifySignature', () => {
  test('the token these properties mutate is genuine', async () => {
    expect((await verifySignature(genuine, key)).status).toBe('valid');
  });

  test('no mutation verifies, and none throws', async () => {
    const bytes = (text: string) =>
      text
        .split('.')
        .map((part) => Buffer.from(part, 'base64url').toString('hex'))
        .join('.');
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        // Another spelling of the same bytes (the last character's stray bits, white space around it) is the same token.
        const [header, payload] = text.trim().split('.');
        if (bytes(text.trim()) === bytes(genuine) && genuine.startsWith(`${header}.${payload}.`)) return;
        expect((await verifySignature(text, key)).status).not.toBe('valid');
      }),
      seeded(750),
    );
  });

  test('no key set, however odd, throws', async () => {
    const member = fc.oneof(fc.jsonValue(), fc.constantFrom('RSA', 'EC', 'oct', 'OKP', 'P-256', 'sig', 'k', 'ES256', 'AQAB'));
    const jwk = fc.record(
      Object.fromEntries(['kty', 'kid', 'use', 'alg', 'key_ops', 'crv', 'x', 'y', 'n', 'e', 'k', 'd', 'ext'].map((name) => [name, member])),
      { requiredKeys: [] },
    );
    const jwks = fc.oneof(
      fc.jsonValue(),
      fc.record({ keys: fc.oneof(fc.jsonValue(), fc.array(fc.oneof(jwk, fc.jsonValue()), { maxLength: 4 })) }),
    );
    await fc.assert(
      fc.asyncProperty(jwks, async (set) => {
        expect((await verifySignature(genuine, { kind: 'jwks', jwks: set })).status).not.toBe('valid');
      }),
      seeded(500),
    );
  });
});

describe('a megabyte is read in less than a second', () => {
  const size = 1_000_000;
  const jsonSize = 700_000;
  const fill = (unit: string) => unit.repeat(Math.floor(jsonSize / unit.length));
  test.each<[string, () => string]>([
    ['one long claim', () => unsigned({ a: 'x'.repeat(jsonSize) })],
    ['one long claim beyond ASCII', () => unsigned({ a: 'é'.repeat(jsonSize / 2) })],
    ['very many claims', () => unsigned(`{${Array.from({ length: 60_000 }, (_, index) => `"c${index}":1`).join()}}`)],
    ['one claim again and again', () => unsigned(`{${fill('"a":1,')}"b":2}`)],
    ['very many empty objects', () => unsigned(`{"a":[${fill('{},')}{}]}`)],
    ['deep nesting', () => unsigned(fill('['))],
    ['backslashes and quotes', () => unsigned(`{"a":"${fill('\\\\\\"')}"}`)],
    ['a string that never ends', () => unsigned(`{"a":"${fill('\\\\')}`)],
    ['one enormous number', () => unsigned(`{"exp":${fill('9')}}`)],
    ['very many long numbers', () => unsigned(`{"a":[${fill('1234567890123456,')}0]}`)],
    ['zeros', () => unsigned(`{"a":[${fill('1000000000000000000000000,')}${'0'.repeat(1)}]}`)],
    [
      'bytes that are not UTF-8, at the very end',
      () => unsigned(Buffer.concat([Buffer.from('é'.repeat(jsonSize / 2)), Buffer.from([0xff])])),
    ],
    ['broken JSON at the very end', () => unsigned(`{"a":[${fill('1,')}]}`)],
    ['a fault at the very end', () => `${unsigned({ a: 'x'.repeat(jsonSize) })}!`],
    ['a megabyte that is opaque', () => 'a'.repeat(size)],
    ['a megabyte of minus and underscore', () => `${encode({ alg: 'none' })}.${'-_'.repeat(size / 2)}.`],
    ['a megabyte of padding', () => `${encode({ alg: 'none' })}.${'='.repeat(size)}.`],
    ['a megabyte of padding before something else', () => `${encode({ alg: 'none' })}.${'='.repeat(size)}a.`],
    ['an opaque megabyte of padding before something else', () => `ey${'='.repeat(size)}a`],
    ['a megabyte of dots', () => '.'.repeat(size)],
    ['a megabyte of white space inside', () => `a${' '.repeat(size)}b`],
    ['a megabyte of signature', () => `${encode({ alg: 'RS256' })}.e30.${'a'.repeat(size)}`],
  ])('%s', (_, make) => {
    const text = make();
    // It takes some 20 ms; one that looks back at every character takes minutes. The best of a few, in time or in the
    // processor's own count, because the machine may be busy with other things.
    const times = Array.from({ length: 2 }, () => {
      const [start, cpu] = [performance.now(), process.cpuUsage()];
      readToken(text);
      const { user, system } = process.cpuUsage(cpu);
      return Math.min(performance.now() - start, (user + system) / 1_000);
    });
    expect(Math.min(...times)).toBeLessThan(1_000);
  });
});
