import { base64url } from 'jose';
import { AppError } from '../errors.ts';
import { rfc } from '../model/spec-link.ts';
import type { CertificateReading, Finding } from '../model/token-reading.ts';
import { asBase64url, base64urlFault, decodeBytes } from './base64url.ts';
import { certificateFindings, chainFindings, describeCertificate } from './certificate-reading.ts';
import { DerAllowance } from './der-allowance.ts';
import { finding } from './token-findings.ts';

/** Longer than chains are; each certificate costs a parse. */
const MOST = 10;

interface Certificates {
  readonly certificates: readonly CertificateReading[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the certificates a header carries, and whether `x5t` and `x5t#S256` are theirs. The chain is not
 * verified: whoever made the token chose it.
 *
 * @param now epoch milliseconds
 * @param most certificates that are read
 * @param allowance what may still be read of the text the header is from
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6
 */
export async function readCertificates(
  header: Readonly<Record<string, unknown>>,
  now: number,
  most = MOST,
  allowance = new DerAllowance(),
): Promise<Certificates> {
  const spec = rfc(7515, '4.1.6');
  const chain: readonly unknown[] = Array.isArray(header.x5c) ? header.x5c : [];
  const certificates: CertificateReading[] = [];
  const findings: Finding[] = [];
  if (header.x5c !== undefined && chain.length === 0)
    findings.push(finding('x5c_broken', 'warning', 'x5c is no list of certificates.', spec));
  for (const [index, item] of chain.slice(0, most).entries()) {
    const bare = typeof item === 'string' ? asBase64url(item) : '?';
    if (base64urlFault(bare) !== null) {
      findings.push(finding('x5c_broken', 'warning', `Certificate ${index + 1} of x5c is not Base64.`, spec));
      continue;
    }
    if (typeof item === 'string' && /[-_]/.test(item))
      findings.push(finding('x5c_base64url', 'warning', `Certificate ${index + 1} of x5c is Base64url; it must be Base64.`, spec));
    const der = decodeBytes(bare);
    try {
      const certificate = await describeCertificate(der, allowance);
      certificates.push(certificate);
      findings.push(...certificateFindings(certificate, now));
    } catch (thrown) {
      const reason = thrown instanceof AppError ? thrown.message : 'It cannot be read.';
      findings.push(finding('x5c_broken', 'warning', `Certificate ${index + 1} of x5c: ${reason}`, spec));
    }
    if (index === 0) findings.push(...(await thumbprintFindings(header, der)));
  }
  findings.push(...chainFindings(certificates));
  if (chain.length > most) {
    const read = most === 1 ? 'only the first is read' : `the first ${most} are read`;
    // A chain in a set of keys is nothing unusual: there the others are not asked for.
    findings.push(finding('too_many', most < MOST ? 'info' : 'warning', `x5c has ${chain.length} certificates; ${read}.`, spec));
  }
  return { certificates, findings };
}

async function thumbprintFindings(header: Readonly<Record<string, unknown>>, der: Uint8Array<ArrayBuffer>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, hash, section] of [
    ['x5t', 'SHA-1', '4.1.7'],
    ['x5t#S256', 'SHA-256', '4.1.8'],
  ] as const) {
    if (header[name] === undefined) continue;
    const own = base64url.encode(new Uint8Array(await crypto.subtle.digest(hash, der)));
    if (header[name] !== own)
      findings.push(finding('x5t_mismatch', 'error', `${name} is not the thumbprint of the first certificate in x5c.`, rfc(7515, section)));
  }
  return findings;
}
