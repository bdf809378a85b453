import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeToken, type SigningKey } from '../../../shared/inspector/make-token.ts';
import { readToken } from '../../../shared/inspector/read-token.ts';
import type { VerificationKey } from '../../../shared/inspector/verification-key.ts';
import { verifySignature } from '../../../shared/inspector/verify-signature.ts';
import { inspect, proveHarmless } from '../../fuzz/inspect.ts';
import { editKinds, grammar, mutate, nasty } from '../../fuzz/mutate.ts';
import { originals } from '../../fuzz/originals.ts';

const put = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: fc.constantFrom(...grammar), maxLength: 8 }));
const edit = fc.record({ kind: fc.constantFrom(...editKinds), at: fc.nat(100_000), size: fc.nat(1_000), put });
const mutation = fc
  .tuple(fc.constantFrom(...originals), fc.array(edit, { minLength: 1, maxLength: 4 }))
  .map(([original, edits]) => ({ original, text: mutate(original.text, edits) }));

describe('tokens of every form, changed at random', () => {
  // In portions, each with a seed of its own, so that none comes near the time a test may take on a busy machine.
  test.each([1, 2, 3, 4])('are read without a throw, and what is broken has its place and reason (%i)', async (seed) => {
    await fc.assert(
      fc.asyncProperty(mutation, async ({ text }) => {
        await inspect(text);
      }),
      { seed, numRuns: 2_625 },
    );
  });

  test.each([5, 6])('never come out as genuine: what verifies or opens is what was signed or encrypted (%i)', async (seed) => {
    await fc.assert(
      fc.asyncProperty(mutation, async ({ text, original }) => {
        await proveHarmless(text, original);
      }),
      { seed, numRuns: 1_250 },
    );
  });

  test('every original holds, so that a change is what breaks it', async () => {
    for (const original of originals) expect(await proveHarmless(original.text, original), original.name).toBe(true);
  });
});

describe('what is made is read and verified', () => {
  const pair = ({ privateKey, publicKey }: KeyPairKeyObjectResult) => ({
    signing: { kind: 'text', text: JSON.stringify(privateKey.export({ format: 'jwk' })) } satisfies SigningKey,
    verifying: { kind: 'jwk', jwk: publicKey.export({ format: 'jwk' }) } satisfies VerificationKey,
  });
  const secret = { kind: 'secret', secret: 'a secret of more than thirty-two characters', encoding: 'utf8' } as const;
  const makers = [
    { alg: 'HS256', signing: secret, verifying: secret },
    { alg: 'ES256', ...pair(generateKeyPairSync('ec', { namedCurve: 'P-256' })) },
    { alg: 'EdDSA', ...pair(generateKeyPairSync('ed25519')) },
  ];
  const name = fc.oneof(fc.constantFrom('iss', 'aud', 'exp', 'sub', '__proto__', 'constructor', ''), fc.string());
  const claims = fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 });

  test('whatever the claims; and with any bit of it turned it does not verify', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...makers), claims, fc.nat(), async ({ alg, signing, verifying }, payload, bit) => {
        const token = await makeToken({
          header: JSON.stringify({ alg, typ: 'JWT' }),
          payload: JSON.stringify(payload),
          sealing: { kind: 'sign', key: signing },
        });
        const reading = readToken(token);
        expect(reading.error).toBeUndefined();
        expect(JSON.stringify(reading.payload)).toBe(JSON.stringify(payload));
        expect((await verifySignature(token, verifying)).status).toBe('valid');
        expect((await verifySignature(turnBit(token, bit), verifying)).status).not.toBe('valid');
      }),
      { numRuns: 750 },
    );
  });
});

/** The token with one bit of its bytes turned, in whichever part that is. */
function turnBit(token: string, bit: number): string {
  const parts = token.split('.').map((part) => Buffer.from(part, 'base64url'));
  let place = bit % (parts.reduce((sum, { length }) => sum + length, 0) * 8);
  for (const part of parts) {
    const byte = Math.floor(place / 8);
    if (byte < part.length) {
      part[byte] = (part[byte] ?? 0) ^ (1 << (place % 8));
      break;
    }
    place -= part.length * 8;
  }
  return parts.map((part) => part.toString('base64url')).join('.');
}
