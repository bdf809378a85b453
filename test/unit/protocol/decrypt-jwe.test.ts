import { createHash } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { clientDecryption, decryptJwe } from '../../../shared/protocol/decrypt-jwe.ts';

const octJwk = (key: Buffer) => JSON.stringify({ kty: 'oct', k: key.toString('base64url') });
const encrypted = (key: Buffer, alg = 'dir') =>
  new CompactEncrypt(Buffer.from('inside')).setProtectedHeader({ alg, enc: 'A256GCM' }).encrypt(key);
const made = createHash('sha256').update('the secret').digest();
const own = createHash('sha256').update('a key they agreed on').digest();

describe('what was encrypted for a client is opened', () => {
  it('with a key made of its secret, whatever private key it has for other algorithms', async () => {
    const client = { clientSecret: 'the secret', decryptionKey: '-----BEGIN PRIVATE KEY-----' };
    expect(await decryptJwe(await encrypted(made), client, 'The ID token')).toBe('inside');
    expect(clientDecryption('RSA-OAEP', client)).toMatchObject({ by: 'decryption_key', key: { text: client.decryptionKey } });
  });

  it('with a symmetric JWK of its own before the secret', async () => {
    const client = { clientSecret: 'the secret', decryptionKey: octJwk(own) };
    expect(await decryptJwe(await encrypted(own), client, 'The ID token')).toBe('inside');
    await expect(decryptJwe(await encrypted(made), client, 'The ID token')).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });
});

it('and what is missing or does not fit is named: the secret, or the key', async () => {
  const none = { clientSecret: null, decryptionKey: null };
  await expect(decryptJwe(await encrypted(made), none, 'The answer')).rejects.toMatchObject({
    code: 'INPUT_MISSING_SECRET',
    message: expect.stringMatching(/^The answer is encrypted with a key made of the client secret/),
  });
  await expect(decryptJwe(await encrypted(made), { ...none, clientSecret: 'another' }, 'The answer')).rejects.toMatchObject({
    code: 'TOKEN_INVALID',
    message: expect.stringContaining('made of the client secret'),
  });
  const password = await encrypted(made, 'PBES2-HS256+A128KW');
  await expect(decryptJwe(password, { ...none, clientSecret: 'the secret' }, 'The answer')).rejects.toMatchObject({
    code: 'INPUT_MISSING_SECRET',
    message: expect.stringContaining('no decryption key'),
  });
});
