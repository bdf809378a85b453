import { expect, test } from 'vitest';
import { readingText } from '../../../cli/inspect/print-reading.ts';
import { inspectToken } from '../../../shared/inspector/inspect-token.ts';
import type { SignatureReading } from '../../../shared/model/token-reading.ts';
import { makeCertificate } from '../../fixtures/certificates.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('each of several signatures stands with its own result and reason', async () => {
  const signatures = [
    { protected: part({ alg: 'RS256', kid: 'theirs' }), signature: 'AAAA' },
    { protected: part({ alg: 'ES256', kid: 'mine' }), signature: 'A'.repeat(86) },
  ];
  const reading = await inspectToken(JSON.stringify({ payload: part({ iss: 'https://as.example' }), signatures }));
  const signature: SignatureReading = {
    status: 'valid',
    reason: 'Signature 2 of 2: it holds.',
    each: [
      { alg: 'RS256', status: 'invalid', reason: 'Another key.' },
      { alg: 'ES256', status: 'valid', reason: 'It holds.', key: 'mine' },
    ],
  };
  const text = readingText({ ...reading, signature });
  expect(text).toMatch(/\nSignature 1: RS256 · theirs\n(?: {2}(?:alg|kid) .*\n)+ {2}INVALID: Another key\.\n/);
  expect(text).toMatch(/\nSignature 2: ES256 · mine\n(?: {2}(?:alg|kid) .*\n)+ {2}valid: It holds\.\n/);
  expect(text).toMatch(/\nSignature: valid\n {2}Signature 2 of 2: it holds\.(?:\n|$)/);
});

test('a certificate is said in words, and no signature of it is called anything', async () => {
  const { cert } = makeCertificate({ commonName: 'api.example', names: ['api.example'] });
  const text = readingText(await inspectToken(cert));
  expect(text).toMatch(/^Certificate \(X\.509\): read, its issuer not checked\n/);
  expect(text).toMatch(/\n {2}alternative names +DNS api\.example +Further names/);
  expect(text).toMatch(/\n {2}x5t#S256 +[\w-]{43} /);
  expect(text).not.toMatch(/^Signature:/m);
});
