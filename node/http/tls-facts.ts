import type { Certificate, TLSSocket } from 'node:tls';
import type { ClientCertificateFacts, TlsFacts } from '../../shared/model/exchange.ts';

/** What the handshake showed, whether or not it was then accepted. */
export function tlsFactsOf(socket: TLSSocket, clientCertificate: ClientCertificateFacts | null): TlsFacts {
  const certificate = socket.getPeerCertificate();
  const problem: unknown = socket.authorizationError;
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.standardName ?? '',
    authorized: socket.authorized,
    authorizationError: socket.authorized ? null : problem instanceof Error ? problem.message : String(problem ?? 'unknown'),
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    fingerprint256: certificate.fingerprint256 ?? '',
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
    clientCertificate,
  };
}

function distinguishedName(name: Certificate | undefined): string {
  if (name === undefined) return '';
  return Object.entries(name)
    .flatMap(([key, value]) => [value].flat().map((one) => `${key}=${one}`))
    .join(', ');
}

function isoDate(text: string | undefined): string {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? (text ?? '') : date.toISOString();
}
