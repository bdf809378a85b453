import { createHash, X509Certificate as NodeCertificate } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKey } from '../../shared/keys/generate-key.ts';
import { selfSignedCertificate } from '../../shared/keys/self-signed-certificate.ts';

/** A certificate for this machine's loopback names, and its key. PEM. */
export interface LoopbackCertificate {
  readonly certificate: string;
  readonly privateKey: string;
  /** SHA-256 over the certificate, as browsers show it. */
  readonly fingerprint: string;
}

const fileName = 'loopback-certificate.pem';
const day = 86_400_000;
/** Browsers refuse certificates of more than 398 days. */
const validDays = 365;
const renewDays = 14;

/**
 * The certificate of HTTPS redirects: the one in the data folder, or a new one where there is none that
 * is still good. The key stands in one file with it, for its owner alone, so that a browser that was told
 * to trust it once goes on doing so.
 *
 * @throws NodeJS.ErrnoException where the folder cannot be written
 */
export async function loopbackCertificate(folder: string, now = Date.now()): Promise<LoopbackCertificate> {
  const file = join(folder, fileName);
  const kept = await readFile(file, 'utf8').then(readKept, () => null);
  if (kept !== null && kept.validTo > now + renewDays * day) return kept.certificate;
  const made = await makeLoopbackCertificate(now);
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${made.certificate}\n${made.privateKey}\n`, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, file);
  return made;
}

/** A new certificate, signed by itself, for the loopback names and nothing else. */
async function makeLoopbackCertificate(now = Date.now()): Promise<LoopbackCertificate> {
  const made = await selfSignedCertificate({
    privateJwk: (await generateKey('ES256')).privateJwk,
    commonName: 'Grantbench on this machine',
    dnsNames: ['localhost'],
    ipAddresses: ['127.0.0.1', '::1'],
    days: validDays,
    now,
  });
  return { certificate: made.certificatePem, privateKey: made.privatePem, fingerprint: fingerprintOf(made.certificatePem) };
}

function readKept(text: string): { certificate: LoopbackCertificate; validTo: number } | null {
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text)?.[0];
  const privateKey = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text)?.[0];
  if (certificate === undefined || privateKey === undefined) return null;
  try {
    const { validTo } = new NodeCertificate(certificate);
    return { certificate: { certificate, privateKey, fingerprint: fingerprintOf(certificate) }, validTo: Date.parse(validTo) };
  } catch {
    // Damaged: a new one takes its place.
    return null;
  }
}

function fingerprintOf(certificate: string): string {
  const hex = createHash('sha256').update(new NodeCertificate(certificate).raw).digest('hex').toUpperCase();
  return (hex.match(/../g) ?? []).join(':');
}
