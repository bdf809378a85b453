import { errors, type FlattenedJWE, flattenedDecrypt, importJWK } from 'jose';
import { AppError } from '../errors.ts';
import { modulusBits } from '../keys/describe-key.ts';
import { readKey } from '../keys/read-key.ts';
import { contentEncryptions, keyManagementAlgorithms } from './algorithms.ts';
import { clientSecretKey } from './client-secret-key.ts';
import { type SecretEncoding, secretBytes } from './verification-key.ts';

/**
 * What a token is to be opened with: a private key in whatever form {@link readKey} knows, a shared secret or
 * password, or a client secret of which the key is made ({@link clientSecretKey}).
 */
export type DecryptionKey =
  | { readonly kind: 'secret'; readonly secret: string; readonly encoding: SecretEncoding }
  | { readonly kind: 'client_secret'; readonly secret: string }
  | { readonly kind: 'text'; readonly text: string; readonly passphrase?: string };

/** A token as it was encrypted for one recipient, and the header parameters that count for it, protected or not. */
export interface EncryptedInput {
  readonly jwe: FlattenedJWE;
  readonly header: Readonly<Record<string, unknown>>;
}

/** Bytes a compressed token may unfold to; a few that unfold to gigabytes are an attack. */
const MAX_PLAINTEXT = 1_000_000;
/** Times a password may be hashed; who writes the header decides how long we would be busy. */
const MAX_PBES2_COUNT = 1_000_000;
const MIN_RSA_BITS = 2048;

/** Why a token is not opened whatever the key, or null. */
function refusal({ alg, enc, p2c, zip, crit }: EncryptedInput['header']): AppError | null {
  if (typeof alg !== 'string' || typeof enc !== 'string') {
    return new AppError('INPUT_INVALID', {
      message: 'The header names no algorithm to open it with (alg, enc).',
      hint: 'Paste the whole token.',
    });
  }
  const unsupported = (message: string, hint: string) => new AppError('UNSUPPORTED', { message, hint });
  if (alg === 'RSA1_5') {
    return unsupported(
      'RSA1_5 is refused: its padding lets an attacker decrypt by asking many times (RFC 8725 §3.2).',
      'Have the server encrypt with RSA-OAEP-256 or ECDH-ES.',
    );
  }
  const known = 'Have the server encrypt with an algorithm of RFC 7518.';
  if (!keyManagementAlgorithms.has(alg)) return unsupported(`“${alg}” is no registered algorithm to encrypt a key with (alg).`, known);
  if (!contentEncryptions.has(enc)) return unsupported(`“${enc}” is no registered content encryption (enc).`, known);
  if (alg.startsWith('PBES2-') && typeof p2c === 'number' && p2c > MAX_PBES2_COUNT) {
    return unsupported(
      `The password is to be hashed ${p2c} times (p2c); more than ${MAX_PBES2_COUNT} is refused, because it only keeps this machine busy (RFC 7518 §4.8.1.2).`,
      'Have the token made with a smaller count.',
    );
  }
  if (crit !== undefined) {
    return unsupported(
      'The header marks extensions as critical that are not understood here; such a token must be refused (RFC 7516 §4.1.13).',
      'Have the token made without them.',
    );
  }
  if (zip !== undefined && zip !== 'DEF') return unsupported('The content is compressed in a way nobody registered (zip).', known);
  return null;
}

async function importKey({ text, passphrase }: Extract<DecryptionKey, { kind: 'text' }>, alg: string): Promise<CryptoKey | Uint8Array> {
  const { key } = await readKey(text, passphrase === undefined ? {} : { passphrase });
  if (key.kind === 'public') throw wrongKey(alg, 'it is a public key, which encrypts; opening takes the private one');
  if (key.jwk.kty === 'RSA' && modulusBits(key.jwk.n ?? '') < MIN_RSA_BITS) {
    throw new AppError('UNSUPPORTED', {
      message: `The RSA key has ${modulusBits(key.jwk.n ?? '')} bits; ${alg} must not be used with fewer than ${MIN_RSA_BITS} (RFC 7518 §4.3).`,
      hint: 'Register a longer key, or one on an elliptic curve.',
    });
  }
  const { key_ops: _operations, use: _use, ...members } = key.jwk;
  return await importJWK({ ...members, alg }, alg);
}

async function keyToOpen(key: DecryptionKey, alg: string, enc: string): Promise<CryptoKey | Uint8Array> {
  switch (key.kind) {
    case 'text':
      return importKey(key, alg);
    case 'secret':
      return secretBytes(key.secret, key.encoding);
    case 'client_secret': {
      const made = key.secret === '' ? null : await clientSecretKey(key.secret, alg, enc);
      if (made !== null) return made;
      throw wrongKey(alg, key.secret === '' ? 'the client secret is empty' : 'no key for it is made of a client secret');
    }
  }
}

function wrongKey(alg: string, reason: string): AppError {
  return new AppError('INPUT_INVALID', {
    message: `The key cannot open this token (${alg}): ${reason}.`,
    hint: 'Use the private key, or the secret, of whom the token was encrypted for.',
  });
}

/** Which algorithms opened it, in words. */
function howWords(alg: string, enc: string): string {
  return `${alg}: ${keyManagementAlgorithms.get(alg) ?? 'key management'}; ${enc}: ${contentEncryptions.get(enc) ?? 'encryption'}`;
}

/**
 * Opens what was encrypted for one recipient.
 *
 * @throws AppError `INPUT_INVALID` where the key does not open it, or cannot be used for its algorithm;
 *   `UNSUPPORTED` for what is refused whatever the key
 * @see https://www.rfc-editor.org/rfc/rfc7516#section-5.2
 */
export async function decryptRecipient({ jwe, header }: EncryptedInput, key: DecryptionKey): Promise<{ text: string; how: string }> {
  const refused = refusal(header);
  if (refused !== null) throw refused;
  const [alg, enc] = [String(header.alg), String(header.enc)];
  const shared = /^(?:dir|A\d+(?:GCM)?KW|PBES2-)/.test(alg);
  if (!shared && key.kind !== 'text') throw wrongKey(alg, 'it takes a private key, and a shared secret was given');
  try {
    const imported = await keyToOpen(key, alg, enc);
    const { plaintext } = await flattenedDecrypt(jwe, imported, {
      keyManagementAlgorithms: [alg],
      maxPBES2Count: MAX_PBES2_COUNT,
      maxDecompressedLength: MAX_PLAINTEXT,
    });
    return { text: new TextDecoder().decode(plaintext), how: howWords(alg, enc) };
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (thrown instanceof errors.JWEDecryptionFailed) throw wrongKey(alg, 'it does not open this token, or the token was changed');
    if (thrown instanceof errors.JWEInvalid && header.zip !== undefined && /decompress/i.test(thrown.message)) throw badCompression();
    throw wrongKey(alg, thrown instanceof Error ? thrown.message : 'it cannot be used');
  }
}

function badCompression(): AppError {
  return new AppError('UNSUPPORTED', {
    message: `The content is compressed, and unfolds to more than ${MAX_PLAINTEXT} bytes or to nothing whole; RFC 8725 §3.6 advises against compression.`,
    hint: 'Have the token made without compression (zip).',
  });
}
