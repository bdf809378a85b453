import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppError } from '../../../shared/errors.ts';
import { generateKey } from '../../../shared/keys/generate-key.ts';
import { readKey } from '../../../shared/keys/read-key.ts';
import { selfSignedCertificate } from '../../../shared/keys/self-signed-certificate.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const ed = generateKeyPairSync('ed25519');
const rsaThumbprint = (await readKey(JSON.stringify(rsa.publicKey.export({ format: 'jwk' })))).key.thumbprint;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'grantbench-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function refusal(input: string | Uint8Array<ArrayBuffer>, passphrase?: string): Promise<AppError> {
  return await readKey(input, passphrase === undefined ? {} : { passphrase }).then(
    () => expect.unreachable('it was read'),
    (thrown: AppError) => thrown,
  );
}

/** A PKCS #12 file as OpenSSL, and so as most authorities, write it. */
async function pkcs12(...flags: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const { key } = await readKey(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const { certificatePem, privatePem } = await selfSignedCertificate({ privateJwk: key.jwk, commonName: 'client' });
  writeFileSync(join(folder, 'all.pem'), privatePem + certificatePem);
  execFileSync('openssl', [
    'pkcs12',
    '-export',
    '-in',
    join(folder, 'all.pem'),
    '-out',
    join(folder, 'a.p12'),
    '-passout',
    'pass:top secret',
    ...flags,
  ]);
  return new Uint8Array(readFileSync(join(folder, 'a.p12')));
}

describe('keys as programs write them', () => {
  test('a key is read also after one that no program computes with', async () => {
    const huge = { kty: 'RSA', n: Buffer.alloc(2_049, 0xff).toString('base64url'), e: 'AQAB' };
    await crypto.subtle.importKey('jwk', huge, { name: 'RSA-PSS', hash: 'SHA-256' }, true, ['verify']);
    expect((await readKey(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).key.kind).toBe('private');
  });

  test.each([
    ['PKCS #8', rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }), 'private', 'RSA, 2048 bits'],
    ['PKCS #1', rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }), 'private', 'RSA, 2048 bits'],
    ['a public PKCS #1', rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }), 'public', 'RSA, 2048 bits'],
    ['a SubjectPublicKeyInfo', rsa.publicKey.export({ type: 'spki', format: 'pem' }), 'public', 'RSA, 2048 bits'],
    ['SEC 1', ec.privateKey.export({ type: 'sec1', format: 'pem' }), 'private', 'EC, P-384'],
    ['Ed25519', ed.privateKey.export({ type: 'pkcs8', format: 'pem' }), 'private', 'OKP, Ed25519'],
    ['DER', new Uint8Array(ec.privateKey.export({ type: 'pkcs8', format: 'der' })), 'private', 'EC, P-384'],
    ['a JWK', JSON.stringify(ed.publicKey.export({ format: 'jwk' })), 'public', 'OKP, Ed25519'],
  ] as const)('%s is read', async (_, input, kind, words) => {
    const { key } = await readKey(typeof input === 'string' ? input : (input as Uint8Array<ArrayBuffer>));
    expect({ kind: key.kind, words: key.words }).toEqual({ kind, words });
    expect(key.publicJwk).not.toHaveProperty('d');
  });

  test('the same key has the same thumbprint in every form', async () => {
    const forms = [
      rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      JSON.stringify({ keys: [rsa.privateKey.export({ format: 'jwk' })] }),
    ];
    for (const form of forms) expect((await readKey(form)).key.thumbprint).toBe(rsaThumbprint);
  });

  test('an encrypted PKCS #8 opens with its passphrase, and says what is wrong with another', async () => {
    const pem = ec.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'grün' }).toString();
    expect((await readKey(pem, { passphrase: 'grün' })).key.signingAlgorithms).toEqual(['ES384']);
    expect(await refusal(pem)).toMatchObject({ code: 'INPUT_PASSPHRASE', message: 'The private key is locked with a passphrase.' });
    expect(await refusal(pem, 'gruen')).toMatchObject({ code: 'INPUT_PASSPHRASE', message: expect.stringContaining('does not open') });
  });

  test('a PKCS #12 file gives key and certificate, from bytes and from Base64', async () => {
    const bytes = await pkcs12();
    for (const input of [bytes, Buffer.from(bytes).toString('base64')]) {
      const reading = await readKey(input, { passphrase: 'top secret' });
      expect(reading).toMatchObject({ format: 'pkcs12', key: { kind: 'private', thumbprint: rsaThumbprint } });
      expect(reading.certificates).toMatchObject([{ subject: 'CN=client', keyThumbprint: rsaThumbprint }]);
    }
    expect(await refusal(bytes)).toMatchObject({ code: 'INPUT_PASSPHRASE', message: expect.stringContaining('locked') });
    expect(await refusal(bytes, 'wrong')).toMatchObject({ code: 'INPUT_PASSPHRASE', message: expect.stringContaining('does not open') });
  });

  test('an old cipher is named and refused, with the way out', async () => {
    const bytes = await pkcs12('-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES');
    const error = await refusal(bytes, 'top secret');
    expect(error).toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining('3DES') });
    expect(error.hint).toContain('-legacy');
  });

  test('of a set the kid chooses; keys of unknown kinds are passed over and named', async () => {
    const set = {
      keys: [
        { kty: 'XYZ' },
        { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'a' },
        { ...ed.publicKey.export({ format: 'jwk' }), kid: 'b' },
      ],
    };
    const reading = await readKey(JSON.stringify(set), { kid: 'b' });
    expect(reading.key.words).toBe('OKP, Ed25519');
    expect(reading.passedOver).toEqual(['Key 1 of the set: A JWK of type “XYZ” is not known here.']);
    await expect(readKey(JSON.stringify(set), { kid: 'c' })).rejects.toMatchObject({
      message: 'No key has the kid “c”; there are “a”, “b”.',
    });
  });
});

describe('what is no key is refused by name', () => {
  const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const jwk = ec.publicKey.export({ format: 'jwk' });
  test.each([
    ['', 'INPUT_KEY', 'nothing here'],
    ['hello', 'INPUT_KEY', 'neither PEM nor JSON'],
    [pem.slice(0, 300), 'INPUT_KEY', 'no END line'],
    [pem.replace('MII', 'M!I'), 'INPUT_KEY', '“!” at character 2'],
    [pem.replace(/\n.{64}\n/, '\n'), 'INPUT_KEY', 'damaged'],
    ['{"kty":"RSA","n":"AQ"}', 'INPUT_KEY', 'lacks “e”'],
    [JSON.stringify({ ...jwk, x: jwk.y }), 'INPUT_KEY', 'do not make one'],
    [
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      'UNSUPPORTED',
      'secp256k1',
    ],
    [generateKeyPairSync('ed448').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'UNSUPPORTED', 'Ed448'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----', 'UNSUPPORTED', 'OpenSSH'],
    ['-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----', 'INPUT_PASSPHRASE', 'old way'],
  ])('input %#', async (input, code, words) => {
    expect(await refusal(input)).toMatchObject({ code, message: expect.stringContaining(words) });
  });
});

describe('generated keys', () => {
  test.each(['RS256', 'PS256', 'ES256', 'ES512', 'EdDSA', 'ECDH-ES'] as const)(
    '%s: kid is the thumbprint, nothing private is registered',
    async (alg) => {
      const made = await generateKey(alg);
      const { key } = await readKey(made.privatePem);
      expect(key.thumbprint).toBe(made.kid);
      expect(made.publicJwk).toMatchObject({ kid: made.kid, alg });
      expect(JSON.stringify(made.jwks)).not.toContain('"d"');
      expect(createPrivateKey(made.privatePem).type).toBe('private');
    },
  );

  test.each(['ES256', 'RS256'] as const)('a self-signed certificate of an %s key holds for another reader', async (alg) => {
    const { privateJwk, kid } = await generateKey(alg);
    const { certificatePem, facts } = await selfSignedCertificate({
      privateJwk,
      commonName: 'Grantbench, Inc. "test"',
      dnsNames: ['localhost'],
      ipAddresses: ['127.0.0.1', '::1'],
    });
    const other = new X509Certificate(certificatePem);
    expect(other.verify(other.publicKey)).toBe(true);
    expect(other.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(other.checkIP('::1')).toBe('::1');
    expect(facts).toMatchObject({ subject: 'CN=Grantbench\\, Inc. \\"test\\"', keyThumbprint: kid, selfIssued: true, isAuthority: false });
    expect(facts.alternativeNames).toEqual([
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
    ]);
    expect(Buffer.from(facts.x5tS256, 'base64url').toString('hex')).toBe(other.fingerprint256.replaceAll(':', '').toLowerCase());
    expect((await readKey(certificatePem)).key).toMatchObject({ kind: 'public', thumbprint: kid });
  });
});
