import { deflateRawSync } from 'node:zlib';
import { corpora } from '../fixtures/vectors/vectors.ts';
import { ofExtensions, ofNames, ofNothing, ofParts, ofUsages } from './hostile-certificates.ts';

/** Texts of up to a megabyte that somebody might make to keep a reader busy, by what is in them. Made when asked for. */
type Hostile = readonly [what: string, make: () => string];

const MEGABYTE = 1_000_000;

function encode(value: string | object): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** That many members, as the inside of a JSON object. */
function members(count: number): string {
  return many(count, (index) => `"n${index}":1`).join();
}

function unsigned(payload: string | object): string {
  return `${encode({ alg: 'none' })}.${encode(payload)}.`;
}

function nested(levels: number): string {
  let token = unsigned({ filler: 'x'.repeat(60_000) });
  for (let level = 0; level < levels; level += 1) token = `${encode({ alg: 'none', cty: 'JWT' })}.${encode(token)}.`;
  return token;
}

const issuer = encode({ alg: 'ES256', typ: 'dc+sd-jwt' });
const recipient = { header: { alg: 'RSA-OAEP' }, encrypted_key: 'AAAA' };
/** A key of RFC 7517 with its certificate. */
const certified = (corpora
  .flatMap(({ keySets = [] }) => keySets)
  .flatMap(({ jwks }) => jwks.keys)
  .find(({ x5c }) => Array.isArray(x5c)) ?? {}) as { x5c?: string[] };
const block = (body: string, label = 'CERTIFICATE') => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
const disclosure = (index: number, value: string) => encode(['salt', `n${index}`, value]);

export const hostileTexts: readonly Hostile[] = [
  ['sixty thousand claims', () => unsigned(`{${members(60_000)}}`)],
  ['ten thousand claims', () => unsigned(`{${members(10_000)}}`)],
  ['broken at the very end', () => unsigned(`{"a":[${'1,'.repeat(350_000)}]}`)],
  ['JSON, broken at the very end', () => `{"keys":[${'1,'.repeat(490_000)}]}`],
  ['empty objects, broken at the very end', () => unsigned(`{"a":[${'{},'.repeat(230_000)}]}`)],
  ['an escape for every character, broken at the very end', () => unsigned(`{"a":"${'\\n'.repeat(350_000)}"]}`)],
  [
    'arrays ninety-eight deep, again and again',
    () => unsigned(`{"a":[${many(3_500, () => `${'['.repeat(97)}${']'.repeat(97)}`).join()}]}`),
  ],
  ['numbers with exponents', () => unsigned(`{"a":[${'1e5,'.repeat(175_000)}1]}`)],
  ['an exponent, and many small numbers', () => unsigned(`{"a":[1e1${',0'.repeat(350_000)}]}`)],
  ['the other alphabet of Base64', () => `${encode({ alg: 'none' })}.${'+/'.repeat(480_000)}.`],
  [
    'bytes that are not UTF-8 at the very end',
    () => `${encode({ alg: 'none' })}.${Buffer.concat([Buffer.alloc(700_000, 'é'), Buffer.from([0xff])]).toString('base64url')}.`,
  ],
  ['nested a hundred thousand deep', () => unsigned('['.repeat(100_000))],
  ['a number of a megabyte', () => unsigned(`{"exp":${'9'.repeat(700_000)}}`)],
  ['two hundred thousand times __proto__', () => unsigned(`{${'"__proto__":{},'.repeat(45_000)}"a":1}`)],
  ['tokens in tokens', () => nested(7)],
  [
    'a hundred signatures, each with a large header',
    () =>
      JSON.stringify({
        payload: 'e30',
        signatures: many(100, (index) => ({
          protected: encode({ alg: 'RS256', kid: `${index}`, x: 'y'.repeat(6_500) }),
          signature: 'AAAA',
        })),
      }),
  ],
  [
    'ten thousand signatures',
    () => JSON.stringify({ payload: 'e30', signatures: many(9_000, () => ({ protected: encode({ alg: 'RS256' }), signature: 'AAAA' })) }),
  ],
  [
    'a hundred recipients of one large header',
    () =>
      JSON.stringify({
        protected: encode({ enc: 'A128GCM', x: 'y'.repeat(700_000) }),
        ciphertext: 'AAAA',
        recipients: many(100, () => recipient),
      }),
  ],
  [
    'a hundred recipients of a header with many members',
    () => `{"unprotected":{${members(9_700)}},"ciphertext":"AAAA","recipients":${JSON.stringify(many(100, () => recipient))}}`,
  ],
  ['the same names in two headers', () => `{"unprotected":{${members(4_900)}},"header":{${members(4_900)}},"ciphertext":"AAAA"}`],
  ['ten thousand disclosures', () => `${issuer}.${encode({ _sd: [] })}.AAAA~${many(10_000, (index) => disclosure(index, 'v')).join('~')}~`],
  [
    'a thousand large disclosures',
    () => `${issuer}.${encode({ _sd: many(1_000, String) })}.AAAA~${many(1_000, (index) => disclosure(index, 'v'.repeat(600))).join('~')}~`,
  ],
  ['nothing but tildes', () => `${issuer}.e30.AAAA${'~'.repeat(900_000)}`],
  ['digests without disclosures', () => `${issuer}.${encode({ a: many(9_900, () => ({ '...': 'x' })) })}.AAAA~`],
  ['a digest again and again', () => `${issuer}.${encode({ _sd: many(170_000, () => 'x') })}.AAAA~`],
  ['digests that are numbers', () => `${issuer}.${encode({ _sd: many(370_000, () => 1) })}.AAAA~`],
  [
    'five thousand keys',
    () =>
      JSON.stringify({
        keys: many(3_000, (index) => ({ kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43), kid: `${index}` })),
      }),
  ],
  [
    'sixty keys with ten certificates each',
    () => JSON.stringify({ keys: many(60, (index) => ({ ...certified, kid: `${index}`, x5c: many(10, () => certified.x5c?.[0]) })) }),
  ],
  ['twenty certificates', () => block(String(certified.x5c?.[0])).repeat(20)],
  ['a certificate of many names', () => block(ofNames(2_800))],
  ['a certificate of many uses', () => block(ofUsages(2_800))],
  ['a certificate whose subject has many parts', () => block(ofParts(700))],
  ['a certificate of many extensions', () => block(ofExtensions(900))],
  ['twenty certificates of a hundred names', () => block(ofNames(100)).repeat(20)],
  ['twenty certificates of ten thousand names', () => block(ofNames(10_000)).repeat(20)],
  ['twenty certificates of many uses', () => block(ofUsages(7_000)).repeat(20)],
  [
    'ten certificates of many extensions, in a header',
    () => `${encode({ alg: 'RS256', x5c: many(10, () => ofExtensions(4_000)) })}.e30.AAAA`,
  ],
  [
    'twenty keys, each with a certificate of many names',
    () => JSON.stringify({ keys: many(20, () => ({ kty: 'EC', crv: 'P-256', x: 'A', y: 'A', x5c: [ofNames(10_000)] })) }),
  ],
  ['twenty private keys of nothing', () => block(ofNothing(17_000), 'PRIVATE KEY').repeat(20)],
  ['a key of many members', () => `{"kty":"RSA","n":"${'A'.repeat(342)}","e":"AQAB",${members(9_700)}}`],
  ['an RSA key of a megabyte', () => JSON.stringify({ kty: 'RSA', n: 'B'.repeat(900_000), e: 'AQAB' })],
  ['a secret of a megabyte', () => JSON.stringify({ kty: 'oct', k: 'Bx_-'.repeat(225_000) })],
  ['a thousand certificates', () => `${encode({ alg: 'RS256', x5c: many(1_000, () => 'MIIB'.repeat(150)) })}.e30.AAAA`],
  ['a certificate of a megabyte', () => `${encode({ alg: 'RS256', x5c: ['MIIB'.repeat(160_000)] })}.e30.AAAA`],
  [
    'SAML of many attributes',
    () =>
      `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${'<saml:Attribute Name="a"/>'.repeat(7_000)}</saml:Assertion>`,
  ],
  [
    'SAML of line ends',
    () => `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${'\r'.repeat(199_000)}</saml:Assertion>`,
  ],
  ['PEM of beginnings only', () => '-----BEGIN CERTIFICATE-----\n'.repeat(35_000)],
  ['PEM of fifteen thousand blocks', () => block('AAAA').repeat(15_000)],
  ['PEM of twenty large blocks', () => block('MIIB'.repeat(11_000)).repeat(20)],
  [
    'PEM, nested',
    () => many(15_000, (index) => `-----BEGIN A${index}-----\n`).join('') + many(15_000, (index) => `-----END A${index}-----\n`).join(''),
  ],
  ['what may be a certificate', () => 'MIIB'.repeat(22_000)],
  ['a megabyte that may be a certificate', () => 'MIIB'.repeat(245_000)],
  [
    'a hundred signatures, each broken at its end',
    () =>
      JSON.stringify({
        payload: 'e30',
        signatures: many(100, () => ({ protected: `${encode({ alg: 'RS256', x: 'y'.repeat(6_500) })}$`, signature: '$' })),
      }),
  ],
  ['SAML of a megabyte in Base64', () => Buffer.from(`<saml>${'x'.repeat(740_000)}</saml>`).toString('base64')],
  ['SAML that unfolds to five megabytes', () => deflateRawSync(`<saml>${' '.repeat(5_000_000)}`).toString('base64')],
  ['XML that never closes', () => '<a>'.repeat(66_000)],
  [
    'XML entities that multiply',
    () =>
      `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(1_000)}">${many(20, (index) => `<!ENTITY b${index} "&b;&b;&b;&b;&b;&b;&b;&b;">`).join('')}]><a>&b19;</a>`,
  ],
  ['XML in Base64', () => Buffer.from(`<a>${'<b/>'.repeat(170_000)}</a>`).toString('base64')],
  ['a HAR file of bearer tokens', () => `{"log":{"entries":["${'Bearer a1 '.repeat(95_000)}"]}}`],
  ['a text of beginnings of tokens', () => 'eyJhbGci.a.b '.repeat(75_000)],
  ['names of values again and again', () => '{"access_token":"'.repeat(58_000)],
  ['a name and a megabyte of white space', () => `"access_token"${' '.repeat(999_000)}`],
  ['names in values in a form', () => `${'token='.repeat(160_000)} x`],
  ['schemes without a token', () => 'Bearer '.repeat(140_000)],
  ['slashes that are escaped', () => `x "token":"${'\\/'.repeat(490_000)}"`],
  ['empty values in a form', () => 'token='.repeat(160_000)],
  ['an address with a megabyte of percent signs', () => `https://a.example/#id_token=${'%'.repeat(990_000)}`],
  ['one long run of letters', () => `ey${'a'.repeat(MEGABYTE - 2)}`],
];
