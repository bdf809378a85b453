import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { inspectToken } from '../../../shared/inspector/inspect-token.ts';
import { verifySignature } from '../../../shared/inspector/verify-signature.ts';
import { type TokenReading, tokenReading } from '../../../shared/model/token-reading.ts';
import { makeCertificate } from '../../fixtures/certificates.ts';
import { rfc9901 } from '../../fixtures/sd-jwt/rfc9901.ts';
import { encode } from './make-token.ts';

const now = 1_795_359_731_000;
const seconds = now / 1_000;
const read = async (text: string | object, payload?: string) =>
  tokenReading.parse(await inspectToken(typeof text === 'string' ? text : JSON.stringify(text), { now, payload }));
const idsOf = async (text: string | object) => (await read(text)).findings.map(({ id }) => id);

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = pair.publicKey.export({ format: 'jwk' });
const es256 = (input: string, { privateKey } = pair) =>
  sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
const compact = (header: object, payload: object | string, key = pair) => {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${es256(input, key)}`;
};

describe('JWS in JSON form', () => {
  const claims = encode({ iss: 'https://as.example', exp: seconds + 60 });
  const entry = (header: object, open?: object) => {
    const sealed = encode(header);
    return { protected: sealed, ...(open && { header: open }), signature: es256(`${sealed}.${claims}`) };
  };

  it('flattened: its one signature and its claims', async () => {
    const token = { payload: claims, ...entry({ alg: 'ES256' }, { kid: 'k' }) };
    const reading = await read(token);
    expect(reading).toMatchObject({ kind: 'jws_json', header: { alg: 'ES256', kid: 'k' }, payload: { iss: 'https://as.example' } });
    expect(reading.signatures).toMatchObject([{ unprotected: ['kid'] }]);
    expect(reading.error).toBeUndefined();
    expect(await verifySignature(JSON.stringify(token), { kind: 'jwk', jwk })).toMatchObject({ status: 'valid' });
  });

  it('general: every signature by its number', async () => {
    const token = { payload: claims, signatures: [entry({ alg: 'ES256', kid: 'a' }), { header: { alg: 'none' }, signature: '' }] };
    const reading = await read(token);
    expect(reading.signatures?.map(({ header }) => header)).toEqual([{ alg: 'ES256', kid: 'a' }, { alg: 'none' }]);
    expect(reading.findings.map(({ id, message }) => `${id}: ${message.slice(0, 12)}`)).toEqual([
      'alg_none: Signature 2:',
      'header_unprotected: Signature 2:',
    ]);
    expect((await verifySignature(JSON.stringify(token), { kind: 'jwk', jwk })).status).toBe('valid');
  });

  it('a broken part has its place in the text', async () => {
    const text = `  ${JSON.stringify({ payload: claims, protected: encode({ alg: 'ES256' }), signature: 'ab$d' })}`;
    const { error } = await read(text);
    expect(error).toMatchObject({ code: 'TOKEN_MALFORMED', part: 'signature', position: text.indexOf('$') });
  });

  test.each<[string, object, string, RegExp]>([
    ['a payload that is no text', { payload: 5, ...entry({ alg: 'ES256' }) }, 'payload', /no text/],
    ['both forms at once', { payload: claims, signatures: [entry({ alg: 'ES256' })], signature: 'x' }, 'signature', /both/],
    ['no signature at all', { payload: claims, signatures: [] }, 'signatures', /empty/],
    ['claims with a name twice', { payload: encode('{"a":1,"a":2}'), ...entry({ alg: 'ES256' }) }, 'payload', /character 8.*second time/],
    ['a header that is no object', { payload: claims, ...entry({ alg: 'ES256' }), header: 5 }, 'header', /no JSON object/],
  ])('%s is refused', async (_what, token, part, message) => {
    const { error } = await read(token);
    expect(error).toMatchObject({ part, message: expect.stringMatching(message) });
    // In the value that is wrong; or, where one is missing, at what lacks it.
    expect(error?.position).toBeGreaterThanOrEqual(JSON.stringify(token).indexOf(`"${part}":`) + part.length + 3);
  });

  it('a fault in the second of two equal signatures is placed in the second', async () => {
    const sound = entry({ alg: 'ES256' });
    const text = JSON.stringify({
      payload: claims,
      signatures: [
        { ...sound, header: { kid: 'ab$' } },
        { ...sound, signature: 'ab$' },
      ],
    });
    expect((await read(text)).error).toMatchObject({ part: 'Signature 2: signature', position: text.lastIndexOf('$') });
    const lacking = JSON.stringify({ payload: claims, signatures: [sound, { protected: sound.protected }] });
    expect((await read(lacking)).error).toMatchObject({
      message: `Signature 2: the signature is missing, or no text, at character ${lacking.lastIndexOf('{') + 1}.`,
      position: lacking.lastIndexOf('{'),
    });
  });

  it('of several signatures, none is checked before it was, each by itself', async () => {
    const { signature } = await read({ payload: claims, signatures: [entry({ alg: 'ES256' }), { header: {}, signature: '' }] });
    expect(signature.each?.map(({ alg, status }) => [alg, status])).toEqual([
      ['ES256', 'not_checked'],
      [null, 'not_checked'],
    ]);
  });

  it('the same name in two headers', async () => {
    expect(await idsOf({ payload: claims, ...entry({ alg: 'ES256' }, { alg: 'ES256' }) })).toContain('header_twice');
  });

  it('other content than claims, and a payload kept apart, are no faults', async () => {
    expect(await idsOf({ payload: encode('It’s a dangerous business'), ...entry({ alg: 'ES256' }) })).toContain('payload_no_claims');
    const reading = await read(entry({ alg: 'ES256' }));
    expect(reading.error).toBeUndefined();
    expect(reading.findings.map(({ id }) => id)).toContain('payload_detached');
    expect((await read(entry({ alg: 'ES256' }), '{"iss":"x"}')).payload).toEqual({ iss: 'x' });
  });

  it('of a hundred and one signatures, a hundred are read', async () => {
    const many = await read({ payload: claims, signatures: Array(101).fill(entry({ alg: 'ES256' })) });
    expect(many.signatures).toHaveLength(100);
    expect(many.findings.at(0)).toMatchObject({ id: 'too_many' });
  });

  it('of a broken JSON, character and reason', async () => {
    expect((await read('{"payload":"", "signature" "x"}')).error).toMatchObject({ code: 'TOKEN_NOT_A_TOKEN', position: 27 });
    expect((await read('{"payload":"e30","signature":"","payload":"e30"}')).error).toMatchObject({ position: 32 });
  });
});

describe('JWE in JSON form', () => {
  const content = { iv: 'AAAA', ciphertext: 'AAAA', tag: 'AAAA' };

  it('general: recipients are listed with the headers that count for each', async () => {
    const token = {
      protected: encode({ enc: 'A128CBC-HS256' }),
      unprotected: { jku: 'https://server.example/keys.jwks' },
      recipients: [{ header: { alg: 'RSA1_5', kid: '2011' }, encrypted_key: 'AAAA' }, { header: { alg: 'A128KW', kid: '7' } }],
      ...content,
    };
    const reading = await read(token);
    expect(reading).toMatchObject({ kind: 'jwe_json', header: { enc: 'A128CBC-HS256', alg: 'RSA1_5' } });
    expect(reading.recipients?.map(({ header }) => header.kid)).toEqual(['2011', '7']);
    expect(reading.findings).toMatchObject([{ id: 'alg_rsa1_5', message: expect.stringMatching(/^Recipient 1/) }]);
  });

  it('flattened, and what is missing or broken in it', async () => {
    expect((await read({ protected: encode({ alg: 'dir', enc: 'A128GCM' }), ...content })).error).toBeUndefined();
    expect(await idsOf({ protected: encode({ alg: 'dir' }), ...content })).toEqual(['enc_missing']);
    expect((await read({ protected: encode({ alg: 'dir', enc: 'A128GCM' }), ...content, tag: 'a=' })).error).toMatchObject({ part: 'tag' });
    const differing = [{ header: { alg: 'dir', enc: 'A128GCM' } }, { header: { alg: 'dir', enc: 'A256GCM' } }];
    expect(await idsOf({ recipients: differing, ...content })).toEqual(['enc_differs']);
  });
});

describe('a token within a token, and a payload kept apart', () => {
  const inner = compact({ alg: 'ES256' }, { sub: 'inside' });

  it('a JWT that is the payload of another', async () => {
    const reading = await read(compact({ alg: 'ES256', cty: 'JWT' }, inner));
    expect(reading.error).toBeUndefined();
    expect(reading.nested).toMatchObject({ kind: 'jws', payload: { sub: 'inside' } });
    // Without the content type too, where the payload can be nothing else.
    expect((await read(compact({ alg: 'ES256' }, inner))).nested?.payload).toEqual({ sub: 'inside' });
  });

  it('not without end', async () => {
    let token = inner;
    for (let level = 0; level < 8; level += 1) token = compact({ alg: 'ES256', cty: 'JWT' }, token);
    let depth = 0;
    for (let at: TokenReading = await read(token); at.nested !== undefined; at = at.nested) depth += 1;
    expect(depth).toBe(5);
  });

  it('a broken token inside is broken for the whole', async () => {
    const { error, nested } = await read(compact({ alg: 'ES256', cty: 'JWT' }, `${inner.replace('.', '.$')}`));
    expect(nested?.error).toMatchObject({ part: 'payload' });
    expect(error).toMatchObject({ code: 'TOKEN_MALFORMED', part: 'token inside, payload', position: null });
  });

  it('a payload that is not encoded (RFC 7797) is read as it stands, and verified', async () => {
    const unencoded = { alg: 'ES256', b64: false, crit: ['b64'] };
    const token = (payload: string) => `${encode(unencoded)}.${payload}.${es256(`${encode(unencoded)}.${payload}`)}`;
    expect(await read(token('{"sub":"plain"}'))).toMatchObject({ payload: { sub: 'plain' } });
    expect((await read(token('$02'))).error).toBeUndefined();
    expect((await verifySignature(token('{"sub":"plain"}'), { kind: 'jwk', jwk })).status).toBe('valid');
    expect((await verifySignature(token('$02').replace('$02', '$03'), { kind: 'jwk', jwk })).status).toBe('invalid');
  });

  it('a detached payload is asked for, read and verified with', async () => {
    const payload = '{"sub":"apart"}';
    const [header, , signature] = compact({ alg: 'ES256' }, payload).split('.');
    const token = `${header}..${signature}`;
    const asked = await read(token);
    expect(asked.error).toBeUndefined();
    expect(asked.findings.map(({ id }) => id)).toEqual(['payload_detached']);
    expect((await read(token, payload)).payload).toEqual({ sub: 'apart' });
    expect((await verifySignature(token, { kind: 'jwk', jwk }, { payload })).status).toBe('valid');
    expect((await verifySignature(token, { kind: 'jwk', jwk }, { payload: '{"sub":"other"}' })).status).toBe('invalid');
  });
});

/** Disclosures and digests as RFC 9901 §4.2.1 to §4.2.3 print them. */
const familyName = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0';
const familyDigest = 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0';
const france = 'WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0';
const franceDigest = 'w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs';

describe('SD-JWT (RFC 9901)', () => {
  const holder = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const header = { alg: 'ES256', typ: 'dc+sd-jwt', kid: 'k' };
  const base = { iss: 'https://issuer.example', vct: 'https://credentials.example/id' };
  const hashed = (text: string, hash = 'sha256') => createHash(hash).update(text).digest('base64url');
  const disclosure = (...list: unknown[]) => encode(list);
  const sdJwt = (claims: object, ...disclosures: string[]) => [compact(header, { ...base, ...claims }), ...disclosures, ''].join('~');
  const refusals = async (text: string) =>
    (await read(text)).findings.filter(({ id }) => id === 'sd_jwt_refused').map(({ message }) => message);

  it('matches the RFC’s disclosures with its digests, and puts them in their places', async () => {
    const claims = { _sd: [familyDigest, 'decoy'], nationalities: ['DE', { '...': franceDigest }, { '...': 'hidden' }] };
    const reading = await read(sdJwt(claims, familyName, france));
    expect(reading).toMatchObject({ kind: 'sd_jwt', purpose: { id: 'sd_jwt_vc' } });
    expect(reading.payload).toEqual({ ...base, family_name: 'Möbius', nationalities: ['DE', 'FR'] });
    expect(reading.claims.map(({ name }) => name)).toEqual(['iss', 'vct', 'nationalities', 'family_name']);
    expect(reading.selective).toEqual({
      hash: 'sha-256',
      undisclosed: 2,
      disclosures: [
        { name: 'family_name', value: 'Möbius', salt: '_26bc4LT-ac6q2KI6cBW5es', digest: familyDigest, path: 'family_name' },
        { name: null, value: 'FR', salt: 'lklxF5jMYlGTPUovMNIvCA', digest: franceDigest, path: 'nationalities[1]' },
      ],
    });
    expect(await refusals(sdJwt(claims, familyName, france))).toEqual([]);
  });

  test.each(rfc9901.vectors)('$source, $what: the claims that remain, and its signatures', async ({ sdJwt: example, claims }) => {
    const reading = await read(example);
    expect(reading.payload).toEqual(claims);
    expect(reading.error).toBeUndefined();
    expect(reading.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const key = { kind: 'jwk', jwk: rfc9901.issuerKey.jwk } as const;
    expect((await verifySignature(example, key)).status).toBe('valid');
    expect((await verifySignature(example, { kind: 'jwk', jwk })).status).toBe('invalid');
    // One disclosure less is as good a presentation; one that was changed is none.
    const [jwt, first = '', ...rest] = example.split('~');
    expect(await refusals([jwt, ...rest].join('~'))).not.toContainEqual(expect.stringContaining('matches nothing'));
    expect(
      await refusals(
        [jwt, encode(['another salt', ...(JSON.parse(Buffer.from(first, 'base64url').toString()) as unknown[]).slice(1)]), ...rest].join(
          '~',
        ),
      ),
    ).not.toEqual([]);
  });

  it('a disclosure within a disclosure, and another hash', async () => {
    const street = disclosure('s1', 'street', 'Main');
    const address = disclosure('s2', 'address', { _sd: [hashed(street, 'sha512')] });
    const reading = await read(sdJwt({ _sd_alg: 'sha-512', _sd: [hashed(address, 'sha512')] }, address, street));
    expect(reading.payload).toMatchObject({ address: { street: 'Main' } });
    expect(reading.selective?.disclosures.map(({ path }) => path)).toEqual(['address', 'address.street']);
  });

  it('__proto__ is a claim like any other', async () => {
    const proto = disclosure('s', '__proto__', { admin: true });
    const { payload } = await inspectToken(sdJwt({ _sd: [hashed(proto)] }, proto), { now });
    expect(Object.keys(payload ?? {})).toContain('__proto__');
    expect(payload?.admin).toBeUndefined();
  });

  const twice = disclosure('s', 'iss', 'https://evil.example');
  test.each<[string, object, string[], RegExp]>([
    ['that matches nothing', {}, [familyName], /“family_name” matches nothing/],
    ['that is there twice', { _sd: [familyDigest] }, [familyName, familyName], /disclosure 2 is there twice/],
    ['whose digest is there twice', { _sd: [familyDigest, familyDigest] }, [familyName], /digest X9yH.* twice/],
    ['that would replace a claim of the issuer', { _sd: [hashed(twice)] }, [twice], /“iss” there a second time/],
    ['of an element where a member belongs', { _sd: [franceDigest] }, [france], /its digest stands elsewhere/],
    ['named like the syntax', {}, [disclosure('s', '_sd', [])], /named “_sd”/],
    ['that is no list', {}, [encode({ a: 1 })], /no list of salt/],
    ['that is not JSON', {}, [encode('nonsense')], /not JSON/],
    ['that is not Base64url', {}, ['ab+d'], /character 3/],
    ['whose salt is no text', {}, [disclosure(1, 'a', 2)], /salt is no text/],
    ['that is empty', {}, [''], /it is empty/],
    ['with digests of an unknown hash', { _sd_alg: 'md5' }, [familyName], /"md5", which is not known/],
  ])('a disclosure %s is refused', async (_what, claims, disclosures, message) => {
    expect((await refusals(sdJwt(claims, ...disclosures))).join('\n')).toMatch(message);
  });

  it('ten thousand disclosures are not read', async () => {
    expect((await read(sdJwt({}, ...Array<string>(10_000).fill('e30')))).error).toMatchObject({
      code: 'INPUT_TOO_LARGE',
      message: expect.stringContaining('10000 disclosures'),
    });
  });

  describe('with the proof of its holder (KB-JWT)', () => {
    const bound = sdJwt({ _sd: [familyDigest], cnf: { jwk: holder.publicKey.export({ format: 'jwk' }) } }, familyName);
    const proof = { iat: seconds, aud: 'https://verifier.example', nonce: '123', sd_hash: hashed(bound) };
    const present = (claims: object, typ = 'kb+jwt', key = holder) => `${bound}${compact({ alg: 'ES256', typ }, claims, key)}`;

    it('is read, and both signatures are verified', async () => {
      const reading = await read(present(proof));
      expect(reading.keyBinding).toMatchObject({ kind: 'jws', payload: proof, purpose: { id: 'kb_jwt' } });
      expect(reading.keyBinding?.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(reading.findings.map(({ id }) => id)).toEqual([]);
      expect(await verifySignature(present(proof), { kind: 'jwk', jwk })).toMatchObject({
        status: 'valid',
        reason: expect.stringContaining('proof of the holder verified'),
      });
    });

    it('for another presentation, of another type, by another key: said', async () => {
      expect(await idsOf(present({ ...proof, sd_hash: 'other' }))).toEqual(['sd_hash_mismatch']);
      expect(await idsOf(present(proof, 'JWT'))).toEqual(['kb_typ']);
      const { nonce: _, ...without } = proof;
      expect((await read(present(without))).keyBinding?.findings.map(({ id }) => id)).toContain('nonce_missing');
      expect((await verifySignature(present(proof, 'kb+jwt', pair), { kind: 'jwk', jwk })).status).toBe('invalid');
    });

    test.each([
      ['the proof is for another presentation', present({ ...proof, sd_hash: 'other' })],
      ['the proof is for none', present({ iat: seconds, aud: 'https://verifier.example', nonce: '123' })],
      ['the proof is of another type', present(proof, 'JWT')],
      ['a disclosure matches nothing', sdJwt({ _sd: [familyDigest] }, familyName, france)],
      ['a disclosure is there twice', sdJwt({ _sd: [familyDigest] }, familyName, familyName)],
    ])('every signature holds, and a verifier must refuse it all the same: %s', async (_what, text) => {
      expect(await verifySignature(text, { kind: 'jwk', jwk })).toMatchObject({
        status: 'invalid',
        reason: expect.stringContaining('signature holds, and yet'),
      });
    });
  });

  it('in JSON form, the disclosures stand in the unprotected header', async () => {
    const sealed = encode(header);
    const payload = encode({ ...base, _sd: [familyDigest] });
    const token = { payload, protected: sealed, header: { disclosures: [familyName] }, signature: es256(`${sealed}.${payload}`) };
    expect(await read(token)).toMatchObject({ kind: 'jws_json', payload: { family_name: 'Möbius' }, selective: { undisclosed: 0 } });
  });
});

describe('certificates in x5c', () => {
  const certified = makeCertificate({
    commonName: 'signer.example',
    notAfter: new Date(now + 86_400_000),
    notBefore: new Date(now - 86_400_000),
  });
  const der = Buffer.from(certified.cert.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const print = (hash: string) => createHash(hash).update(der).digest('base64url');
  const certificatesOf = (header: object) => read(compact({ alg: 'ES256', ...header }, { exp: seconds + 60 }));

  it('are read, and their thumbprints agree', async () => {
    const reading = await certificatesOf({ x5c: [der.toString('base64')], x5t: print('sha1'), 'x5t#S256': print('sha256') });
    expect(reading.findings).toEqual([]);
    expect(reading.certificates).toMatchObject([{ subject: 'CN=signer.example', x5tS256: print('sha256'), keyWords: 'EC, P-256' }]);
  });

  test.each<[string, object, string[]]>([
    ['a thumbprint of another', { x5c: [der.toString('base64')], 'x5t#S256': print('sha1') }, ['x5t_mismatch']],
    ['Base64url', { x5c: [`${der.toString('base64url')}`.replace(/^MII/, 'MII')] }, ['x5c_base64url']],
    ['no certificate', { x5c: ['AAAA'] }, ['x5c_broken']],
    ['no Base64', { x5c: ['a b'] }, ['x5c_broken']],
    ['no list', { x5c: 'AAAA' }, ['x5c_broken']],
  ])('%s is told', async (_what, header, ids) => {
    expect((await certificatesOf(header)).findings.map(({ id }) => id)).toEqual(ids);
  });

  it('that do not follow each other are told', async () => {
    const other = makeCertificate({ commonName: 'somebody else', notBefore: new Date(now - 1_000), notAfter: new Date(now + 86_400_000) });
    const x5c = [certified.cert, other.cert].map((pem) => pem.replaceAll(/-----[^-]+-----|\s/g, ''));
    expect((await certificatesOf({ x5c })).findings.map(({ id }) => id)).toEqual(['chain_broken']);
  });

  test.each<[string, number, object | undefined]>([
    ['as many as are read', 10, undefined],
    ['one more than is read', 11, { severity: 'warning', message: 'x5c has 11 certificates; the first 10 are read.' }],
  ])('%s, of a header', async (_what, count, said) => {
    const { findings, certificates } = await certificatesOf({ x5c: Array(count).fill(der.toString('base64')) });
    expect(findings.find(({ id }) => id === 'too_many')).toEqual(said && { id: 'too_many', spec: expect.anything(), ...said });
    expect(certificates).toHaveLength(10);
  });

  it('of a set of keys the own one of each is read, and it is said where there are others', async () => {
    const key = { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' };
    const of = (count: number) => ({ ...key, kid: `of-${count}`, x5c: Array(count).fill(der.toString('base64')) });
    const { findings } = await read({ keys: [of(1), of(2), of(12)] });
    expect(findings.filter(({ id }) => id === 'too_many').map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'info Key of-2: x5c has 2 certificates; only the first is read.',
      'info Key of-12: x5c has 12 certificates; only the first is read.',
    ]);
  });

  it('one whose time is no time is broken, and nothing else', async () => {
    const broken = Buffer.from(der);
    // A sign in a GeneralizedTime: the library throws, where it answers other damage.
    const time = broken.indexOf(Buffer.from([0x18, 0x0f]));
    broken[time + 4] = '+'.charCodeAt(0);
    expect((await certificatesOf({ x5c: [broken.toString('base64')] })).findings.map(({ id }) => id)).toEqual(['x5c_broken']);
    const pem = `-----BEGIN CERTIFICATE-----\n${broken.toString('base64')}\n-----END CERTIFICATE-----`;
    expect(await read(pem)).toMatchObject({ kind: expect.any(String) });
    expect(await read(broken.toString('base64'))).toMatchObject({ kind: expect.any(String) });
  });

  it('one that has expired', async () => {
    const old = makeCertificate({ commonName: 'old', notBefore: new Date(now - 2_000), notAfter: new Date(now - 1_000) });
    const x5c = [old.cert.replaceAll(/-----[^-]+-----|\s/g, '')];
    expect((await certificatesOf({ x5c })).findings.map(({ id }) => id)).toEqual(['certificate_expired']);
  });
});

describe('keys', () => {
  it('a JWK: what it is, its thumbprint as RFC 7638 §3.1 prints it', async () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    const reading = await read({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' });
    expect(reading).toMatchObject({ kind: 'jwk', findings: [] });
    expect(reading.keys).toMatchObject([
      {
        kid: '2011-04-29',
        alg: 'RS256',
        words: 'RSA, 2048 bits',
        holds: 'public',
        thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
      },
    ]);
  });

  it('private parts are never shown, and said to be there', async () => {
    const privateJwk = pair.privateKey.export({ format: 'jwk' });
    const reading = await read({ ...privateJwk });
    expect(reading.findings.map(({ id }) => id)).toEqual(['private_key']);
    expect(JSON.stringify(reading)).not.toContain(privateJwk.d);
    const set = await read({ keys: [privateJwk, { kty: 'oct', k: encode('a secret of thirty-two bytes or more'), kid: 'a' }] });
    expect(JSON.stringify(set)).not.toContain(encode('a secret of thirty'));
    expect(set.findings.map(({ id }) => id)).toEqual(['kid_missing', 'private_in_set']);
  });

  it('weak, broken, unknown and unnamed keys of a set are told apart', async () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
    const keys = [{ ...short, kid: 'a' }, { ...jwk, kid: 'a' }, { kty: 'EC', crv: 'secp256k1', x: 'AA', y: 'AA', kid: 'c' }, 5];
    const reading = await read({ keys });
    expect(reading.findings.map(({ id }) => id)).toEqual(['kid_twice', 'kid_missing', 'rsa_short', 'key_unusable', 'key_unusable']);
    expect(reading.keys?.map(({ words }) => words)).toEqual(['RSA, 1024 bits', 'EC, P-256', 'EC, secp256k1', '']);
    expect(await idsOf({ keys: [] })).toEqual(['set_empty']);
    expect((await read({ keys: Array(150).fill({ kty: 'x' }) })).keys).toHaveLength(100);
    expect(await idsOf({ kty: 'oct', k: encode('secret') })).toEqual(['private_key', 'secret_weak']);
  });
});

describe('SAML assertions', () => {
  const assertion = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a" IssueInstant="2026-11-22T00:00:00Z">
    <saml:Issuer>https://idp.example</saml:Issuer>
    <saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">alice@example.com</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData Recipient="https://as.example/token"/></saml:SubjectConfirmation></saml:Subject>
    <saml:Conditions NotBefore="2020-01-01T00:00:00Z" NotOnOrAfter="2020-01-01T00:05:00Z">
      <saml:AudienceRestriction><saml:Audience>https://sp.example</saml:Audience></saml:AudienceRestriction></saml:Conditions>
    <saml:AttributeStatement><saml:Attribute Name="groups"><saml:AttributeValue>a</saml:AttributeValue><saml:AttributeValue>b</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>
  </saml:Assertion>`;
  const valuesOf = async (text: string) => Object.fromEntries((await read(text)).claims.map(({ name, value }) => [name, value]));

  it.each([
    ['as XML', assertion],
    ['in Base64', Buffer.from(assertion).toString('base64')],
    ['in Base64url, as RFC 7522 sends it', Buffer.from(assertion).toString('base64url')],
    ['deflated, as a redirect carries it', deflateRawSync(assertion).toString('base64')],
  ])('%s: issuer, subject, conditions, audience, attributes', async (_how, text) => {
    expect(await valuesOf(text)).toMatchObject({
      Issuer: 'https://idp.example',
      Subject: 'alice@example.com',
      Recipient: 'https://as.example/token',
      NotOnOrAfter: '2020-01-01T00:05:00Z',
      Audience: 'https://sp.example',
      groups: ['a', 'b'],
    });
    expect(await read(text)).toMatchObject({ kind: 'saml', signature: { status: 'not_checked' } });
    expect(await idsOf(text)).toEqual(['saml_decoded', 'expired', 'signature_missing']);
  });

  it('broken XML has its place; other XML and bombs are refused', async () => {
    expect((await read('<saml:Assertion><a></saml:Assertion>')).error).toMatchObject({
      code: 'TOKEN_MALFORMED',
      message: expect.stringMatching(/line 1, column/),
    });
    expect((await read('<html/>')).error).toMatchObject({ code: 'TOKEN_NOT_A_TOKEN' });
    const long = `<saml>${'x'.repeat(300_000)}</saml>`;
    for (const text of [long, Buffer.from(long).toString('base64')]) {
      expect((await read(text)).error).toMatchObject({
        code: 'INPUT_TOO_LARGE',
        message: expect.stringMatching(/has 300,013 characters, and up to 200,000/),
      });
    }
    expect((await read('<a>'.repeat(60_000))).error).toMatchObject({ code: 'TOKEN_MALFORMED' });
    const bomb = deflateRawSync(`<saml>${' '.repeat(50_000_000)}`).toString('base64');
    expect((await read(bomb)).error).toMatchObject({
      code: 'INPUT_TOO_LARGE',
      message: expect.stringMatching(/unfolds to more than 200,000/),
    });
    const entities = `<!DOCTYPE a [<!ENTITY x "lol">]>${assertion.replace('https://idp.example', '&x;')}`;
    expect((await read(entities)).error).toMatchObject({ code: 'TOKEN_MALFORMED' });
  });
});
