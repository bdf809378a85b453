import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { AppError } from '../errors.ts';
import { derOf, readSequence } from './der.ts';
import { noKey, passphraseError, unsupportedKey } from './key-error.ts';
import { checkEncryption, checkIterations, passphraseBytes, unlockBag } from './unlock-key.ts';

/** What lay in a PKCS #12 file, in DER. */
export interface Pkcs12Content {
  readonly privateKeys: readonly Uint8Array<ArrayBuffer>[];
  readonly certificates: readonly Uint8Array<ArrayBuffer>[];
}

/** Bags of certificates lie in bags in theory; nobody nests deeper. */
const MAX_NESTING = 4;

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : '';
}

function openEnvelope(bytes: Uint8Array<ArrayBuffer>): pkijs.PFX {
  try {
    return pkijs.PFX.fromBER(bytes);
  } catch (cause) {
    throw noKey('This is no PKCS #12 file.', 'Give the .p12 or .pfx file as it was exported.', cause);
  }
}

/** Checks the seal over the whole file, which is also how a wrong passphrase is found. */
async function checkSeal(pfx: pkijs.PFX, passphrase: string | undefined): Promise<void> {
  checkIterations(pfx.macData?.iterations ?? 1);
  try {
    // Some programs seal an unprotected file with no passphrase, some with an empty one: it is the same to pkijs.
    await pfx.parseInternalValues({ password: passphraseBytes(passphrase ?? ''), checkIntegrity: pfx.macData !== undefined });
  } catch (cause) {
    if (!describe(cause).includes('Integrity')) throw noKey('The PKCS #12 file is damaged.', 'Export it again.', cause);
    throw passphrase === undefined || passphrase === ''
      ? passphraseError('The PKCS #12 file is locked with a passphrase.', 'Give the passphrase it was exported with.', cause)
      : passphraseError('The passphrase does not open the PKCS #12 file, or the file was changed.', 'Check the passphrase.', cause);
  }
}

/** The encryption of one part of the file, if it has one. */
function checkPart(part: pkijs.ContentInfo): void {
  if (part.contentType === pkijs.id_ContentType_EnvelopedData) {
    throw unsupportedKey('The PKCS #12 file is locked with a certificate instead of a passphrase.', 'Export it with a passphrase.');
  }
  if (part.contentType !== pkijs.id_ContentType_EncryptedData) return;
  // A copy: pkijs empties the structure it reads from.
  const copy = readSequence(derOf(part.content as asn1js.AsnType), 'PKCS #12 file');
  checkEncryption(new pkijs.EncryptedData({ schema: copy }).encryptedContentInfo.contentEncryptionAlgorithm);
}

async function collect(
  contents: pkijs.SafeContents,
  passphrase: string,
  into: { keys: Uint8Array<ArrayBuffer>[]; certificates: Uint8Array<ArrayBuffer>[] },
  depth: number,
): Promise<void> {
  for (const { bagValue } of contents.safeBags) {
    if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
      checkEncryption(bagValue.encryptionAlgorithm);
      into.keys.push(await unlockBag(bagValue, passphrase));
    } else if (bagValue instanceof pkijs.PrivateKeyInfo) {
      into.keys.push(derOf(bagValue.toSchema()));
    } else if (bagValue instanceof pkijs.CertBag) {
      const { certValue } = bagValue;
      if (bagValue.certId === pkijs.id_CertBag_X509Certificate && certValue instanceof asn1js.OctetString) {
        into.certificates.push(new Uint8Array(certValue.getValue()));
      }
    } else if (bagValue instanceof pkijs.SafeContents && depth < MAX_NESTING) {
      await collect(bagValue, passphrase, into, depth + 1);
    }
  }
}

/**
 * Opens a PKCS #12 (PFX) file: its private keys and certificates.
 *
 * @throws AppError `INPUT_PASSPHRASE` missing or wrong, `UNSUPPORTED` an old cipher, `INPUT_KEY` no such file or damaged
 * @see https://www.rfc-editor.org/rfc/rfc7292#section-4
 */
export async function readPkcs12(bytes: Uint8Array<ArrayBuffer>, passphrase: string | undefined): Promise<Pkcs12Content> {
  const pfx = openEnvelope(bytes);
  await checkSeal(pfx, passphrase);
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (safe === undefined) throw noKey('The PKCS #12 file is empty.', 'Export it again, with the private key.');
  const into: Parameters<typeof collect>[2] = { keys: [], certificates: [] };
  try {
    for (const part of safe.safeContents) checkPart(part);
    const password = passphraseBytes(passphrase ?? '');
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
    for (const { value } of safe.parsedValue?.safeContents ?? []) await collect(value, passphrase ?? '', into, 0);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw noKey('The PKCS #12 file is damaged inside.', 'Export it again.', thrown);
  }
  return { privateKeys: into.keys, certificates: into.certificates };
}
