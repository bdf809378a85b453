import { constants, createHmac, createPrivateKey, sign as cryptoSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { parseVerificationKey, type SecretEncoding, type VerificationKey } from '../../../shared/inspector/verification-key.ts';
import { verifySignature } from '../../../shared/inspector/verify-signature.ts';
import { makeCertificate } from '../../fixtures/certificates.ts';
import { encode } from './make-token.ts';
import { encryptedVector, signedVectors, unsecuredVector } from './rfc-vectors.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const jwkOf = (key: KeyObject, more: object = {}) => ({ ...key.export({ format: 'jwk' }), ...more });
const set = (...keys: unknown[]): VerificationKey => ({ kind: 'jwks', jwks: { keys } });
const pem = (key: KeyObject, type: 'spki' | 'pkcs1' | 'pkcs8' | 'sec1' = 'spki'): VerificationKey => ({
  kind: 'pem',
  pem: key.export({ format: 'pem', type: type as 'spki' }).toString(),
});
const secret = (text: string, encoding: SecretEncoding = 'utf8'): VerificationKey => ({ kind: 'secret', secret: text, encoding });

const sign = (key: KeyObject, alg: string, header: object = {}) =>
  new SignJWT({ sub: 'alice' }).setProtectedHeader({ alg, ...header }).sign(key);
const hmac = (bytes: Uint8Array, header: object = { alg: 'HS256' }) => {
  const input = `${encode(header)}.${encode({ sub: 'alice' })}`;
  return `${input}.${createHmac('sha256', bytes).update(input).digest('base64url')}`;
};
const rs256 = await sign(rsa.privateKey, 'RS256', { kid: 'a' });

describe('what an attacker writes into a token never makes it better than invalid', () => {
  const key = set(jwkOf(rsa.publicKey, { kid: 'a', alg: 'RS256', use: 'sig' }));
  const [, payload = '', signature = ''] = rs256.split('.');
  const forged = (header: object, end = signature) => `${encode(header)}.${payload}.${end}`;

  test.each<[string, string, RegExp]>([
    ['a changed payload', `${rs256.split('.')[0]}.${encode({ sub: 'mallory' })}.${signature}`, /did not make this signature/],
    ['alg none', forged({ alg: 'none' }, ''), /unsecured/],
    ['alg none with a signature', forged({ alg: 'none' }), /unsecured/],
    ['alg None', forged({ alg: 'None' }, ''), /unsecured/],
    ['no alg', forged({}), /no algorithm/],
    ['an alg that does not exist', forged({ alg: 'RS257' }), /no registered/],
    ['an alg nobody here supports', forged({ alg: 'ES256K' }), /needs EC/],
    ['another alg of the same key type', forged({ alg: 'PS256', kid: 'a' }), /it is for RS256/],
    ['a kid that is not in the set', forged({ alg: 'RS256', kid: 'b' }), /no key has the kid “b”/],
    ['a critical extension', forged({ alg: 'RS256', kid: 'a', crit: ['x'], x: 1 }), /critical/],
    ['an empty list of critical extensions', forged({ alg: 'RS256', kid: 'a', crit: [] }), /did not make/],
    ['a signature cut off', forged({ alg: 'RS256', kid: 'a' }, ''), /did not make/],
    ['a key of its own', forged({ alg: 'RS256', jwk: jwkOf(otherRsa.publicKey) }), /did not make/],
  ])('%s', async (_, token, reason) => {
    expect(await verifySignature(token, key)).toMatchObject({ status: 'invalid', reason: expect.stringMatching(reason) });
  });

  test('algorithm confusion: an HMAC made with the public key as the secret', async () => {
    const text = rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const token = hmac(Buffer.from(text));
    for (const offered of [pem(rsa.publicKey), key]) {
      expect(await verifySignature(token, offered)).toMatchObject({
        status: 'invalid',
        reason: expect.stringMatching(/algorithm confusion/),
      });
    }
  });

  test('a token signed by the key it carries itself is not vouched for by anyone', async () => {
    const token = await sign(otherRsa.privateKey, 'RS256', { jwk: jwkOf(otherRsa.publicKey), kid: 'a' });
    expect(await verifySignature(token, key)).toMatchObject({ status: 'invalid' });
  });
});

describe('what cannot be checked is not_checked, and says why', () => {
  test.each<[string, string, VerificationKey, RegExp]>([
    ['an opaque token', 'abc', secret('x'), /not a signed token/],
    ['an encrypted token', encryptedVector, secret('x'), /encrypted/],
    ['a broken token', `${rs256}!`, pem(rsa.publicKey), /Signature, character/],
    ['two algorithms in one header', `${encode('{"alg":"RS256","alg":"none"}')}.e30.`, pem(rsa.publicKey), /second time/],
    ['a key set that is none', rs256, { kind: 'jwks', jwks: { error: 'x' } }, /no JSON Web Key Set/],
    ['a key set that is null', rs256, { kind: 'jwks', jwks: null }, /no JSON Web Key Set/],
    ['a JWK without a type', rs256, { kind: 'jwk', jwk: { n: 'x' } }, /no JSON Web Key/],
    ['a JWK with a damaged modulus', rs256, { kind: 'jwk', jwk: { kty: 'RSA', n: '!!', e: 'AQAB' } }, /0 bits/],
    ['PEM cut off', rs256, { kind: 'pem', pem: '-----BEGIN PUBLIC KEY-----\nMIIB' }, /cut off/],
    ['PEM damaged', rs256, { kind: 'pem', pem: '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----' }, /public key is damaged/],
    [
      'PEM of something else',
      rs256,
      { kind: 'pem', pem: '-----BEGIN DH PARAMETERS-----\nMIIB\n-----END DH PARAMETERS-----' },
      /“DH PARAMETERS” is not read/,
    ],
    ['an empty secret', hmac(Buffer.from('x')), secret(''), /empty/],
    ['a secret that is not hex', hmac(Buffer.from('x')), secret('xyz', 'hex'), /not hex/],
    ['a secret that is not Base64', hmac(Buffer.from('x')), secret('a-b_', 'base64'), /not base64/],
  ])('%s', async (_, token, key, reason) => {
    const reading = await verifySignature(token, key);
    expect(reading).toMatchObject({ status: 'not_checked', reason: expect.stringMatching(reason) });
  });

  test.each(['RS256', 'PS384'])('an RSA key under 2048 bits is verified with, and found too short: %s', async (alg) => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const input = `${encode({ alg })}.${encode({ sub: 'joe' })}`;
    const hash = `sha${alg.slice(2)}`;
    const padding = alg === 'PS384' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 } : {};
    const token = `${input}.${cryptoSign(hash, Buffer.from(input), { key: short.privateKey, ...padding }).toString('base64url')}`;
    expect(await verifySignature(token, pem(short.publicKey))).toMatchObject({
      status: 'valid',
      reason: expect.stringMatching(/1024 bits/),
      findings: [{ id: 'rsa_key_short', severity: 'error' }],
    });
    expect(await verifySignature(rs256, pem(short.publicKey))).toMatchObject({ status: 'invalid' });
  });

  test('a curve that Web Crypto has not', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    const token = `${encode({ alg: 'ES256K' })}.e30.${encode(new Uint8Array(64))}`;
    expect(await verifySignature(token, { kind: 'jwk', jwk: jwkOf(publicKey) })).toMatchObject({
      status: 'not_checked',
      reason: expect.stringMatching(/secp256k1/),
    });
  });
});

describe('published vectors verify, and no other key verifies them', () => {
  test.each(signedVectors)('$source', async ({ token, key }) => {
    expect(await verifySignature(token, key)).toMatchObject({ status: 'valid' });
    expect((await verifySignature(token, pem(otherRsa.publicKey))).status).toBe('invalid');
    const middle = token.lastIndexOf('.') + 5;
    const changed = `${token.slice(0, middle)}${token[middle] === 'A' ? 'B' : 'A'}${token.slice(middle + 1)}`;
    expect((await verifySignature(changed, key)).status).toBe('invalid');
  });

  test('RFC 7519 6.1, unsecured', async () => {
    expect((await verifySignature(unsecuredVector, pem(rsa.publicKey))).status).toBe('invalid');
  });
});

describe('keys, in every form', () => {
  test.each<[string, VerificationKey]>([
    ['SPKI', pem(rsa.publicKey)],
    ['PKCS #1', pem(rsa.publicKey, 'pkcs1')],
    ['a private key, of which the public half is used', pem(rsa.privateKey, 'pkcs8')],
    ['a JWK', { kind: 'jwk', jwk: jwkOf(rsa.publicKey) }],
    ['a private JWK', { kind: 'jwk', jwk: jwkOf(rsa.privateKey, { key_ops: ['sign'] }) }],
    ['a JWK with members nobody knows', { kind: 'jwk', jwk: jwkOf(rsa.publicKey, { ext: 'x', oth: [], x5t: 5, nbf: 1 }) }],
  ])('%s', async (_, key) => {
    expect(await verifySignature(rs256, key)).toMatchObject({
      status: 'valid',
      reason: expect.stringMatching(/^RS256 verified with key [\w-]{43}: the one key for RS256\.$/),
    });
  });

  test('a certificate, with other text around it', async () => {
    const { cert, key } = makeCertificate({ commonName: 'signer' });
    const token = await sign(createPrivateKey(key), 'ES256');
    expect((await verifySignature(token, { kind: 'pem', pem: `Certificate:\n  Data\n${cert}` })).status).toBe('valid');
  });

  test.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'])('%s with a PEM that says no algorithm', async (alg) => {
    expect((await verifySignature(await sign(rsa.privateKey, alg), pem(rsa.publicKey))).status).toBe('valid');
  });

  test.each([
    ['ES256', 'P-256'],
    ['ES384', 'P-384'],
    ['ES512', 'P-521'],
  ])('%s', async (alg, namedCurve) => {
    const pair = generateKeyPairSync('ec', { namedCurve });
    const token = await sign(pair.privateKey, alg);
    expect((await verifySignature(token, pem(pair.publicKey))).status).toBe('valid');
    expect((await verifySignature(token, set(jwkOf(pair.publicKey)))).status).toBe('valid');
  });

  test('Ed25519 under both its names', async () => {
    const pair = generateKeyPairSync('ed25519');
    for (const alg of ['EdDSA', 'Ed25519']) {
      const token = await sign(pair.privateKey, alg);
      expect((await verifySignature(token, pem(pair.publicKey))).status).toBe('valid');
      expect((await verifySignature(token, set(jwkOf(pair.publicKey, { alg: 'EdDSA' })))).status).toBe('valid');
    }
  });

  test.each<[string, object]>([
    ['PEM', { kind: 'pem' }],
    ['JWK', { kind: 'jwk' }],
    ['JWK Set', { kind: 'jwks' }],
  ])('the text of a file is recognised: %s', (kind, expected) => {
    const texts: Record<string, string> = {
      PEM: rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
      JWK: JSON.stringify(jwkOf(rsa.publicKey)),
      'JWK Set': JSON.stringify({ keys: [] }),
    };
    expect(parseVerificationKey(texts[kind] ?? '')).toMatchObject(expected);
  });

  test('the text of a file that is no key', () => {
    expect(() => parseVerificationKey('my secret')).toThrow(/neither PEM nor JSON/);
  });
});

describe('which key of a set, and why', () => {
  const wrong = jwkOf(otherRsa.publicKey);
  const right = jwkOf(rsa.publicKey);

  test('by kid', async () => {
    expect(await verifySignature(rs256, set({ ...wrong, kid: 'b' }, { ...right, kid: 'a' }))).toEqual({
      status: 'valid',
      reason: 'RS256 verified with key a: chosen by kid “a”.',
      key: 'a',
    });
  });

  test('the key that the kid names is the only one asked', async () => {
    expect(await verifySignature(rs256, set({ ...wrong, kid: 'a' }, { ...right, kid: 'b' }))).toMatchObject({
      status: 'invalid',
      key: 'a',
    });
  });

  test('the key that the kid names is found, also behind more keys than are tried', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ ...wrong, kid: `other-${index}` }));
    expect((await verifySignature(rs256, set(...many, { ...right, kid: 'a' }))).status).toBe('valid');
  });

  test('two keys with one kid: both are tried', async () => {
    expect((await verifySignature(rs256, set({ ...wrong, kid: 'a' }, { ...right, kid: 'a' }))).status).toBe('valid');
  });

  test('an unknown kid: every fitting key is tried, and the reader is told', async () => {
    expect(await verifySignature(rs256, set({ ...wrong, kid: 'x' }, { ...right, kid: 'y' }))).toMatchObject({
      status: 'valid',
      key: 'y',
      reason: expect.stringMatching(/no key has the kid “a” the token names, so every key for RS256 was tried/),
    });
  });

  test('no kid: every fitting key is tried', async () => {
    const token = await sign(rsa.privateKey, 'RS256');
    expect(await verifySignature(token, set(wrong, right))).toMatchObject({
      status: 'valid',
      reason: expect.stringMatching(/names no kid/),
    });
  });

  test.each<[string, object, RegExp]>([
    ['use', { use: 'enc' }, /not for signatures \(use enc\)/],
    ['alg', { alg: 'RS512' }, /it is for RS512 \(alg\), and the token says RS256/],
    ['key_ops', { key_ops: ['encrypt'] }, /not for signatures \(key_ops encrypt\)/],
  ])('a key that its %s forbids is not used', async (_, more, reason) => {
    expect(await verifySignature(rs256, set({ ...right, kid: 'a', ...more }))).toMatchObject({
      status: 'invalid',
      reason: expect.stringMatching(reason),
    });
  });

  test('keys of other types, and things that are no keys, are passed over', async () => {
    const odd = [null, 5, 'x', [], {}, { kty: 7 }, { kty: 'RSA' }, jwkOf(ec.publicKey), { kty: '__proto__' }];
    expect((await verifySignature(rs256, set(...odd, { ...right, kid: 'a' }))).status).toBe('valid');
    expect(await verifySignature(rs256, set(jwkOf(ec.publicKey), jwkOf(ec.publicKey)))).toMatchObject({
      status: 'invalid',
      reason: 'None of the 2 keys is for RS256 signatures.',
    });
    expect(await verifySignature(rs256, set())).toMatchObject({ status: 'invalid', reason: 'The key set is empty.' });
  });

  test('a key of the wrong type is named as such', async () => {
    expect(await verifySignature(rs256, pem(ec.publicKey))).toMatchObject({
      status: 'invalid',
      reason: 'This key cannot have made the signature: it is of type EC, and RS256 needs RSA.',
    });
    expect(await verifySignature(rs256, set({ ...jwkOf(ec.publicKey), kid: 'a' }))).toMatchObject({
      status: 'invalid',
      reason: 'The key “a” cannot have made the signature: it is of type EC, and RS256 needs RSA.',
    });
  });

  test('a key that could have made it, and is for something else, is not said to be unable', async () => {
    expect((await verifySignature(rs256, set({ ...right, kid: 'a', use: 'enc' }))).reason).toBe(
      'The key “a” must not be used for it: it is not for signatures (use enc).',
    );
  });
});

describe('shared secrets', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
  const token = hmac(bytes);
  const written: Record<Exclude<SecretEncoding, 'utf8'>, string> = {
    base64: Buffer.from(bytes).toString('base64'),
    base64url: encode(bytes),
    hex: Buffer.from(bytes).toString('hex'),
  };

  test.each(Object.entries(written) as [SecretEncoding, string][])('%s', async (encoding, text) => {
    expect(await verifySignature(token, secret(text, encoding))).toEqual({
      status: 'valid',
      reason: `HS256 verified with the secret, read as ${encoding}.`,
    });
  });

  test('utf8, beyond ASCII', async () => {
    expect((await verifySignature(hmac(Buffer.from('pässwörd')), secret('pässwörd'))).status).toBe('valid');
  });

  test('the right secret in the wrong encoding is invalid, and the right encoding is named', async () => {
    expect(await verifySignature(token, secret(written.hex, 'utf8'))).toEqual({
      status: 'invalid',
      reason: 'The secret, read as utf8, did not make this signature. Read as hex it did: choose that encoding.',
    });
  });

  test.each([
    ['secret', /everybody tries first/],
    ['c2VjcmV0', /everybody tries first/],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', /repeats/],
    ['k8#Lq0', /48 bits/],
  ])('a guessable secret verifies, and is called weak: %s', async (text, words) => {
    const encoding = text === 'c2VjcmV0' ? 'base64' : 'utf8';
    const reading = await verifySignature(hmac(Buffer.from(text, encoding)), secret(text, encoding));
    expect(reading).toMatchObject({ status: 'valid', findings: [{ id: 'secret_weak', message: expect.stringMatching(words) }] });
  });

  test('a wrong secret', async () => {
    expect(await verifySignature(token, secret('wrong'))).toMatchObject({
      status: 'invalid',
      reason: expect.stringMatching(/did not make/),
    });
  });

  test('an oct JWK', async () => {
    expect((await verifySignature(token, { kind: 'jwk', jwk: { kty: 'oct', k: written.base64url } })).status).toBe('valid');
  });

  test('a token that needs a public key', async () => {
    expect(await verifySignature(rs256, secret('x'))).toMatchObject({
      status: 'invalid',
      reason: expect.stringMatching(/public key of the issuer/),
    });
  });
});

test('a payload that is not JSON can be signed all the same', async () => {
  const token = await new CompactSign(new TextEncoder().encode('hello')).setProtectedHeader({ alg: 'RS256' }).sign(rsa.privateKey);
  expect((await verifySignature(`\n ${token} `, pem(rsa.publicKey))).status).toBe('valid');
});
