import { exportJWK, exportSPKI, FlattenedSign, GeneralSign, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import type { VerificationKey } from '../../../shared/inspector/verification-key.ts';
import { verifyJsonSignature } from '../../../shared/inspector/verify-json.ts';
import { verifySignature } from '../../../shared/inspector/verify-signature.ts';
import { signatureReading } from '../../../shared/model/token-reading.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const words = 'k1-long-enough-for-hs256-and-not-in-a-list';
const key: VerificationKey = { kind: 'secret', secret: words, encoding: 'utf8' };
const other: VerificationKey = { ...key, secret: `${words}!` };
const flattened = await new FlattenedSign(bytes('{"sub":"a"}'))
  .setProtectedHeader({ alg: 'HS256' })
  .setUnprotectedHeader({ kid: 'a' })
  .sign(bytes(words));

describe('a JWS in JSON form', () => {
  test('flattened, its header in two halves', async () => {
    expect(await verifyJsonSignature(JSON.stringify(flattened), key)).toMatchObject({ status: 'valid' });
    expect(await verifyJsonSignature(JSON.stringify(flattened), other)).toMatchObject({ status: 'invalid' });
    expect(await verifyJsonSignature(JSON.stringify({ ...flattened, payload: 'e30' }), key)).toMatchObject({ status: 'invalid' });
  });

  test('the algorithm in the unprotected half', async () => {
    const open = await new FlattenedSign(bytes('x')).setUnprotectedHeader({ alg: 'HS256' }).sign(bytes(words));
    expect(await verifyJsonSignature(JSON.stringify(open), key)).toMatchObject({ status: 'valid' });
  });

  test('general: one of two signatures is ours', async () => {
    const general = await new GeneralSign(bytes('x'))
      .addSignature(bytes(`${words}!`))
      .setProtectedHeader({ alg: 'HS256' })
      .addSignature(bytes(words))
      .setProtectedHeader({ alg: 'HS256' })
      .sign();
    const reading = await verifyJsonSignature(JSON.stringify(general), key);
    expect(reading).toMatchObject({ status: 'valid', reason: expect.stringMatching(/^Signature 2 of 2: HS256 verified/) });
    expect(reading.each?.map(({ alg, status }) => [alg, status])).toEqual([
      ['HS256', 'invalid'],
      ['HS256', 'valid'],
    ]);
    const neither = await verifyJsonSignature(JSON.stringify(general), { ...key, secret: 'another one, and long enough for all that' });
    expect(neither).toMatchObject({ status: 'invalid', reason: 'None of the 2 signatures was made with this key.' });
  });

  test('general: each signature is told by itself, with its key, its algorithm and its reason', async () => {
    const [rsa, ec] = [await generateKeyPair('RS256', { extractable: true }), await generateKeyPair('ES256', { extractable: true })];
    const general = await new GeneralSign(bytes('{"sub":"a"}'))
      .addSignature(rsa.privateKey)
      .setProtectedHeader({ alg: 'RS256', kid: 'r' })
      .addSignature(ec.privateKey)
      .setProtectedHeader({ alg: 'ES256', kid: 'e' })
      .addSignature(bytes(words))
      .setProtectedHeader({ alg: 'HS256' })
      .sign();
    const text = JSON.stringify({ ...general, signatures: [...general.signatures, { protected: '!', signature: '' }] });
    const keys = [
      { ...(await exportJWK(rsa.publicKey)), kid: 'r' },
      { ...(await exportJWK(ec.publicKey)), kid: 'e' },
    ];
    const reading = await verifySignature(text, { kind: 'jwks', jwks: { keys } });
    expect(signatureReading.parse(reading)).toMatchObject({
      status: 'valid',
      key: 'r',
      reason: 'Signatures 1 and 2 of 4 hold: each verified with a key that was given.',
      each: [
        { alg: 'RS256', status: 'valid', key: 'r', reason: expect.stringMatching(/chosen by kid/) },
        { alg: 'ES256', status: 'valid', key: 'e' },
        { alg: 'HS256', status: 'invalid', reason: expect.stringMatching(/algorithm confusion/) },
        { alg: null, status: 'not_checked', reason: expect.stringMatching(/protected header is not Base64url/) },
      ],
    });
  });

  test.each([
    [{ ...flattened, header: { alg: 'none' } }, /both its headers/],
    [{ ...flattened, signature: '!' }, /signature is missing or not Base64url/],
    [{ ...flattened, payload: undefined }, /payload is detached/],
    [{ payload: '', signatures: [] }, /0 signatures/],
    [{ ...flattened, signatures: [] }, /neither form/],
  ])('%#: broken ones are not checked, and say why', async (jws, reason) => {
    expect(await verifyJsonSignature(JSON.stringify(jws), key)).toMatchObject({
      status: 'not_checked',
      reason: expect.stringMatching(reason),
    });
  });
});

describe('a detached payload', () => {
  test('is given beside the token, encoded or not (RFC 7797)', async () => {
    const text = '$.02';
    const encoded = await new FlattenedSign(bytes(text)).setProtectedHeader({ alg: 'HS256' }).sign(bytes(words));
    const bare = await new FlattenedSign(bytes(text)).setProtectedHeader({ alg: 'HS256', b64: false, crit: ['b64'] }).sign(bytes(words));
    for (const jws of [encoded, bare]) {
      const token = `${jws.protected}..${jws.signature}`;
      expect(await verifySignature(token, key, { payload: text })).toMatchObject({ status: 'valid' });
      expect(await verifySignature(token, key, { payload: '$.03' })).toMatchObject({ status: 'invalid' });
      expect(await verifyJsonSignature(JSON.stringify({ ...jws, payload: undefined }), key, { payload: text })).toMatchObject({
        status: 'valid',
      });
    }
  });
});

test('a public key pasted as the secret is the algorithm confusion attack, even where the signature fits', async () => {
  const pem = '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n';
  const forged = await new FlattenedSign(bytes('{}')).setProtectedHeader({ alg: 'HS256' }).sign(bytes(pem));
  const token = `${forged.protected}.${forged.payload}.${forged.signature}`;
  // With its line ends, or without those that a field of one line or a shell took away.
  for (const secret of [pem, pem.trim(), pem.replaceAll('\n', '')]) {
    expect(await verifySignature(token, { kind: 'secret', secret, encoding: 'utf8' })).toMatchObject({
      status: 'invalid',
      reason: expect.stringMatching(/^The signature fits, .*algorithm confusion/),
    });
  }
});

test('a token forged with a public key as secret is told so by that key, in whatever form it is given', async () => {
  const { publicKey } = await generateKeyPair('RS256', { extractable: true });
  const pem = await exportSPKI(publicKey);
  const jwk = await exportJWK(publicKey);
  const forged = await new FlattenedSign(bytes('{}')).setProtectedHeader({ alg: 'HS256' }).sign(bytes(`${pem}\n`));
  const token = `${forged.protected}.${forged.payload}.${forged.signature}`;
  const keys: readonly VerificationKey[] = [
    { kind: 'pem', pem },
    { kind: 'jwk', jwk },
    { kind: 'jwks', jwks: { keys: [jwk] } },
  ];
  for (const given of keys) {
    expect(await verifySignature(token, given)).toMatchObject({ status: 'invalid', reason: expect.stringMatching(/^The signature fits/) });
  }
  const genuine = `${flattened.protected}.${flattened.payload}.${flattened.signature}`;
  expect(await verifySignature(genuine, { kind: 'pem', pem })).toMatchObject({
    reason: expect.stringMatching(/^HS256 needs a shared secret/),
  });
});
