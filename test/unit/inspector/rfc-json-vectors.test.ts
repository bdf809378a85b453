import { expect, test } from 'vitest';
import { verifyJsonSignature } from '../../../shared/inspector/verify-json.ts';
import { verifySignature } from '../../../shared/inspector/verify-signature.ts';
import { signedVectors } from './rfc-vectors.ts';

const vector = (source: string) => {
  const found = signedVectors.find((one) => one.source.startsWith(source));
  if (found === undefined) throw new Error(`no vector ${source}`);
  const [sealed = '', payload = '', signature = ''] = found.token.split('.');
  return { protected: sealed, payload, signature, key: found.key };
};
const [a1, a2, a3] = [vector('RFC 7515 A.1'), vector('RFC 7515 A.2'), vector('RFC 7515 A.3')];

test('RFC 7515 A.6: two signatures in the general form, each found by its own key', async () => {
  const general = JSON.stringify({
    payload: a2.payload,
    signatures: [
      { protected: a2.protected, header: { kid: '2010-12-29' }, signature: a2.signature },
      { protected: a3.protected, header: { kid: 'e9bc097a-ce51-4036-9562-d2ade882db0d' }, signature: a3.signature },
    ],
  });
  expect((await verifyJsonSignature(general, a2.key)).reason).toMatch(/^Signature 1: valid.*Signature 2: invalid/);
  expect((await verifyJsonSignature(general, a3.key)).reason).toMatch(/^Signature 1: invalid.*Signature 2: valid/);
});

test('RFC 7515 A.7: the flattened form', async () => {
  const flattened = { payload: a3.payload, protected: a3.protected, header: { kid: 'e9bc097a' }, signature: a3.signature };
  expect(await verifyJsonSignature(JSON.stringify(flattened), a3.key)).toMatchObject({ status: 'valid' });
});

test('RFC 7797 4.2: a payload that is not encoded; without crit it is no such token (§6)', async () => {
  const sealed = 'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19';
  const signature = 'A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY';
  expect(await verifySignature(`${sealed}..${signature}`, a1.key, { payload: '$.02' })).toMatchObject({ status: 'valid' });
  expect(await verifyJsonSignature(JSON.stringify({ protected: sealed, payload: '$.02', signature }), a1.key)).toMatchObject({
    status: 'valid',
  });
  const uncritical = { protected: 'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2V9', payload: '$.02', signature };
  expect(await verifyJsonSignature(JSON.stringify(uncritical), a1.key)).toMatchObject({ status: 'invalid' });
});

test('RFC 7515 appendix F: the payload given apart', async () => {
  const payload = Buffer.from(a2.payload, 'base64url').toString();
  expect(await verifySignature(`${a2.protected}..${a2.signature}`, a2.key, { payload })).toMatchObject({ status: 'valid' });
});
