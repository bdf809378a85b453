import { describe, expect, it } from 'vitest';
import { attacks, withMembers } from '../../../../renderer/features/inspector/attacks.ts';
import { makeKey } from '../../../../renderer/features/inspector/new-key.ts';
import { newKeyAlgorithms } from '../../../../renderer/features/inspector/new-key-algorithms.ts';
import { draftOf } from '../../../../renderer/features/inspector/token-draft.ts';
import { verifyWithGiven } from '../../../../renderer/features/inspector/verify-given.ts';
import { makeToken } from '../../../../shared/inspector/make-token.ts';

const secret = { kind: 'secret', secret: 'thirty-two bytes of a secret, no less', encoding: 'utf8' } as const;
const payload = '{ "n": 12345678901234567890.0,\n "s": "a  b" }';

describe('a token made by hand', () => {
  it('says what was typed, without the white space between members', async () => {
    const token = await makeToken({ header: '{"alg":"HS256"}', payload, sealing: { kind: 'sign', key: secret } });
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).toBe('{"n":12345678901234567890.0,"s":"a  b"}');
    expect(draftOf({ token, now: 0 }).payload).toBe('{\n  "n": 12345678901234567890.0,\n  "s": "a  b"\n}');
    expect(await verifyWithGiven({ token, key: secret })).toMatchObject({ status: 'valid' });
  });

  it.each(newKeyAlgorithms)('is verified with the public half of the %s key it was signed with', async (alg) => {
    const { privateJwk, publicJwk, kid } = await makeKey({ alg });
    const sealing = { kind: 'sign', key: { kind: 'text', text: privateJwk } } as const;
    const token = await makeToken({ header: JSON.stringify({ alg, kid }), payload: '{}', sealing });
    expect(publicJwk).not.toContain('"d"');
    expect(await verifyWithGiven({ token, key: { kind: 'text', text: publicJwk } })).toMatchObject({ status: 'valid', key: kid });
  });

  it.each([
    ['a header that is broken', '{"alg":', '{}', secret, /header is no JSON object: character 8/],
    ['claims that are a list', '{"alg":"HS256"}', '[]', secret, /must be an object/],
    ['an algorithm nobody knows', '{"alg":"HS999"}', '{}', secret, /HS999/],
    ['a secret for RS256', '{"alg":"RS256"}', '{}', secret, /takes a private key/],
    ['a public key', '{"alg":"ES256"}', '{}', { kind: 'text', text: '{"kty":"EC","crv":"P-256"}' } as const, /no private part/],
    ['no key', '{"alg":"ES256"}', '{}', { kind: 'text', text: 'hello' } as const, /neither a JWK nor a PEM/],
  ])('is refused for %s', async (_what, header, claims, key, message) => {
    const made = makeToken({ header, payload: claims, sealing: { kind: 'sign', key } });
    await expect(made).rejects.toMatchObject({ code: 'INPUT_INVALID', message: expect.stringMatching(message) });
  });
});

it('no attack leaves a token that verifies with the key it had, but the one that only lets time pass', async () => {
  const header = '{"alg":"HS256"}';
  const token = await makeToken({ header, payload: '{"sub":"alice"}', sealing: { kind: 'sign', key: secret } });
  const draft = draftOf({ token, now: 0 });
  for (const [name, { make }] of Object.entries(attacks)) {
    const { draft: edited, sealing } = make(draft, Date.now());
    const key = sealing === 'public key as secret' ? { ...secret, secret: 'a public key' } : secret;
    const forged = await makeToken({ ...edited, sealing: typeof sealing === 'string' ? { kind: 'sign', key } : sealing });
    const { status } = await verifyWithGiven({ token: forged, key: secret });
    expect([name, status]).toEqual([name, name === 'expired' ? 'valid' : 'invalid']);
  }
});

it('changes members of an object only', () => {
  expect(withMembers('{"a":1}', { b: 2 })).toBe('{\n  "a": 1,\n  "b": 2\n}');
  expect(withMembers('[1', { b: 2 })).toBe('[1');
});
