import { AppError } from '../errors.ts';
import type { AlternativeName } from '../keys/certificate-facts.ts';
import { describeKey } from '../keys/describe-key.ts';
import { rfc } from '../model/spec-link.ts';
import type { CertificateReading, Finding } from '../model/token-reading.ts';
import type { DerAllowance } from './der-allowance.ts';
import { finding } from './token-findings.ts';

/** Bytes of a certificate beyond which nobody looks at it; those of servers have a few thousand. */
const MAX_BYTES = 65_536;
const MIN_RSA_BITS = 2_048;

const nameTypes: Record<AlternativeName['type'], string> = {
  dns: 'DNS ',
  ip: 'IP ',
  uri: 'URI ',
  email: 'e-mail ',
  directory: 'directory ',
  other: '',
};

/** A fingerprint as other tools write it: `AB:CD:…`. */
async function fingerprint(hash: 'SHA-1' | 'SHA-256', der: Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest(hash, der));
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(':');
}

/**
 * Says of one certificate what it says. Verifies nothing.
 *
 * @throws AppError `INPUT_KEY` where the bytes are no certificate, `INPUT_TOO_LARGE`
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export async function describeCertificate(der: Uint8Array<ArrayBuffer>, allowance: DerAllowance): Promise<CertificateReading> {
  if (der.length > MAX_BYTES) {
    throw new AppError('INPUT_TOO_LARGE', { message: `It has ${der.length} bytes, and no certificate has more than ${MAX_BYTES}.` });
  }
  allowance.spend(der);
  // Loaded for those who need it: it brings the ASN.1 reader along.
  const { readCertificate } = await import('../keys/read-certificate.ts');
  const facts = await readCertificate(der);
  const { subject, issuer, serialNumber, notBefore, notAfter, signatureAlgorithm, isAuthority, keyThumbprint, x5tS256 } = facts;
  return {
    ...{ subject, issuer, serialNumber, notBefore, notAfter, signatureAlgorithm, isAuthority, keyThumbprint, x5tS256 },
    alternativeNames: facts.alternativeNames.map(({ type, value }) => `${nameTypes[type]}${value}`),
    keyWords: facts.publicJwk === null ? null : (await describeKey(facts.publicJwk)).words,
    extendedKeyUsages: [...facts.extendedKeyUsages],
    fingerprints: { sha256: await fingerprint('SHA-256', der), sha1: await fingerprint('SHA-1', der) },
  };
}

/**
 * What is remarkable about a certificate: its time, its key, and how it was signed.
 *
 * @param now epoch milliseconds
 */
export function certificateFindings(certificate: CertificateReading, now: number): Finding[] {
  const { subject, issuer, notBefore, notAfter, keyWords, signatureAlgorithm } = certificate;
  const findings: Finding[] = [];
  const whose = `The certificate of ${subject === '' ? 'an empty subject' : subject}`;
  const validity = rfc(5280, '4.1.2.5');
  if (now > Date.parse(notAfter)) findings.push(finding('certificate_expired', 'warning', `${whose} has expired (${notAfter}).`, validity));
  if (now < Date.parse(notBefore))
    findings.push(finding('certificate_early', 'warning', `${whose} is not valid yet (${notBefore}).`, validity));
  const bits = /^RSA, (\d+) bits$/.exec(keyWords ?? '')?.[1];
  if (bits !== undefined && Number(bits) < MIN_RSA_BITS) {
    const message = `${whose} has an RSA key of ${bits} bits; fewer than ${MIN_RSA_BITS} can be broken.`;
    findings.push(finding('rsa_short', 'error', message, rfc(7518, '3.3')));
  }
  // Who trusts a root trusts it by itself, however it is signed.
  if (/SHA-1$|MD5$/.test(signatureAlgorithm) && subject !== issuer) {
    const message = `${whose} is signed with ${signatureAlgorithm}, whose hash is broken.`;
    findings.push(finding('certificate_weak', 'warning', message, rfc(6194, '3')));
  }
  return findings;
}

/** Where certificates do not follow each other from that of the key up to the root. */
export function chainFindings(certificates: readonly CertificateReading[]): Finding[] {
  return certificates.slice(0, -1).flatMap(({ issuer }, index) => {
    const next = certificates[index + 1]?.subject ?? '';
    if (next === issuer) return [];
    const message = `Certificate ${index + 1} was issued by ${issuer}, and the next one is of ${next}: they form no chain in this order.`;
    return [finding('chain_broken', 'warning', message, rfc(8446, '4.4.2'))];
  });
}
