import { createHash, X509Certificate as NodeCertificate } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKey } from '../../shared/keys/generate-key.ts';
import { selfSignedCertificate } from '../../shared/keys/self-signed-certificate.ts';
import { withFileLock } from '../file-lock.ts';
import { storeError } from '../store-error.ts';

/** A certificate for this machine's loopback names, and its key. PEM. */
export interface LoopbackCertificate {
  readonly certificate: string;
  readonly privateKey: string;
  /** SHA-256 over the certificate, as browsers show it. */
  readonly fingerprint: string;
  /** Absolute path of the certificate without its key, for who wants to trust it. */
  readonly file: string;
}

/** Certificate and key, for their owner alone. */
const keptFile = 'loopback-certificate.pem';
/** The certificate by itself. */
const publicFile = 'loopback-certificate.crt';
/** Making one takes milliseconds; another program may just be at it. */
const lockMs = 5_000;
const day = 86_400_000;
/** Browsers refuse certificates of more than 398 days. */
const validDays = 365;
const renewDays = 14;

/**
 * The certificate of HTTPS redirects: the one in the data folder, or a new one where there is none that
 * is still good. The key stands in one file with it, for its owner alone, so that a browser that was told
 * to trust it once goes on doing so; beside it stands the certificate without the key, for browsers to import.
 * Nothing is ever installed.
 *
 * @param now epoch milliseconds
 * @throws AppError `STORE_FAILED` where the folder cannot be written, `STORE_BUSY`
 */
export async function loopbackCertificate(folder: string, now = Date.now()): Promise<LoopbackCertificate> {
  // Two programs that make one at the same time would serve two, of which a browser knows one.
  return withFileLock(join(folder, `${keptFile}.lock`), lockMs, async () => {
    const file = join(folder, publicFile);
    const kept = await readFile(join(folder, keptFile), 'utf8').then(readKept, () => null);
    const isGood = kept !== null && kept.validFrom <= now && kept.validTo > now + renewDays * day;
    const { certificate, privateKey } = isGood ? kept : await makeLoopbackCertificate(now);
    if (!isGood) await writeWhole(join(folder, keptFile), `${certificate}\n${privateKey}\n`, 0o600);
    const isPublic = await readFile(file, 'utf8').then(
      (text) => text === `${certificate}\n`,
      () => false,
    );
    if (!isPublic) await writeWhole(file, `${certificate}\n`, 0o644);
    return { certificate, privateKey, fingerprint: fingerprintOf(certificate), file };
  }).catch((thrown: unknown) => {
    throw storeError(thrown);
  });
}

/** Writes a file that nobody ever sees half. */
async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, text, { mode });
  await chmod(fresh, mode);
  await rename(fresh, file);
}

type KeyPair = Pick<LoopbackCertificate, 'certificate' | 'privateKey'>;

/** A new certificate, signed by itself, for the loopback names and nothing else. */
async function makeLoopbackCertificate(now: number): Promise<KeyPair> {
  const made = await selfSignedCertificate({
    privateJwk: (await generateKey('ES256')).privateJwk,
    commonName: 'Grantbench on this machine',
    dnsNames: ['localhost'],
    ipAddresses: ['127.0.0.1', '::1'],
    days: validDays,
    now,
  });
  return { certificate: made.certificatePem.trim(), privateKey: made.privatePem.trim() };
}

function readKept(text: string): (KeyPair & { validFrom: number; validTo: number }) | null {
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text)?.[0];
  const privateKey = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text)?.[0];
  if (certificate === undefined || privateKey === undefined) return null;
  try {
    const { validFrom, validTo } = new NodeCertificate(certificate);
    return { certificate, privateKey, validFrom: Date.parse(validFrom), validTo: Date.parse(validTo) };
  } catch {
    // Damaged: a new one takes its place.
    return null;
  }
}

function fingerprintOf(certificate: string): string {
  const hex = createHash('sha256').update(new NodeCertificate(certificate).raw).digest('hex').toUpperCase();
  return (hex.match(/../g) ?? []).join(':');
}
