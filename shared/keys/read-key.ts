import { AppError } from '../errors.ts';
import { LONG_TEXT } from '../model/text-limits.ts';
import type { CertificateFacts } from './certificate-facts.ts';
import { describeKey } from './describe-key.ts';
import { noKey } from './key-error.ts';
import type { KeyFormat, KeyReading, KnownJwk, ReadKey } from './key-reading.ts';
import { pemBlocks } from './pem-blocks.ts';
import { readJwk } from './read-jwk.ts';

export interface ReadKeyOptions {
  /** Opens an encrypted private key or a PKCS #12 file. */
  readonly passphrase?: string;
  /** Chooses among several keys. */
  readonly kid?: string;
}

/** Keys and certificates as they were found, before one is chosen. */
interface Found {
  readonly format: KeyFormat;
  readonly jwks: readonly KnownJwk[];
  readonly certificates: readonly Uint8Array<ArrayBuffer>[];
  readonly passedOver: readonly string[];
}

const giveKey = 'Give a key in PEM, a JWK or JWK Set, a certificate, or a PKCS #12 file (.p12, .pfx).';

/** More than any key set has; each costs an import. */
const MAX_KEYS = 100;

async function foundInPem(text: string, passphrase: string | undefined): Promise<Found> {
  const blocks = pemBlocks(text);
  // What reads DER is large: the command line and the screen load it when a PEM is there.
  const { pkcs1PrivateToJwk, pkcs1PublicToJwk, pkcs8ToJwk, sec1ToJwk, spkiToJwk } = await import('./der-key.ts');
  const jwks: KnownJwk[] = [];
  const certificates: Uint8Array<ArrayBuffer>[] = [];
  const passedOver: string[] = [];
  for (const { label, der } of blocks) {
    switch (label) {
      case 'PRIVATE KEY':
        jwks.push(await pkcs8ToJwk(der));
        break;
      case 'ENCRYPTED PRIVATE KEY': {
        const { unlockPkcs8 } = await import('./unlock-key.ts');
        jwks.push(await pkcs8ToJwk(await unlockPkcs8(der, passphrase)));
        break;
      }
      case 'RSA PRIVATE KEY':
        jwks.push(await pkcs1PrivateToJwk(der));
        break;
      case 'EC PRIVATE KEY':
        jwks.push(await sec1ToJwk(der));
        break;
      case 'PUBLIC KEY':
        jwks.push(await spkiToJwk(der));
        break;
      case 'RSA PUBLIC KEY':
        jwks.push(await pkcs1PublicToJwk(der));
        break;
      case 'CERTIFICATE':
      case 'X509 CERTIFICATE':
      case 'TRUSTED CERTIFICATE':
        certificates.push(der);
        break;
      case 'EC PARAMETERS':
        // OpenSSL writes it before the key, which names its curve itself.
        break;
      case 'OPENSSH PRIVATE KEY':
        throw new AppError('UNSUPPORTED', {
          message: 'This is a key of OpenSSH in its own format, which is not read here.',
          hint: 'Convert a copy: ssh-keygen -p -m PKCS8 -f copy-of-key.',
        });
      case 'CERTIFICATE REQUEST':
      case 'NEW CERTIFICATE REQUEST':
        throw noKey('This is a request for a certificate, not a key or a certificate.', giveKey);
      default:
        passedOver.push(`A block “${label}” is not read here.`);
    }
  }
  return { format: 'pem', jwks, certificates, passedOver };
}

async function foundInJson(text: string): Promise<Found> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw noKey('It looks like JSON and is broken.', 'Copy the JWK or JWK Set again, whole and unchanged.', cause);
  }
  if (typeof json !== 'object' || json === null || !('keys' in json)) {
    return { format: 'jwk', jwks: [await readJwk(json)], certificates: [], passedOver: [] };
  }
  if (!Array.isArray(json.keys)) throw noKey('“keys” of the JWK Set is no list.', 'Give the set as {"keys": […]} (RFC 7517 §5).');
  const jwks: KnownJwk[] = [];
  const passedOver: string[] = [];
  for (const [index, key] of json.keys.slice(0, MAX_KEYS).entries()) {
    try {
      jwks.push(await readJwk(key));
    } catch (thrown) {
      // A set may hold keys of kinds we do not know; the others are still good (RFC 7517 §5).
      if (!(thrown instanceof AppError)) throw thrown;
      passedOver.push(`Key ${index + 1} of the set: ${thrown.message}`);
    }
  }
  if (json.keys.length > MAX_KEYS) passedOver.push(`Only the first ${MAX_KEYS} of ${json.keys.length} keys were read.`);
  return { format: 'jwks', jwks, certificates: [], passedOver };
}

/** Bytes that are no text: DER of a certificate, a key, or a PKCS #12 file, told apart by what can be read. */
async function foundInDer(bytes: Uint8Array<ArrayBuffer>, passphrase: string | undefined): Promise<Found> {
  const { kindOfDer } = await import('./kind-of-der.ts');
  const kind = kindOfDer(bytes);
  const { pkcs1PrivateToJwk, pkcs8ToJwk, sec1ToJwk, spkiToJwk } = await import('./der-key.ts');
  const nothing = { format: 'der', jwks: [], certificates: [], passedOver: [] } as const;
  switch (kind) {
    case 'pkcs12': {
      const { readPkcs12 } = await import('./read-pkcs12.ts');
      const { privateKeys, certificates } = await readPkcs12(bytes, passphrase);
      return { format: 'pkcs12', jwks: await Promise.all(privateKeys.map(pkcs8ToJwk)), certificates, passedOver: [] };
    }
    case 'certificate':
      return { ...nothing, certificates: [bytes] };
    case 'pkcs8':
      return { ...nothing, jwks: [await pkcs8ToJwk(bytes)] };
    case 'encrypted pkcs8': {
      const { unlockPkcs8 } = await import('./unlock-key.ts');
      return { ...nothing, jwks: [await pkcs8ToJwk(await unlockPkcs8(bytes, passphrase))] };
    }
    case 'spki':
      return { ...nothing, jwks: [await spkiToJwk(bytes)] };
    case 'pkcs1':
      return { ...nothing, jwks: [await pkcs1PrivateToJwk(bytes)] };
    case 'sec1':
      return { ...nothing, jwks: [await sec1ToJwk(bytes)] };
    case null:
      throw noKey('These bytes are neither text nor a key, certificate or PKCS #12 file in DER.', giveKey);
  }
}

function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A binary file that was pasted as Base64, which is how a PKCS #12 file is kept in a keychain. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const bare = text.replace(/\s/g, '').replace(/^data:[^,]*;base64,/, '');
  if (!/^M[A-Za-z0-9+/]+={0,2}$/.test(bare)) return null;
  try {
    return Uint8Array.from(atob(bare), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

async function find(input: string | Uint8Array<ArrayBuffer>, passphrase: string | undefined): Promise<Found> {
  const text = typeof input === 'string' ? input : asText(input);
  const trimmed = text?.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') throw noKey('There is nothing here.', giveKey);
  if (trimmed?.includes('-----BEGIN ')) return await foundInPem(trimmed, passphrase);
  if (trimmed?.startsWith('{') || trimmed?.startsWith('[')) return await foundInJson(trimmed);
  const der = trimmed === undefined ? null : fromBase64(trimmed);
  if (der !== null) return await foundInDer(der, passphrase);
  if (typeof input !== 'string') return await foundInDer(input, passphrase);
  throw noKey('This is neither PEM nor JSON nor the Base64 of a key.', giveKey);
}

function choose(keys: readonly ReadKey[], kid: string | undefined): ReadKey | undefined {
  if (kid !== undefined && keys.some(({ jwk }) => jwk.kid !== undefined)) {
    const named = keys.find(({ jwk }) => jwk.kid === kid);
    if (named !== undefined) return named;
    const kids = keys.flatMap(({ jwk }) => (jwk.kid === undefined ? [] : [`“${jwk.kid}”`]));
    throw noKey(`No key has the kid “${kid}”; there are ${kids.join(', ')}.`, 'Give one of these, or leave the kid out.');
  }
  return keys.find(({ kind }) => kind === 'private') ?? keys[0];
}

async function readCertificates(ders: readonly Uint8Array<ArrayBuffer>[]): Promise<CertificateFacts[]> {
  if (ders.length === 0) return [];
  const { readCertificate } = await import('./read-certificate.ts');
  return await Promise.all(ders.map(readCertificate));
}

/**
 * Reads a key, in whatever form it comes: PEM (PKCS #8, encrypted PKCS #8, SPKI, PKCS #1, SEC 1,
 * certificate; several blocks in one text), DER, JWK, JWK Set, PKCS #12 (bytes, or pasted as Base64).
 * The whole is checked: what is returned can be imported.
 *
 * @throws AppError `INPUT_KEY` what is wrong with it, `INPUT_PASSPHRASE` locked or not the right passphrase,
 *   `UNSUPPORTED` a kind nothing here computes with, `INPUT_TOO_LARGE`
 * @see https://www.rfc-editor.org/rfc/rfc7517
 */
export async function readKey(input: string | Uint8Array<ArrayBuffer>, options: ReadKeyOptions = {}): Promise<KeyReading> {
  if (input.length > LONG_TEXT) throw new AppError('INPUT_TOO_LARGE', { message: 'No key file is that large.', hint: giveKey });
  const { format, jwks, certificates: ders, passedOver } = await find(input, options.passphrase);
  const certificates = await readCertificates(ders);
  const described = await Promise.all(jwks.map(describeKey));
  const ofCertificates = certificates.flatMap(({ publicJwk }) => (publicJwk === null ? [] : [publicJwk]));
  const keys = described.length > 0 ? described : await Promise.all(ofCertificates.map(describeKey));
  const key = choose(keys, options.kid);
  if (key === undefined) {
    const [reason] = passedOver;
    throw noKey(
      reason ?? (certificates.length > 0 ? 'The key of the certificate is of a kind not supported here.' : 'There is no key in it.'),
      giveKey,
    );
  }
  const { inChainOrder } = certificates.length > 0 ? await import('./read-certificate.ts') : { inChainOrder: () => [] };
  return { format, key, keys, passedOver, certificates: inChainOrder(certificates, key.thumbprint) };
}
