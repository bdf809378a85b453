import * as asn1js from 'asn1js';
import { exportPKCS8 } from 'jose';
import * as pkijs from 'pkijs';
import type { CertificateFacts } from './certificate-facts.ts';
import { derOf } from './der.ts';
import { unsupportedKey } from './key-error.ts';
import type { KnownJwk } from './key-reading.ts';
import { readCertificate } from './read-certificate.ts';

export interface SelfSignedOptions {
  /** Private RSA or EC key; who has none makes one with {@link generateKey}. */
  readonly privateJwk: KnownJwk;
  /** Common name of subject and issuer. */
  readonly commonName: string;
  readonly dnsNames?: readonly string[];
  /** IPv4 or IPv6 addresses, as text. */
  readonly ipAddresses?: readonly string[];
  /** Days from now on; default 365. */
  readonly days?: number;
  /** Epoch milliseconds; this machine's clock if left out. */
  readonly now?: number;
}

export interface SelfSignedCertificate {
  readonly certificatePem: string;
  /** Secret: the key it was signed with, in PKCS #8. */
  readonly privatePem: string;
  readonly facts: CertificateFacts;
}

const DAY = 86_400_000;

/** Clocks of two machines differ; a certificate of this very second is often “not yet valid”. */
const BACKDATED = 300_000;

const usages = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'];

/** Both halves of the key, as Web Crypto holds them. */
async function keyPair(jwk: KnownJwk): Promise<{ privateKey: CryptoKey; publicKey: CryptoKey }> {
  const algorithm =
    jwk.kty === 'RSA'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : jwk.kty === 'EC'
        ? { name: 'ECDSA', namedCurve: jwk.crv ?? '' }
        : null;
  if (algorithm === null || jwk.d === undefined) {
    throw unsupportedKey('A certificate can be made here only for a private RSA or EC key.', 'Generate an ES256 key for it.');
  }
  const { kty, n, e, crv, x, y, d, p, q, dp, dq, qi } = jwk;
  const half = (numbers: JsonWebKey, usage: KeyUsage): Promise<CryptoKey> =>
    crypto.subtle.importKey('jwk', JSON.parse(JSON.stringify(numbers)) as JsonWebKey, algorithm, true, [usage]);
  return {
    privateKey: await half({ kty, n, e, crv, x, y, d, p, q, dp, dq, qi }, 'sign'),
    publicKey: await half({ kty, n, e, crv, x, y }, 'verify'),
  };
}

/** Octets of an IP address: four, or sixteen with “::” filled up. */
function ipOctets(address: string): Uint8Array<ArrayBuffer> {
  if (!address.includes(':')) return Uint8Array.from(address.split('.'), Number);
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(':'));
  const [left, right] = [groups(head), groups(tail)];
  const all = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return Uint8Array.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]));
}

function extension(extnID: string, critical: boolean, value: { toSchema(): asn1js.AsnType } | asn1js.AsnType): pkijs.Extension {
  const structure = 'toSchema' in value ? value.toSchema() : value;
  return new pkijs.Extension({ extnID, critical, extnValue: derOf(structure).buffer });
}

function alternativeNames({ dnsNames = [], ipAddresses = [] }: SelfSignedOptions): pkijs.Extension[] {
  const altNames = [
    ...dnsNames.map((value) => new pkijs.GeneralName({ type: 2, value })),
    ...ipAddresses.map((value) => new pkijs.GeneralName({ type: 7, value: new asn1js.OctetString({ valueHex: ipOctets(value).buffer }) })),
  ];
  return altNames.length === 0 ? [] : [extension(pkijs.id_SubjectAltName, false, new pkijs.AltName({ altNames }))];
}

/** A positive number of 16 octets, as every authority gives (RFC 5280 §4.1.2.2). */
function serialNumber(): asn1js.Integer {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  octets[0] = ((octets[0] ?? 0) & 0x7f) | 0x40;
  return new asn1js.Integer({ valueHex: octets.buffer });
}

function named(certificate: pkijs.Certificate, commonName: string): void {
  for (const name of [certificate.subject, certificate.issuer]) {
    name.typesAndValues.push(new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: commonName }) }));
  }
}

/**
 * Makes a certificate that its own key signs, for `self_signed_tls_client_auth` and for the HTTPS
 * loopback listener: valid for TLS clients and servers.
 *
 * @throws AppError `UNSUPPORTED` for a key that cannot sign certificates here
 * @see https://www.rfc-editor.org/rfc/rfc8705#section-2.2
 */
export async function selfSignedCertificate(options: SelfSignedOptions): Promise<SelfSignedCertificate> {
  const { commonName, days = 365, now = Date.now(), privateJwk } = options;
  const { privateKey, publicKey } = await keyPair(privateJwk);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = serialNumber();
  named(certificate, commonName);
  certificate.notBefore.value = new Date(now - BACKDATED);
  certificate.notAfter.value = new Date(now + days * DAY);
  certificate.extensions = [
    extension(pkijs.id_BasicConstraints, true, new pkijs.BasicConstraints({ cA: false })),
    extension(pkijs.id_ExtKeyUsage, false, new pkijs.ExtKeyUsage({ keyPurposes: usages })),
    ...alternativeNames(options),
  ];
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  await certificate.sign(privateKey, 'SHA-256');
  const facts = await readCertificate(derOf(certificate.toSchema(true)));
  return { certificatePem: facts.pem, privatePem: `${await exportPKCS8(privateKey)}\n`, facts };
}
