import { X509Certificate } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { readText } from './read-secret.ts';

/**
 * The PEM certificates in a file, checked to be some.
 *
 * @throws AppError `INPUT_INVALID`
 */
export function readCertificates(file: string): string {
  const text = readText(file, '--ca-file');
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (cause) {
    throw new AppError('INPUT_INVALID', {
      message: `${file} of --ca-file holds a broken certificate.`,
      hint: 'Export it again, as PEM.',
      cause,
    });
  }
  if (certificates.length > 0) return text;
  throw new AppError('INPUT_INVALID', {
    message: `${file} of --ca-file holds no PEM certificate.`,
    hint: 'It must have lines with BEGIN CERTIFICATE.',
  });
}
