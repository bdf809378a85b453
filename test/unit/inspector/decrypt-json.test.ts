import { deflateRawSync } from 'node:zlib';
import { exportJWK, FlattenedEncrypt, GeneralEncrypt, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import { decryptToken } from '../../../shared/inspector/decrypt-token.ts';
import { encode } from './make-token.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const words = 'sixteen letters!';
const secret = { kind: 'secret', secret: words, encoding: 'utf8' } as const;
const open = (token: unknown, key: Parameters<typeof decryptToken>[0]['key'] = secret) =>
  decryptToken({ token: typeof token === 'string' ? token : JSON.stringify(token), key, clockSkewSeconds: 0 });

const flattened = await new FlattenedEncrypt(bytes('{"sub":"inside"}'))
  .setProtectedHeader({ enc: 'A128GCM' })
  .setSharedUnprotectedHeader({ jku: 'https://as.example/keys' })
  .setUnprotectedHeader({ alg: 'A128KW' })
  .setAdditionalAuthenticatedData(bytes('for the record'))
  .encrypt(bytes(words));

describe('a JWE in JSON form', () => {
  test('its header in three places, with additional authenticated data', async () => {
    expect(await open(flattened)).toMatchObject({ text: '{"sub":"inside"}', reading: { payload: { sub: 'inside' } } });
    await expect(open({ ...flattened, aad: encode('for another record') })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  test('for several recipients: who it is for opens it, whoever stands before', async () => {
    const [anne, ben] = await Promise.all([0, 1].map(() => generateKeyPair('ECDH-ES+A128KW', { extractable: true })));
    if (anne === undefined || ben === undefined) throw new Error('no keys');
    const general = await new GeneralEncrypt(bytes('for both'))
      .setProtectedHeader({ enc: 'A128GCM' })
      .addRecipient(anne.publicKey)
      .setUnprotectedHeader({ alg: 'ECDH-ES+A128KW' })
      .addRecipient(ben.publicKey)
      .setUnprotectedHeader({ alg: 'ECDH-ES+A128KW' })
      .addRecipient(bytes(words))
      .setUnprotectedHeader({ alg: 'A128KW' })
      .encrypt();
    const theirs = async (pair: typeof anne) => ({ kind: 'text', text: JSON.stringify(await exportJWK(pair.privateKey)) }) as const;
    expect((await open(general, await theirs(anne))).how).toMatch(/^Recipient 1 of 3\./);
    expect((await open(general, await theirs(ben))).how).toMatch(/^Recipient 2 of 3\./);
    expect((await open(general)).how).toMatch(/^Recipient 3 of 3\. A128KW/);
    await expect(open(general, { ...secret, secret: 'SIXTEEN LETTERS!' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(/Recipient 1: .*takes a private key.* Recipient 3: .*does not open/),
    });
  });

  const recipient = { header: { alg: 'RSA1_5' }, encrypted_key: 'AAAA' };
  test.each<[string, object, string, RegExp]>([
    ['a name in two headers', { ...flattened, header: { alg: 'A128KW', enc: 'A256GCM' } }, 'TOKEN_MALFORMED', /“enc” stands in two/],
    ['two forms at once', { ...flattened, recipients: [{}] }, 'TOKEN_MALFORMED', /neither form/],
    ['nobody it is for', { ...flattened, header: undefined, encrypted_key: undefined, recipients: [] }, 'TOKEN_MALFORMED', /0 recipients/],
    [
      'a thousand it is for',
      { protected: flattened.protected, ciphertext: '', recipients: Array.from({ length: 1_000 }, () => recipient) },
      'TOKEN_MALFORMED',
      /1000 recipients/,
    ],
    ['no ciphertext', { ...flattened, ciphertext: undefined }, 'TOKEN_MALFORMED', /no ciphertext/],
    ['a tag that is no Base64url', { ...flattened, tag: 'AA=A' }, 'TOKEN_MALFORMED', /tag, character 3: “=”/],
    ['a protected header that is no JSON', { ...flattened, protected: encode('{') }, 'TOKEN_MALFORMED', /protected header/],
    ['a header that is no object', { ...flattened, header: 1 }, 'TOKEN_MALFORMED', /header is no JSON object/],
    [
      'nobody but by algorithms that are refused',
      { ...flattened, header: undefined, encrypted_key: undefined, recipients: [recipient, recipient] },
      'UNSUPPORTED',
      /Recipient 1: RSA1_5 is refused.*Recipient 2: RSA1_5/,
    ],
  ])('%s is refused with its reason', async (_what, token, code, message) => {
    await expect(open(token)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

describe('what is made to keep us busy', () => {
  const sealed = (header: object) => `${encode(header)}.AAAA.AAAA.AAAA.AAAA`;

  test.each<[string, string | object, string, RegExp]>([
    [
      'a password hashed two thousand million times',
      sealed({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: 'AAAAAAAAAAA', p2c: 2_000_000_000 }),
      'UNSUPPORTED',
      /2000000000 times/,
    ],
    ['an extension nobody knows', sealed({ alg: 'dir', enc: 'A128GCM', crit: ['x'], x: 1 }), 'UNSUPPORTED', /critical/],
    ['an unknown compression', sealed({ alg: 'dir', enc: 'A128GCM', zip: 'GZ' }), 'UNSUPPORTED', /compressed in a way/],
    ['an unknown content encryption', sealed({ alg: 'dir', enc: 'A1' }), 'UNSUPPORTED', /no registered content encryption/],
    [
      'JSON a hundred thousand levels deep',
      `{"ciphertext":"AAAA","unprotected":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'TOKEN_MALFORMED',
      /nested deeper than 100/,
    ],
    [
      'a header through its prototype',
      { ciphertext: 'AAAA', header: JSON.parse('{"__proto__":{"alg":"dir","enc":"A128GCM"}}') },
      'INPUT_INVALID',
      /names no algorithm/,
    ],
  ])('%s is refused with its reason', async (_what, token, code, message) => {
    await expect(open(token)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('content that unfolds to a thousand times its size, in JSON too', async () => {
    const header = encode({ alg: 'dir', enc: 'A128GCM', zip: 'DEF' });
    const key = await crypto.subtle.importKey('raw', bytes(words), 'AES-GCM', false, ['encrypt']);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bomb = new Uint8Array(deflateRawSync(Buffer.alloc(5_000_000)));
    const encrypted = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes(header) }, key, bomb));
    const token = {
      protected: header,
      iv: encode(iv),
      ciphertext: encode(encrypted.subarray(0, -16)),
      tag: encode(encrypted.subarray(-16)),
    };
    await expect(open(token)).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringMatching(/unfolds to more than 1000000/),
    });
  });

  test('an RSA key that is too short opens nothing', async () => {
    const { generateKeyPairSync } = await import('node:crypto');
    const jwk = generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey.export({ format: 'jwk' });
    await expect(open(sealed({ alg: 'RSA-OAEP', enc: 'A128GCM' }), { kind: 'text', text: JSON.stringify(jwk) })).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: expect.stringMatching(/1024 bits.*fewer than 2048/),
    });
  });
});
