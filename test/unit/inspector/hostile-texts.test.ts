import { describe, expect, test } from 'vitest';
import { inspectToken } from '../../../shared/inspector/inspect-token.ts';
import { hostileTexts } from '../../fuzz/hostile.ts';
import { ofNames, ofNothing, ofUsages } from '../../fuzz/hostile-certificates.ts';
import { timeInspection } from '../../fuzz/inspect.ts';
import { encode, unsigned } from './make-token.ts';

describe('a text made to keep a reader busy is read within a second', () => {
  test.each(hostileTexts)('%s', async (_what, make) => {
    const text = make();
    expect(text.length).toBeLessThanOrEqual(1_048_576);
    // It takes some 20 ms (npm run fuzz holds each against 100 ms); a reader that looks twice at everything takes minutes.
    expect(await timeInspection(text)).toBeLessThan(1_000);
  });
});

test.each<[string, string, RegExp]>([
  [
    'more members than any token has',
    unsigned(`{${Array.from({ length: 10_001 }, (_, index) => `"n${index}":1`).join()}}`),
    /more than 10000 members/,
  ],
  ['nesting that is an attack', unsigned(`{"a":${'['.repeat(101)}${']'.repeat(101)}}`), /nested deeper than 100 levels/],
  [
    'ten thousand disclosures',
    `${encode({ alg: 'ES256' })}.e30.AAAA~${'WyJzIiwibiIsMV0~'.repeat(10_000)}`,
    /10000 disclosures, and more than 1000/,
  ],
  [
    'JSON of too many members',
    `{"signature":"AAAA","header":{${Array.from({ length: 10_001 }, (_, index) => `"n${index}":1`).join()}}}`,
    /more than 10000 members/,
  ],
])('%s: refused with the reason', async (_what, text, reason) => {
  expect((await inspectToken(text)).error?.message).toMatch(reason);
});

test('a key of too many members is listed and not computed with', async () => {
  const members = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`n${index}`, 1]));
  const { keys } = await inspectToken(JSON.stringify({ kty: 'RSA', n: 'AQAB', e: 'AQAB', ...members }));
  expect(keys?.[0]?.findings.map(({ message }) => message).join()).toMatch(/303 members/);
  expect(keys?.[0]?.members.length).toBe(200);
});

test('what all recipients share is read once, and told where they are too many to show', async () => {
  const shared = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`n${index}`, 1]));
  const recipients = Array.from({ length: 4 }, () => ({ header: { alg: 'RSA-OAEP' } }));
  const reading = await inspectToken(JSON.stringify({ unprotected: { ...shared, enc: 'A128GCM' }, ciphertext: 'AAAA', recipients }));
  expect(reading.recipients?.length).toBe(2);
  expect(reading.findings.map(({ message }) => message)).toContain('It has 4 recipients; the first 2 are shown.');
});

test('of a hundred thousand faults of an SD-JWT the first hundred are told', async () => {
  const issued = encode({ _sd: Array.from({ length: 100_000 }, () => 'x') });
  const { findings } = await inspectToken(`${encode({ alg: 'ES256' })}.${issued}.AAAA~`);
  const told = findings.filter(({ id }) => id === 'sd_jwt_refused').map(({ message }) => message);
  expect(told.length).toBe(101);
  expect(told.at(-1)).toMatch(/there is more/);
});

test('a line end of SAML is one, however it is written', async () => {
  const { claims } = await inspectToken(
    '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:Issuer>a\r\nb\rc</saml:Issuer></saml:Assertion>',
  );
  expect(claims.find(({ name }) => name === 'Issuer')?.value).toBe('a\nb\nc');
});

const pem = (body: string, label = 'CERTIFICATE') => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

test.each([
  ['a certificate', pem(ofNames(3_000))],
  ['a private key', pem(ofNothing(3_001), 'PRIVATE KEY')],
  ['several together', pem(ofNames(200)).repeat(20)],
])('of more ASN.1 values than are read of one text, %s is refused with the reason', async (_what, text) => {
  expect((await inspectToken(text)).error?.message).toMatch(/up to 3000 ASN.1 values/);
});

test('what a large certificate leaves of the allowance is there for the next', async () => {
  const { certificates, error } = await inspectToken(pem(ofNames(3_000)) + pem(ofNames(50)) + pem(ofUsages(50)));
  expect(error?.message).toMatch(/^Block 1 /);
  expect(certificates?.map(({ alternativeNames }) => alternativeNames.length)).toEqual([50, 0]);
  expect(certificates?.[0]?.alternativeNames[0]).toBe('DNS a');
  expect(certificates?.[1]?.extendedKeyUsages.length).toBe(50);
});
