import * as asn1js from 'asn1js';
import { base64url, calculateJwkThumbprint } from 'jose';
import * as pkijs from 'pkijs';
import type { AlternativeName, CertificateFacts } from './certificate-facts.ts';
import { childrenOf, derOf, oidOf, readBer, readSequence } from './der.ts';
import { spkiToJwk } from './der-key.ts';
import { distinguishedName } from './distinguished-name.ts';
import { noKey } from './key-error.ts';
import { toPem } from './pem-blocks.ts';

const signatureAlgorithms: Record<string, string> = {
  '1.2.840.113549.1.1.4': 'RSA with MD5',
  '1.2.840.113549.1.1.5': 'RSA with SHA-1',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.113549.1.1.11': 'RSA with SHA-256',
  '1.2.840.113549.1.1.12': 'RSA with SHA-384',
  '1.2.840.113549.1.1.13': 'RSA with SHA-512',
  '1.2.840.10045.4.1': 'ECDSA with SHA-1',
  '1.2.840.10045.4.3.2': 'ECDSA with SHA-256',
  '1.2.840.10045.4.3.3': 'ECDSA with SHA-384',
  '1.2.840.10045.4.3.4': 'ECDSA with SHA-512',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};

const extendedUsages: Record<string, string> = {
  '1.3.6.1.5.5.7.3.1': 'TLS server',
  '1.3.6.1.5.5.7.3.2': 'TLS client',
  '1.3.6.1.5.5.7.3.3': 'code signing',
  '1.3.6.1.5.5.7.3.4': 'e-mail',
  '2.5.29.37.0': 'any purpose',
};

function ipAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: bytes.length / 2 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0));
  // The URL parser writes an IPv6 address in its one canonical form (RFC 5952).
  return new URL(`http://[${groups.map((group) => group.toString(16)).join(':')}]`).hostname.slice(1, -1);
}

/** The elements of an extension that is a list. Read here: the library takes twenty times as long for each of them. */
function listed(certificate: pkijs.Certificate, oid: string): asn1js.AsnType[] {
  const value = certificate.extensions?.find(({ extnID }) => extnID === oid)?.extnValue.valueBlock.valueHexView;
  const list = value === undefined ? undefined : readBer(new Uint8Array(value));
  return list instanceof asn1js.Sequence ? childrenOf(list) : [];
}

/** As the library numbers the classes of tags. */
const CONTEXT_SPECIFIC = 3;

/** A mark in front is part of a name too: without it, one name would be shown as another. */
const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** @see https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6 */
function alternativeName(name: asn1js.AsnType): AlternativeName {
  const { tagNumber } = name.idBlock;
  const bytes = name instanceof asn1js.Primitive ? new Uint8Array(name.valueBlock.valueHexView) : new Uint8Array();
  switch (tagNumber) {
    case 1:
      return { type: 'email', value: text(bytes) };
    case 2:
      return { type: 'dns', value: text(bytes) };
    case 4:
      return { type: 'directory', value: distinguishedName(new pkijs.RelativeDistinguishedNames({ schema: childrenOf(name)[0] })) };
    case 6:
      return { type: 'uri', value: text(bytes) };
    case 7:
      return { type: 'ip', value: bytes.length === 4 || bytes.length === 16 ? ipAddress(bytes) : base64url.encode(bytes) };
    default:
      return { type: 'other', value: `name of type ${tagNumber}` };
  }
}

/** No names where one of them is broken. */
function alternativeNames(certificate: pkijs.Certificate): AlternativeName[] {
  try {
    // A name has the number of its type for a tag; what has a tag of ASN.1's own is none.
    return listed(certificate, pkijs.id_SubjectAltName)
      .filter(({ idBlock }) => idBlock.tagClass === CONTEXT_SPECIFIC)
      .map(alternativeName);
  } catch {
    return [];
  }
}

/** What the key may be used for. */
function extendedKeyUsages(certificate: pkijs.Certificate): string[] {
  return listed(certificate, pkijs.id_ExtKeyUsage).flatMap((usage) => {
    const oid = oidOf(usage);
    return oid === undefined ? [] : [extendedUsages[oid] ?? oid];
  });
}

async function publicKey(certificate: pkijs.Certificate): Promise<Pick<CertificateFacts, 'publicJwk' | 'keyThumbprint'>> {
  try {
    const publicJwk = await spkiToJwk(derOf(certificate.subjectPublicKeyInfo.toSchema()));
    return { publicJwk, keyThumbprint: await calculateJwkThumbprint(publicJwk) };
  } catch {
    // A certificate with a key of another kind still has facts; who needs the key says so.
    return { publicJwk: null, keyThumbprint: null };
  }
}

/**
 * Reads what a certificate says; verifies nothing.
 *
 * @throws AppError `INPUT_KEY` where the bytes are no certificate
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export async function readCertificate(der: Uint8Array<ArrayBuffer>): Promise<CertificateFacts> {
  const structure = readSequence(der, 'certificate');
  let certificate: pkijs.Certificate;
  try {
    certificate = new pkijs.Certificate({ schema: structure });
  } catch (cause) {
    throw noKey('This is no X.509 certificate.', 'Give a certificate in PEM or DER.', cause);
  }
  const constraints = certificate.extensions?.find(({ extnID }) => extnID === pkijs.id_BasicConstraints)?.parsedValue;
  const subject = distinguishedName(certificate.subject);
  const issuer = distinguishedName(certificate.issuer);
  const signature = certificate.signatureAlgorithm.algorithmId;
  return {
    subject,
    issuer,
    alternativeNames: alternativeNames(certificate),
    serialNumber: Array.from(new Uint8Array(certificate.serialNumber.valueBlock.valueHexView), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
    notBefore: certificate.notBefore.value.toISOString(),
    notAfter: certificate.notAfter.value.toISOString(),
    isAuthority: constraints instanceof pkijs.BasicConstraints && constraints.cA,
    selfIssued: subject === issuer,
    signatureAlgorithm: signatureAlgorithms[signature] ?? signature,
    extendedKeyUsages: extendedKeyUsages(certificate),
    ...(await publicKey(certificate)),
    x5tS256: base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', der))),
    pem: toPem('CERTIFICATE', der),
  };
}

/** The certificate of a key first, then whoever issued it, and so on up; what belongs to no chain comes last. */
export function inChainOrder(certificates: readonly CertificateFacts[], keyThumbprint: string | null): CertificateFacts[] {
  const rest = [...certificates];
  const chain: CertificateFacts[] = [];
  const take = (belongs: (certificate: CertificateFacts) => boolean): boolean => {
    const at = rest.findIndex(belongs);
    const found = at === -1 ? [] : rest.splice(at, 1);
    chain.push(...found);
    return found.length > 0;
  };
  if (!take(({ keyThumbprint: own }) => own !== null && own === keyThumbprint)) take(() => true);
  while (take(({ subject }) => chain.at(-1)?.selfIssued === false && subject === chain.at(-1)?.issuer));
  return [...chain, ...rest];
}
