import { exportJWK, importPKCS8, importSPKI, importX509, type JWK } from 'jose';
import { AppError } from '../errors.ts';
import type { AnyJwk } from './verification-key.ts';

const block = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/;

/** One algorithm for each kind of key we read: importing needs a name, and a PEM does not tell its own. */
const candidates = ['RS256', 'ES256', 'ES384', 'ES512', 'Ed25519'] as const;

/** DER of the identifier of RSA keys (rsaEncryption, without parameters' content). */
const rsaIdentifier = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

function unreadable(message: string, hint: string, cause?: unknown): AppError {
  return new AppError('INPUT_INVALID', { message, hint, cause });
}

function der(tag: number, content: readonly number[]): number[] {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return [tag, ...size, ...content];
}

/** Puts a bare RSA key (PKCS #1) into the envelope that Web Crypto reads. */
function wrapRsa(base64: string): string {
  const key = Array.from(atob(base64), (character) => character.charCodeAt(0));
  const envelope = der(0x30, [...rsaIdentifier, ...der(0x03, [0, ...key])]);
  return `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...envelope))}\n-----END PUBLIC KEY-----`;
}

function importer(label: string, base64: string): (alg: string) => Promise<CryptoKey> {
  const pem = `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----`;
  switch (label) {
    case 'PUBLIC KEY':
      return (alg) => importSPKI(pem, alg);
    case 'CERTIFICATE':
      return (alg) => importX509(pem, alg, { extractable: true });
    case 'PRIVATE KEY':
      return (alg) => importPKCS8(pem, alg, { extractable: true });
    case 'RSA PUBLIC KEY':
      return (alg) => importSPKI(wrapRsa(base64), alg);
    case 'ENCRYPTED PRIVATE KEY':
      throw unreadable('The private key is locked with a passphrase.', 'Give the public key: openssl pkey -in key.pem -pubout.');
    default:
      throw unreadable(`A PEM block “${label}” is not read here.`, 'Give the public key: openssl pkey -in key.pem -pubout.');
  }
}

/**
 * Reads the first key or certificate of a PEM text as a public JSON Web Key.
 *
 * @throws AppError `INPUT_INVALID` where there is none that can be read
 * @see https://www.rfc-editor.org/rfc/rfc7468
 */
export async function pemToJwk(pem: string): Promise<AnyJwk> {
  const [, label, body] = block.exec(pem) ?? [];
  if (label === undefined || body === undefined) {
    throw unreadable('The PEM text is cut off or damaged.', 'Paste all of it, from the BEGIN line to the END line.');
  }
  let failure: unknown;
  try {
    const importAs = importer(label, body.replace(/\s/g, ''));
    for (const alg of candidates) {
      try {
        return publicHalf(await exportJWK(await importAs(alg)));
      } catch (thrown) {
        failure = thrown;
      }
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    failure = thrown;
  }
  throw unreadable(
    `The PEM block “${label}” cannot be read as a key.`,
    'It must be an RSA, P-256, P-384, P-521 or Ed25519 key, complete and undamaged.',
    failure,
  );
}

function publicHalf({ kty, n, e, crv, x, y }: JWK): AnyJwk {
  if (kty === undefined) throw new TypeError('the exported key has no type');
  return { kty, ...(n !== undefined && { n, e }), ...(crv !== undefined && { crv, x }), ...(y !== undefined && { y }) };
}
