import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findInText } from '../../../shared/inspector/find-in-text.ts';
import { inspectToken } from '../../../shared/inspector/inspect-token.ts';
import { verifySignature } from '../../../shared/inspector/verify-signature.ts';
import { tokenReading } from '../../../shared/model/token-reading.ts';
import { encode } from './make-token.ts';

const seeded = (numRuns: number) => ({ seed: 20_261_121, numRuns });
const key = { kind: 'secret', secret: 'a secret nobody signed with, of many bytes', encoding: 'utf8' } as const;

/** What holds of every reading: it is one, it verified nothing, and its fault lies in the text. */
async function expectSound(text: string): Promise<void> {
  const reading = await inspectToken(text, { now: 0 });
  expect(tokenReading.safeParse(reading).error).toBeUndefined();
  expect(reading.signature.status).toBe('not_checked');
  const position = reading.error?.position ?? null;
  if (position !== null) expect(position >= 0 && position <= text.length).toBe(true);
  expect((await verifySignature(text, key)).status).not.toBe('valid');
  for (const { from, to, token } of findInText(text).tokens) {
    expect(from <= to && to <= text.length).toBe(true);
    expect(token.length).toBeLessThanOrEqual(to - from);
  }
}

const names = fc.constantFrom(
  ...['payload', 'signatures', 'signature', 'protected', 'header', 'ciphertext', 'recipients', 'encrypted_key', 'unprotected', 'iv', 'tag'],
  ...[
    'kty',
    'keys',
    'k',
    'n',
    'e',
    'd',
    'crv',
    'x',
    'y',
    'kid',
    'use',
    'alg',
    'enc',
    'x5c',
    'disclosures',
    'kb_jwt',
    '_sd',
    '...',
    '_sd_alg',
    '__proto__',
  ],
);
const part = fc.oneof(
  fc.json({ maxDepth: 3 }).map(encode),
  fc.constantFrom(
    encode({ alg: 'HS256' }),
    encode({ alg: 'RS256', x5c: ['AAAA'] }),
    encode({ alg: 'none' }),
    '',
    'e30',
    '%',
    'RSA',
    'oct',
    'sig',
  ),
);
const joseJson = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, part, fc.integer(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc.array(fc.tuple(names, tie('value')), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
}));

test('any JSON with the members of tokens and keys', async () => {
  await fc.assert(
    fc.asyncProperty(joseJson.object, (object) => expectSound(JSON.stringify(object))),
    seeded(600),
  );
});

test('any SD-JWT of parts, disclosures and a proof', async () => {
  const disclosure = fc.oneof(part, fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }).map(encode));
  const sdJwt = fc
    .tuple(fc.array(part, { minLength: 3, maxLength: 3 }), fc.array(disclosure, { maxLength: 4 }), fc.oneof(part, fc.constant('')))
    .map(([jwt, disclosures, last]) => [`ey${jwt.join('.')}`, ...disclosures, last].join('~'));
  await fc.assert(fc.asyncProperty(sdJwt, expectSound), seeded(400));
});

test('any markup, and any Base64 of bytes', async () => {
  const tag = fc.constantFrom(
    '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">',
    '</saml:Assertion>',
    '<a ',
    'b="c"',
    '>',
    '<!--',
    ']]>',
    '&lt;',
    '&x;',
    '<?',
    'text',
  );
  const markup = fc.array(tag, { minLength: 1, maxLength: 12 }).map((pieces) => `<${pieces.join('')}`);
  const binary = fc.uint8Array({ minLength: 60, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  await fc.assert(fc.asyncProperty(fc.oneof(markup, binary), expectSound), seeded(400));
});
