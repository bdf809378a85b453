import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decryptToken } from '../../../shared/inspector/decrypt-token.ts';
import { readToken } from '../../../shared/inspector/read-token.ts';
import type { VerificationKey } from '../../../shared/inspector/verification-key.ts';
import { verifySignature } from '../../../shared/inspector/verify-signature.ts';
import { readKey } from '../../../shared/keys/read-key.ts';
import { corpora, type Vector, type VectorKey, type VectorResult } from '../../fixtures/vectors/vectors.ts';
import { encode } from './make-token.ts';

const textOf = ({ input }: Vector) => (typeof input === 'string' ? input : JSON.stringify(input));

/** The payload under the signature: in its place in the token, or given apart. */
function payloadOf({ input, payload }: Vector): string {
  if (payload !== undefined) return payload;
  const written = typeof input === 'string' ? input.split('.')[1] : input.payload;
  const sealed = typeof input === 'string' ? '' : String(input.protected ?? '');
  const bare = Buffer.from(sealed, 'base64url').toString().includes('"b64":false');
  return bare ? String(written) : Buffer.from(String(written), 'base64url').toString();
}

function verificationKey(key: VectorKey): VerificationKey {
  // RFC 7515 prints the HMAC keys of its examples as a JWK; they have no algorithm that could exclude one.
  return { kind: 'jwk', jwk: key };
}

function decryptionKey(key: VectorKey) {
  return typeof key.password === 'string'
    ? ({ kind: 'secret', secret: key.password, encoding: 'utf8' } as const)
    : ({ kind: 'text', text: JSON.stringify(key) } as const);
}

const isEncrypted = ({ input }: Vector) => (typeof input === 'string' ? input.split('.').length === 5 : 'ciphertext' in input);

async function proveEncrypted(vector: Vector, key: VectorKey, result: VectorResult, keys: Readonly<Record<string, VectorKey>>) {
  const opening = decryptToken({ token: textOf(vector), key: decryptionKey(key), clockSkewSeconds: 0 });
  if (result.refused !== undefined) {
    await expect(opening).rejects.toMatchObject({
      code: expect.stringMatching(/^(INPUT_INVALID|UNSUPPORTED)$/),
      message: expect.stringContaining(result.refused),
    });
    return;
  }
  const { text, reading } = await opening;
  expect(text).toBe(result.decrypts);
  if (result.inside === undefined) return;
  expect(reading?.kind).toBe('jws');
  await proveSigned({ ...vector, input: text }, keys[result.inside.key] ?? {}, result.inside);
}

async function proveSigned(vector: Vector, key: VectorKey, result: VectorResult) {
  const options = vector.payload === undefined ? {} : { payload: vector.payload };
  const signature = await verifySignature(textOf(vector), verificationKey(key), options);
  if (result.refused !== undefined) {
    const reasons = [signature.reason, ...(signature.each ?? []).map(({ reason }) => reason)].join(' ');
    expect({ status: signature.status, reasons }).toMatchObject({ status: 'invalid', reasons: expect.stringContaining(result.refused) });
    return;
  }
  expect(signature.status, signature.reason).toBe('valid');
  expect(payloadOf(vector)).toBe(result.verifies);
}

test('every kind of example is among them: without it, its test would hold for nothing', () => {
  const sets = corpora.flatMap(({ keySets = [] }) => keySets);
  expect(sets.filter(({ jwks }) => jwks.keys.some(({ x5c }) => Array.isArray(x5c)))).not.toEqual([]);
  expect(corpora.flatMap(({ agreements = [] }) => agreements)).not.toEqual([]);
  expect(corpora.flatMap(({ thumbprints = {} }) => Object.keys(thumbprints))).not.toEqual([]);
  const results = corpora.flatMap(({ vectors }) => vectors.flatMap((vector) => vector.results));
  for (const member of ['verifies', 'decrypts', 'inside', 'refused'] as const) {
    expect([member, results.some((result) => result[member] !== undefined)]).toEqual([member, true]);
  }
});

describe.each(corpora)('RFC $rfc', ({ keys, vectors, thumbprints = {}, keySets = [], agreements = [] }) => {
  const examples = vectors.flatMap((vector) =>
    vector.results.map((result) => ({
      vector,
      result,
      title: `${vector.source}, ${vector.what}: ${result.refused === undefined ? 'holds' : 'is refused'} (${result.key})`,
    })),
  );

  test.each(examples)('$title', async ({ vector, result }) => {
    const key = keys[result.key];
    if (key === undefined) throw new Error(`there is no key ${result.key}`);
    await (isEncrypted(vector) ? proveEncrypted(vector, key, result, keys) : proveSigned(vector, key, result));
  });

  test.each(examples.filter(({ result }) => result.refused === undefined))('$title, and a change breaks it', async ({ vector, result }) => {
    const key = keys[result.key] ?? {};
    const changed = change(vector);
    if (isEncrypted(vector)) {
      await expect(decryptToken({ token: changed, key: decryptionKey(key), clockSkewSeconds: 0 })).rejects.toMatchObject({
        code: 'INPUT_INVALID',
      });
    } else {
      const options = vector.payload === undefined ? {} : { payload: vector.payload };
      expect((await verifySignature(changed, verificationKey(key), options)).status).toBe('invalid');
    }
  });

  test.each(Object.entries(thumbprints))('the thumbprint of the key %s', async (name, thumbprint) => {
    expect((await readKey(JSON.stringify(keys[name]))).key.thumbprint).toBe(thumbprint);
  });

  test.each(keySets)('$source: its keys are read', async ({ jwks, kind, words }) => {
    const reading = await readKey(JSON.stringify(jwks));
    expect(reading.keys.map((key) => [key.kind, key.words])).toEqual(words.map((said) => [kind, said]));
    for (const [index, { x5c }] of jwks.keys.entries()) {
      if (!Array.isArray(x5c)) continue;
      const pem = `-----BEGIN CERTIFICATE-----\n${x5c[0]}\n-----END CERTIFICATE-----`;
      expect((await readKey(pem)).key.thumbprint).toBe(reading.keys[index]?.thumbprint);
    }
  });

  test.each(agreements)('$source: the content key both sides agree on opens a token', async ({ header, key, contentKey }) => {
    const sealed = encode(header);
    const iv = Buffer.alloc(12, 7);
    const cipher = createCipheriv('aes-128-gcm', Buffer.from(contentKey, 'base64url'), iv).setAAD(Buffer.from(sealed));
    const ciphertext = Buffer.concat([cipher.update('agreed'), cipher.final()]);
    const token = [sealed, '', encode(iv), encode(ciphertext), encode(cipher.getAuthTag())].join('.');
    expect((await decryptToken({ token, key: decryptionKey(keys[key] ?? {}), clockSkewSeconds: 0 })).text).toBe('agreed');
  });

  test.each(vectors.flatMap(({ source, input, accessToken }) => (accessToken === undefined ? [] : [{ source, input, accessToken }])))(
    '$source: ath is the hash of the access token, and the proof carries its key',
    ({ input, accessToken }) => {
      const { header, payload } = readToken(String(input));
      expect(payload?.ath).toBe(createHash('sha256').update(accessToken).digest('base64url'));
      expect(Object.values(keys)).toContainEqual(header?.jwk);
    },
  );
});

/** Turns one bit of what is signed or encrypted: in the middle, where every character carries only bits that count. */
function change({ input, payload }: Vector): string {
  const flip = (text: string, place: number) => text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);
  const part = (text: string) => flip(text, Math.floor(text.length / 2));
  if (typeof input === 'string') {
    const parts = input.split('.');
    const index = parts.length === 5 ? 3 : payload === undefined ? 1 : 2;
    return parts.map((text, at) => (at === index ? part(text) : text)).join('.');
  }
  if (typeof input.ciphertext === 'string') return JSON.stringify({ ...input, ciphertext: part(input.ciphertext) });
  if (typeof input.payload === 'string') return JSON.stringify({ ...input, payload: part(input.payload) });
  if (typeof input.signature === 'string') return JSON.stringify({ ...input, signature: part(input.signature) });
  const [first, ...others] = input.signatures as { signature: string }[];
  return JSON.stringify({ ...input, signatures: [{ ...first, signature: part(first?.signature ?? '') }, ...others] });
}
