import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CompactEncrypt, exportJWK, exportPKCS8, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCertificate } from '../../fixtures/certificates.ts';
import { run, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
const recipient = await generateKeyPair('RSA-OAEP-256', { extractable: true });
let server: Server;
let issuer = '';
let token = '';

beforeAll(async () => {
  const jwk = { ...(await exportJWK(publicKey)), kid: 'a', use: 'sig' };
  server = createServer((request, response) => {
    const metadata = { issuer, jwks_uri: `${issuer}/jwks`, authorization_endpoint: `${issuer}/a`, response_types_supported: ['code'] };
    const known = request.url === '/jwks' ? { keys: [jwk] } : request.url?.includes('.well-known') ? metadata : null;
    response.writeHead(known === null ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(known));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  token = await signed({ iss: issuer, aud: 'api' });
});
afterAll(() => {
  server.close();
  home.remove();
});

function signed(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'a', typ: 'JWT' }).setExpirationTime('5m').sign(privateKey);
}

async function inspect(...args: string[]) {
  const { code, stdout } = await run(['inspect', ...args, '--json'], { env: home.env });
  return { code, reading: JSON.parse(stdout) as Record<string, unknown> };
}

test('--issuer fetches the keys its metadata names, and checks who issued the token and for whom', async () => {
  const holds = await inspect(token, '--issuer', issuer, '--audience', 'api');
  expect(holds).toMatchObject({ code: 0, reading: { signature: { status: 'valid', key: 'a' } } });
  const foreign = await inspect(await signed({ iss: `${issuer}/`, aud: 'other' }), '--issuer', issuer, '--audience', 'api');
  expect(foreign).toMatchObject({
    code: 4,
    reading: { signature: { status: 'valid' }, findings: [{ id: 'iss_mismatch' }, { id: 'aud_mismatch' }] },
  });
});

test('--decryption-key opens an encrypted token, and the signed one inside is verified', async () => {
  const file = join(home.folder, 'key.pem');
  writeFileSync(file, await exportPKCS8(recipient.privateKey));
  const encrypted = await new CompactEncrypt(new TextEncoder().encode(token))
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT' })
    .encrypt(recipient.publicKey);
  const opened = await inspect(encrypted, '--decryption-key', file, '--issuer', issuer);
  expect(opened).toMatchObject({ code: 0, reading: { kind: 'jws', payload: { aud: 'api' }, signature: { status: 'valid' } } });
  const [header, ...rest] = encrypted.split('.');
  const changed = [header, ...rest.map((part, index) => (index === 2 ? `${part.slice(0, -2)}AA` : part))].join('.');
  expect((await inspect(changed, '--decryption-key', file)).code).toBe(2);
});

test('a JWS in JSON form, an SD-JWT and a detached payload are verified like any token', async () => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const json = JSON.stringify({ payload, signatures: [{ protected: header, signature }] });
  expect(await inspect(json, '--issuer', issuer, '--audience', 'api')).toMatchObject({
    code: 0,
    reading: { kind: 'jws_json', signature: { status: 'valid' }, signatures: [{ header: { kid: 'a' } }] },
  });
  const disclosure = Buffer.from('["salt","given_name","Alice"]').toString('base64url');
  const digest = createHash('sha256').update(disclosure).digest('base64url');
  const sdJwt = `${await signed({ iss: issuer, _sd: [digest] })}~${disclosure}~`;
  expect(await inspect(sdJwt, '--issuer', issuer)).toMatchObject({
    code: 0,
    reading: { kind: 'sd_jwt', payload: { given_name: 'Alice' }, signature: { status: 'valid' }, selective: { undisclosed: 0 } },
  });
  const file = join(home.folder, 'payload.json');
  writeFileSync(file, Buffer.from(payload, 'base64url'));
  expect(await inspect(`${header}..${signature}`, '--payload', file, '--issuer', issuer)).toMatchObject({
    code: 0,
    reading: { payload: { aud: 'api' }, signature: { status: 'valid' } },
  });
});

test('a token is found in a cURL command; of several, --choose takes one; the clocks may differ', async () => {
  const expired = await new SignJWT({ sub: 'old' }).setProtectedHeader({ alg: 'ES256' }).setExpirationTime('-10s').sign(privateKey);
  const command = `curl -H 'Authorization: Bearer ${token}' -d 'subject_token=${expired}' https://api.example`;
  const first = await inspect(command);
  expect(first).toMatchObject({ code: 0, reading: { payload: { aud: 'api' }, findings: [{ id: 'found_in' }] } });
  const second = await inspect(command, '--choose', '2');
  expect(second.reading.findings).toMatchObject([
    { message: 'Found in a cURL command (subject_token), number 2 of 2: --choose names another.' },
    { id: 'expired' },
  ]);
  expect((await inspect(command, '--choose', '2', '--clock-skew', '60')).reading.findings).toHaveLength(1);
  expect((await run(['inspect', command, '--choose', '3'], { env: home.env })).code).toBe(2);
});

test('several signatures are told apart, and a certificate is read', async () => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const other = { protected: Buffer.from('{"alg":"RS256","kid":"elsewhere"}').toString('base64url'), signature: 'AAAA' };
  const json = JSON.stringify({ payload, signatures: [other, { protected: header, signature }] });
  expect(await inspect(json, '--issuer', issuer)).toMatchObject({
    code: 0,
    reading: {
      signature: {
        status: 'valid',
        key: 'a',
        each: [
          { alg: 'RS256', status: 'invalid', reason: expect.any(String) },
          { alg: 'ES256', status: 'valid', key: 'a' },
        ],
      },
    },
  });
  const { cert } = makeCertificate({ commonName: 'api.example', names: ['api.example'] });
  expect(await inspect(cert)).toMatchObject({
    code: 0,
    reading: { kind: 'certificate', certificates: [{ subject: 'CN=api.example', alternativeNames: ['DNS api.example'] }] },
  });
});

test('a key set is listed for people without its private parts', async () => {
  const jwk = await exportJWK(privateKey);
  const { code, stdout } = await run(['inspect', JSON.stringify({ keys: [{ ...jwk, kid: 'mine' }] })], { env: home.env });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^JSON Web Key Set \(JWKS\)\n\nKey mine: EC, P-256\n/);
  expect(stdout).not.toContain(jwk.d);
});
