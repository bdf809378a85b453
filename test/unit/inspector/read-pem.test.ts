import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { findInText } from '../../../shared/inspector/find-in-text.ts';
import { inspectToken } from '../../../shared/inspector/inspect-token.ts';
import { readingSections } from '../../../shared/inspector/reading-sections.ts';
import { tokenReading } from '../../../shared/model/token-reading.ts';
import { makeCertificate } from '../../fixtures/certificates.ts';

const authority = makeCertificate({ commonName: 'Test authority', authority: true });
const leaf = makeCertificate({ commonName: 'api.example', names: ['api.example', '127.0.0.1'] }, authority);
const { raw, fingerprint, fingerprint256, serialNumber } = new X509Certificate(leaf.cert);
const bare = raw.toString('base64');
const read = async (text: string) => tokenReading.parse(await inspectToken(text));
const idsOf = async (text: string) => (await read(text)).findings.map(({ id }) => id);

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spki = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('a certificate in PEM', () => {
  it('is read: names, time, key and fingerprints, as openssl has them', async () => {
    const reading = await read(`  ${leaf.cert}`);
    expect(reading).toMatchObject({ kind: 'certificate', findings: [], signature: { status: 'not_checked' } });
    expect(reading.certificates).toMatchObject([
      {
        subject: 'CN=api.example',
        issuer: 'CN=Test authority',
        alternativeNames: ['DNS api.example', 'IP 127.0.0.1'],
        serialNumber: serialNumber.toLowerCase(),
        keyWords: 'EC, P-256',
        isAuthority: false,
        x5tS256: createHash('sha256').update(raw).digest('base64url'),
        fingerprints: { sha256: fingerprint256, sha1: fingerprint },
      },
    ]);
  });

  it('says when its time begins and ends in whole sentences, however far away that is', async () => {
    const reading = await read(leaf.cert);
    const [{ notBefore, notAfter } = { notBefore: '', notAfter: '' }] = reading.certificates ?? [];
    const wordsAt = (now: number) =>
      readingSections(reading, now).flatMap(({ rows }) => rows.filter(({ name }) => name.startsWith('not ')).map(({ meaning }) => meaning));
    const year = 365.25 * 86_400_000;
    expect(wordsAt(Date.parse(notBefore) - 3 * year)).toEqual([
      expect.stringMatching(/^Begins on \d{4}-\d\d-\d\d [\d:]{8}, in 3 years\.$/),
      expect.stringMatching(/^Expires on \d{4}-.*, in \d+ years\.$/),
    ]);
    expect(wordsAt(Date.parse(notAfter) + 3 * year)).toEqual([
      expect.stringMatching(/^Began on \d{4}-.*, \d+ years ago\.$/),
      expect.stringMatching(/^Expired on \d{4}-.*, 3 years ago\.$/),
    ]);
  });

  it('is the same without its BEGIN and END lines', async () => {
    const reading = await read(bare);
    expect(reading.certificates).toEqual((await read(leaf.cert)).certificates);
    expect(reading.findings.map(({ id }) => id)).toEqual(['certificate_bare']);
    expect((await read('MI'.repeat(200))).kind).toBe('opaque');
  });

  it('may be a chain, from the key up to the root', async () => {
    const chain = await read(`${leaf.cert}${authority.cert}`);
    expect(chain.certificates?.map(({ subject, isAuthority }) => [subject, isAuthority])).toEqual([
      ['CN=api.example', false],
      ['CN=Test authority', true],
    ]);
    expect(chain.findings).toEqual([]);
    expect(readingSections(chain).map(({ title }) => title)).toEqual(['Certificate of the key', 'Certificate 2']);
    expect(await idsOf(`${authority.cert}${leaf.cert}`)).toEqual(['chain_broken']);
  });

  it('is found in other text, and in JSON that writes its line breaks as escapes', async () => {
    for (const text of [`subject=CN = api.example\n${leaf.cert}\nNo client certificate`, JSON.stringify({ cert: leaf.cert })]) {
      const { place, tokens } = findInText(text);
      expect(place).not.toBeNull();
      expect((await read(tokens[0]?.token ?? '')).certificates).toHaveLength(1);
    }
  });

  it('that has expired is told', async () => {
    const old = makeCertificate({ commonName: 'old', notBefore: new Date(2_000_000), notAfter: new Date(3_000_000) });
    expect(await idsOf(old.cert)).toEqual(['certificate_expired']);
  });
});

it('is read in a JWK too, and must be of its key', async () => {
  const jwk = new X509Certificate(leaf.cert).publicKey.export({ format: 'jwk' });
  const whole = { ...jwk, kid: 'a', x5c: [bare], 'x5t#S256': createHash('sha256').update(raw).digest('base64url') };
  const reading = await read(JSON.stringify({ keys: [whole] }));
  expect(reading.findings).toEqual([]);
  expect(reading.keys).toMatchObject([{ certificates: [{ subject: 'CN=api.example' }] }]);
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  expect(await idsOf(JSON.stringify({ ...other, x5c: [bare] }))).toEqual(['x5c_other_key']);
});

describe('a key in PEM', () => {
  it('is read; of a private one, the private part is never shown', async () => {
    expect(await read(spki)).toMatchObject({ kind: 'pem_key', findings: [], keys: [{ words: 'RSA, 2048 bits', holds: 'public' }] });
    const reading = await read(pkcs8);
    expect(reading).toMatchObject({ kind: 'pem_key', findings: [{ id: 'private_key' }], keys: [{ holds: 'private' }] });
    expect(JSON.stringify(reading)).not.toContain(rsa.privateKey.export({ format: 'jwk' }).d);
  });

  it('stands beside its certificate', async () => {
    expect(await read(`${leaf.cert}${leaf.key}`)).toMatchObject({ kind: 'certificate', certificates: [{}], keys: [{ holds: 'private' }] });
  });

  it('that is short, or locked, is told and no fault', async () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(await idsOf(short.publicKey.export({ type: 'spki', format: 'pem' }).toString())).toEqual(['rsa_short']);
    const locked = rsa.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
    const reading = await read(locked);
    expect(reading.error).toBeUndefined();
    expect(reading.findings).toMatchObject([{ id: 'block_unread', message: expect.stringMatching(/passphrase/i) }]);
  });
});

test.each<[string, string, RegExp, (text: string) => number]>([
  ['cut off', leaf.cert.slice(0, 300), /no END line/, (text) => text.length - 1],
  ['a foreign character', leaf.cert.replace('\nMII', '\nMI*'), /“\*” at character 31/, (text) => text.indexOf('*')],
  ['bytes that are no certificate', `-----BEGIN CERTIFICATE-----\n${'A'.repeat(80)}\n-----END CERTIFICATE-----`, /^Block 1/, () => 27],
  ['a BEGIN line of something else', '-----BEGIN of a letter', /BEGIN line at character 1 /, () => 0],
])('PEM, %s: the place and the reason', async (_what, text, message, place) => {
  expect((await read(text)).error).toMatchObject({
    code: 'TOKEN_MALFORMED',
    message: expect.stringMatching(message),
    position: place(text),
  });
});
