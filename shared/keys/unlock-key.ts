import type * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { childrenOf, derOf, readSequence } from './der.ts';
import { noKey, passphraseError, unsupportedKey } from './key-error.ts';

/** Files made to keep a computer busy name billions; the strictest advice of today is under a million. */
const MAX_ITERATIONS = 10_000_000;

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';

/** Passphrase encryptions that old programs wrote, and that Web Crypto has not. */
const oldEncryptions: Record<string, string> = {
  '1.2.840.113549.1.12.1.1': 'RC4',
  '1.2.840.113549.1.12.1.2': 'RC4',
  '1.2.840.113549.1.12.1.3': '3DES with SHA-1',
  '1.2.840.113549.1.12.1.4': '3DES with SHA-1',
  '1.2.840.113549.1.12.1.5': 'RC2',
  '1.2.840.113549.1.12.1.6': 'RC2 with 40 bits',
  '1.2.840.113549.1.5.3': 'DES with MD5',
  '1.2.840.113549.1.5.10': 'DES with SHA-1',
};

const convert =
  'Convert it once: openssl pkcs12 -legacy -in old.p12 -nodes -out all.pem, then openssl pkcs12 -export -in all.pem -out new.p12; for a PEM key: openssl pkcs8 -topk8 -v2 aes-256-cbc.';

/**
 * Refuses a passphrase encryption that cannot be undone here, before anything is computed.
 *
 * @throws AppError `UNSUPPORTED` an old cipher, or a work factor that is an attack
 */
export function checkEncryption(algorithm: pkijs.AlgorithmIdentifier): void {
  const { algorithmId, algorithmParams } = algorithm;
  if (algorithmId !== PBES2) {
    const name = oldEncryptions[algorithmId] ?? algorithmId;
    throw unsupportedKey(`It is locked with ${name}, which is broken or unknown and not supported here.`, convert);
  }
  const parameters = new pkijs.PBES2Params({ schema: algorithmParams });
  if (parameters.keyDerivationFunc.algorithmId !== PBKDF2) {
    throw unsupportedKey('It is locked by scrypt or another derivation that Web Crypto has not; only PBKDF2 is read.', convert);
  }
  const { iterationCount } = new pkijs.PBKDF2Params({ schema: parameters.keyDerivationFunc.algorithmParams });
  checkIterations(iterationCount);
}

/** @throws AppError `UNSUPPORTED` where deriving the key would be an attack on this machine */
export function checkIterations(count: number): void {
  if (count > MAX_ITERATIONS) {
    throw unsupportedKey(`It wants ${count} rounds of key derivation; more than ${MAX_ITERATIONS} is taken for an attack.`, convert);
  }
}

/** The bytes of a passphrase, as PKCS #5 and PKCS #12 take them. */
export function passphraseBytes(passphrase: string): ArrayBuffer {
  return new TextEncoder().encode(passphrase).buffer;
}

/**
 * Unlocks an encrypted PKCS #8 key.
 *
 * @returns the PKCS #8 key in DER
 * @throws AppError `INPUT_PASSPHRASE` missing or wrong, `UNSUPPORTED` an old cipher, `INPUT_KEY` damaged
 * @see https://www.rfc-editor.org/rfc/rfc5958#section-3
 */
export async function unlockPkcs8(der: Uint8Array<ArrayBuffer>, passphrase: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const structure = readSequence(der, 'encrypted private key');
  if (childrenOf(structure).length !== 2) {
    throw noKey('The encrypted private key is damaged.', 'Copy the whole file again, unchanged.');
  }
  const bag = shroudedKey(structure);
  checkEncryption(bag.encryptionAlgorithm);
  if (passphrase === undefined || passphrase === '') {
    throw passphraseError('The private key is locked with a passphrase.', 'Give the passphrase.');
  }
  return await unlockBag(bag, passphrase);
}

function shroudedKey(schema: asn1js.Sequence): pkijs.PKCS8ShroudedKeyBag {
  try {
    return new pkijs.PKCS8ShroudedKeyBag({ schema });
  } catch (cause) {
    throw noKey('The encrypted private key is damaged.', 'Copy the whole file again, unchanged.', cause);
  }
}

/** Unlocks a bag whose encryption was checked. */
export async function unlockBag(bag: pkijs.PKCS8ShroudedKeyBag, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const content = new pkijs.EncryptedContentInfo({
      contentEncryptionAlgorithm: bag.encryptionAlgorithm,
      encryptedContent: bag.encryptedData,
    });
    const opened = await new pkijs.EncryptedData({ encryptedContentInfo: content }).decrypt({ password: passphraseBytes(passphrase) });
    return derOf(pkijs.PrivateKeyInfo.fromBER(opened).toSchema());
  } catch (cause) {
    throw passphraseError(
      'The passphrase does not open the private key.',
      'Check the passphrase; capital letters and spaces count.',
      cause,
    );
  }
}
