import { noKey, passphraseError } from './key-error.ts';

/** One block of a PEM text. */
export interface PemBlock {
  /** “PRIVATE KEY”, “CERTIFICATE” … */
  readonly label: string;
  readonly der: Uint8Array<ArrayBuffer>;
}

const begin = /-----BEGIN ([A-Z0-9 ]{1,64})-----/g;

function decode(label: string, body: string): Uint8Array<ArrayBuffer> {
  if (/^\s*Proc-Type:[^\n]*ENCRYPTED/m.test(body)) {
    throw passphraseError(
      `The block “${label}” is locked in OpenSSL's old way (Proc-Type: 4,ENCRYPTED), which is not read here.`,
      'Convert it once: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out key.pem.',
    );
  }
  const text = body.replace(/\s/g, '');
  const foreign = text.search(/[^A-Za-z0-9+/=]/);
  if (foreign !== -1) {
    throw noKey(
      `The block “${label}” holds “${text.charAt(foreign)}” at character ${foreign + 1} of its Base64, which does not belong there.`,
      'Copy the whole file again, unchanged.',
    );
  }
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch (cause) {
    throw noKey(
      `The Base64 of the block “${label}” is cut off or has a character too many.`,
      'Copy the whole file again, from the BEGIN line to the END line.',
      cause,
    );
  }
}

/**
 * Divides a PEM text into its blocks, text between them passed over as RFC 7468 allows.
 *
 * @throws AppError `INPUT_KEY` where a block is damaged or cut off; `INPUT_PASSPHRASE` for OpenSSL's old encryption
 * @see https://www.rfc-editor.org/rfc/rfc7468#section-2
 */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (const match of text.matchAll(begin)) {
    const [line, label = ''] = match;
    const from = match.index + line.length;
    const end = text.indexOf(`-----END ${label}-----`, from);
    if (end === -1) {
      throw noKey(
        `The block “${label}” has no END line: the text is cut off.`,
        `Copy it whole, up to and including -----END ${label}-----.`,
      );
    }
    blocks.push({ label, der: decode(label, text.slice(from, end)) });
  }
  if (blocks.length === 0)
    throw noKey('There is a PEM line in it, but no block that begins properly.', 'Copy the whole file again, unchanged.');
  return blocks;
}

/** A DER structure as PEM, in lines of 64 characters. */
export function toPem(label: string, der: Uint8Array): string {
  const binary = Array.from(der, (byte) => String.fromCharCode(byte)).join('');
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
