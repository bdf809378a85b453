import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls';
import { AppError } from '../../shared/errors.ts';
import type { ClientCertificateFacts } from '../../shared/model/exchange.ts';
import type { ClientCertificate } from '../../shared/ports.ts';

/** A client certificate that is known to work: readable, of this key, valid today. */
export interface ClientIdentity {
  readonly facts: ClientCertificateFacts;
  readonly options: Pick<SecureContextOptions, 'cert' | 'key' | 'passphrase' | 'pfx'>;
}

/**
 * Checks everything about a certificate before a byte is sent: OpenSSL would report some of it in riddles, and a server
 * the rest as "bad certificate".
 *
 * @throws AppError `INPUT_CERTIFICATE`
 */
export function createClientIdentity(certificate: ClientCertificate): ClientIdentity {
  switch (certificate.kind) {
    case 'pem':
      return identityOfPem(certificate.cert, certificate.key, certificate.passphrase);
    case 'pfx':
      return identityOfPfx(certificate.pfx, certificate.passphrase);
  }
}

function identityOfPem(cert: string, key: string, passphrase: string | undefined): ClientIdentity {
  const chain = readChain(cert);
  const privateKey = readKey(key, passphrase);
  const own = chain.find((one) => one.checkPrivateKey(privateKey));
  if (own === undefined) {
    const named = chain[0] === undefined ? '' : ` (${oneLine(chain[0].subject)})`;
    throw unusable(
      `The private key does not belong to the client certificate${named}.`,
      'Give the key that was made with this certificate, or the other certificate.',
    );
  }
  // TLS wants the client's own certificate first; files come in any order.
  const ordered = [own, ...chain.filter((one) => one !== own)];
  return {
    facts: factsOf(own),
    options: { cert: ordered.map(String).join(''), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
  };
}

function readChain(cert: string): X509Certificate[] {
  const blocks = cert.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g);
  if (blocks === null) throw unusable('The client certificate cannot be read: there is no "-----BEGIN CERTIFICATE-----" in it.');
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block);
    } catch (cause) {
      throw unusable(`The client certificate cannot be read: number ${index + 1} of ${blocks.length} is damaged.`, undefined, cause);
    }
  });
}

function readKey(key: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: inLines(key), ...(passphrase !== undefined && passphrase !== '' && { passphrase }) });
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ERR_MISSING_PASSPHRASE' || /ENCRYPTED/.test(key)) {
      throw unusable(
        passphrase === undefined || passphrase === ''
          ? 'The private key of the client certificate is encrypted, and there is no passphrase for it.'
          : 'The passphrase does not open the private key of the client certificate.',
        'Enter the passphrase of the key.',
        cause,
      );
    }
    throw unusable(
      'The private key of the client certificate cannot be read.',
      'Give it in PEM form, from "-----BEGIN PRIVATE KEY-----" to its END line.',
      cause,
    );
  }
}

function identityOfPfx(pfx: Uint8Array, passphrase: string): ClientIdentity {
  const options = { pfx: Buffer.from(pfx), passphrase };
  try {
    const secureContext = createSecureContext(options);
    // The one documented way to see what a context holds: a socket that is never connected.
    const socket = new TLSSocket(new Duplex({ read() {}, write() {} }), { secureContext });
    const own = socket.getX509Certificate();
    socket.destroy();
    if (own === undefined) throw unusable('The PKCS #12 file holds no certificate with a private key.');
    return { facts: factsOf(own), options };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? cause.message : '';
    if (/mac verify failure|bad decrypt|invalid password/i.test(reason)) {
      throw unusable('The passphrase does not open the PKCS #12 file.', 'Enter the passphrase it was exported with.', cause);
    }
    if (/unsupported/i.test(reason)) {
      throw unusable(
        'The PKCS #12 file is encrypted in a way that is no longer considered safe (RC2 or 3DES).',
        'Export it again with AES, for example with "openssl pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12".',
        cause,
      );
    }
    throw unusable('The PKCS #12 file cannot be read.', 'Choose a .p12 or .pfx file with certificate and private key.', cause);
  }
}

/** @throws AppError where it is not valid now */
function factsOf(own: X509Certificate): ClientCertificateFacts {
  const now = Date.now();
  const subject = oneLine(own.subject);
  if (own.validToDate.getTime() < now) {
    throw unusable(
      `The client certificate (${subject}) expired on ${own.validToDate.toISOString().slice(0, 10)}.`,
      'Get a new one from whoever issued it.',
    );
  }
  if (own.validFromDate.getTime() > now) {
    throw unusable(
      `The client certificate (${subject}) is not valid before ${own.validFromDate.toISOString()}.`,
      'Check this machine’s clock, then the certificate.',
    );
  }
  return { subject, thumbprint256: createHash('sha256').update(own.raw).digest('base64url') };
}

/** A key that went through a one-line field has lost the line breaks OpenSSL insists on. Its Base64 has not. */
function inLines(pem: string): string {
  return pem.replace(/-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g, (_whole, label: string, body: string) => {
    const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  });
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

function unusable(message: string, hint?: string, cause?: unknown): AppError {
  return new AppError('INPUT_CERTIFICATE', { message, ...(hint !== undefined && { hint }), cause });
}
