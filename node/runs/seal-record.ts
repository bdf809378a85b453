import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The key that seals, and its name. */
export interface SealKey {
  readonly id: string;
  readonly secret: KeyObject;
}

/** First byte of every sealed value: how what is inside is written. */
const DEFLATED = 1;
const PLAIN = 2;

/**
 * Seals data with AES-256-GCM under a fresh random nonce: form, nonce, tag, ciphertext.
 *
 * @param context what the data belongs to; it must be the same when opened, so that a sealed value
 * cannot be moved to another place
 * @param form `plain` for small data of which thousands are opened at once: inflating costs as much as decrypting
 * @see https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf
 */
export function seal(key: KeyObject, context: readonly unknown[], data: unknown, form: 'deflated' | 'plain' = 'deflated'): Buffer {
  const first = form === 'plain' ? PLAIN : DEFLATED;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(JSON.stringify([first, ...context])));
  // Templates repeat themselves a lot; the lowest level takes most of that for little time.
  const text = JSON.stringify(data);
  const plain = form === 'plain' ? Buffer.from(text) : deflateRawSync(text, { level: 1 });
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(first), nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` made. @throws Error when key, context or data are not the ones it was sealed with */
export function unseal(key: KeyObject, context: readonly unknown[], sealed: Uint8Array): unknown {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const [first] = bytes;
  if ((first !== DEFLATED && first !== PLAIN) || bytes.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('not a sealed value');
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(JSON.stringify([first, ...context])));
  decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES));
  const plain = Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse((first === PLAIN ? plain : inflateRawSync(plain)).toString('utf8'));
}
