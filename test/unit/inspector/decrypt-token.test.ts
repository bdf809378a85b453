import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { decryptToken } from '../../../shared/inspector/decrypt-token.ts';
import { encode, unsigned } from './make-token.ts';

const text = new TextEncoder().encode('{"sub":"inside"}');
const password = 'correct horse battery staple 123';
const secret = { kind: 'secret', secret: password, encoding: 'utf8' } as const;
const open = (token: string, key: Parameters<typeof decryptToken>[0]['key']) => decryptToken({ token, key, clockSkewSeconds: 0 });

describe('an encrypted token is opened', () => {
  it.each([
    ['dir', 'A256GCM'],
    ['dir', 'A128CBC-HS256'],
    ['A256KW', 'A256GCM'],
    ['A256GCMKW', 'A128GCM'],
    ['PBES2-HS256+A128KW', 'A256GCM'],
  ])('by a secret: %s, %s', async (alg, enc) => {
    const token = await new CompactEncrypt(text).setProtectedHeader({ alg, enc }).encrypt(new TextEncoder().encode(password));
    const opened = await open(token, secret);
    expect(opened).toMatchObject({
      text: '{"sub":"inside"}',
      reading: { payload: { sub: 'inside' }, signature: { status: 'not_checked' } },
    });
    expect(opened.how).toContain(alg);
    await expect(open(token, { ...secret, secret: password.toUpperCase() })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it.each([
    ['dir', 'A128GCM', 'sha256', 16],
    ['dir', 'A256GCM', 'sha256', 32],
    ['dir', 'A128CBC-HS256', 'sha256', 32],
    ['dir', 'A192CBC-HS384', 'sha384', 48],
    ['dir', 'A256CBC-HS512', 'sha512', 64],
    ['A128KW', 'A256CBC-HS512', 'sha256', 16],
    ['A192GCMKW', 'A128GCM', 'sha256', 24],
    ['A256KW', 'A128GCM', 'sha256', 32],
  ])('by a key made of a client secret: %s, %s takes %s, the first %d octets', async (alg, enc, hash, octets) => {
    const key = createHash(hash).update('a client secret, ü').digest().subarray(0, octets);
    const token = await new CompactEncrypt(text).setProtectedHeader({ alg, enc }).encrypt(key);
    expect((await open(token, { kind: 'client_secret', secret: 'a client secret, ü' })).text).toBe('{"sub":"inside"}');
    for (const wrong of ['another', '']) {
      await expect(open(token, { kind: 'client_secret', secret: wrong })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    }
  });

  it.each(['PBES2-HS256+A128KW', 'RSA-OAEP'])('but %s is nothing a client secret opens', async (alg) => {
    const token = `${encode({ alg, enc: 'A256GCM', p2c: 1000, p2s: 'AAAAAAAAAAA' })}.AAAA.AAAA.AAAA.AAAA`;
    await expect(open(token, { kind: 'client_secret', secret: password })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it.each(['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW'])('by a private key: %s', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    const token = await new CompactEncrypt(new TextEncoder().encode(unsigned({ sub: 'nested' })))
      .setProtectedHeader({ alg, enc: 'A256GCM' })
      .encrypt(publicKey);
    const opened = await open(token, { kind: 'text', text: JSON.stringify(await exportJWK(privateKey)) });
    expect(opened.reading).toMatchObject({ kind: 'jws', payload: { sub: 'nested' } });
  });
});

it.each([
  ['RSA1_5', { alg: 'RSA1_5', enc: 'A256GCM' }, 'UNSUPPORTED', /RSA1_5 is refused/],
  ['an algorithm nobody knows', { alg: 'X', enc: 'A256GCM' }, 'UNSUPPORTED', /no registered algorithm/],
  ['a header without enc', { alg: 'dir' }, 'INPUT_INVALID', /names no algorithm/],
])('%s is refused with its reason', async (_what, header, code, message) => {
  const token = `${encode(header)}.AAAA.AAAA.AAAA.AAAA`;
  await expect(open(token, { kind: 'text', text: '{"kty":"oct","k":"AAAA"}' })).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

it('a token that unfolds to a thousand times its size is refused', async () => {
  // Compressed by hand: nobody's library makes such a token by itself.
  const bomb = deflateRawSync(Buffer.alloc(20_000_000));
  const { subtle } = crypto;
  const header = encode({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' });
  const key = await subtle.importKey('raw', new TextEncoder().encode(password), 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(
    await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(header) }, key, new Uint8Array(bomb)),
  );
  const token = `${header}..${encode(iv)}.${encode(sealed.subarray(0, -16))}.${encode(sealed.subarray(-16))}`;
  await expect(open(token, secret)).rejects.toMatchObject({ code: 'UNSUPPORTED', message: expect.stringMatching(/unfolds to more/) });
});
