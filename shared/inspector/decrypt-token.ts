import { compactDecrypt, errors, importJWK } from 'jose';
import { AppError } from '../errors.ts';
import { readKey } from '../keys/read-key.ts';
import type { TokenReading } from '../model/token-reading.ts';
import { contentEncryptions, keyManagementAlgorithms } from './algorithms.ts';
import { explainMembers } from './explain-claim.ts';
import { readJsonObject } from './json-object.ts';
import { readToken } from './read-token.ts';
import { type SecretEncoding, secretBytes } from './verification-key.ts';

/** What a token is to be opened with: a private key in whatever form {@link readKey} knows, or a shared secret or password. */
export type DecryptionKey =
  | { readonly kind: 'secret'; readonly secret: string; readonly encoding: SecretEncoding }
  | { readonly kind: 'text'; readonly text: string; readonly passphrase?: string };

interface DecryptInput {
  readonly token: string;
  readonly key: DecryptionKey;
  readonly clockSkewSeconds: number;
}

/** What was inside an encrypted token. */
export interface Decrypted {
  readonly text: string;
  /** A token inside, or claims that nobody signed; null where it is neither. */
  readonly reading: TokenReading | null;
  /** Which algorithms opened it. */
  readonly how: string;
}

/** Bytes a compressed token may unfold to; a few that unfold to gigabytes are an attack. */
const MAX_PLAINTEXT = 1_000_000;

/**
 * Opens an encrypted token (JWE compact).
 *
 * @throws AppError `INPUT_INVALID` where the key does not open it, or cannot be used for its algorithm;
 *   `UNSUPPORTED` for algorithms that are refused
 * @see https://www.rfc-editor.org/rfc/rfc7516#section-5.2
 */
export async function decryptToken({ token, key, clockSkewSeconds }: DecryptInput): Promise<Decrypted> {
  const { header } = readToken(token);
  const { alg, enc } = header ?? {};
  if (typeof alg !== 'string' || typeof enc !== 'string') {
    throw new AppError('INPUT_INVALID', {
      message: 'The header names no algorithm to open it with (alg, enc).',
      hint: 'Paste the whole token.',
    });
  }
  if (alg === 'RSA1_5') {
    throw new AppError('UNSUPPORTED', {
      message: 'RSA1_5 is refused: its padding lets an attacker decrypt by asking many times (RFC 8725 §3.2).',
      hint: 'Have the server encrypt with RSA-OAEP-256 or ECDH-ES.',
    });
  }
  const secret = /^(?:dir|A\d+(?:GCM)?KW|PBES2-)/.test(alg);
  if (secret !== (key.kind === 'secret') && key.kind === 'secret')
    throw wrongKey(alg, 'it takes a private key, and a shared secret was given');
  try {
    const imported = key.kind === 'secret' ? secretBytes(key.secret, key.encoding) : await importKey(key, alg);
    const { plaintext } = await compactDecrypt(token, imported, {
      keyManagementAlgorithms: [alg],
      maxPBES2Count: 1_000_000,
      maxDecompressedLength: MAX_PLAINTEXT,
    });
    const text = new TextDecoder().decode(plaintext);
    return { text, reading: readingOf(text, clockSkewSeconds), how: howWords(alg, enc) };
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (thrown instanceof errors.JWEDecryptionFailed) throw wrongKey(alg, 'it does not open this token, or the token was changed');
    throw wrongKey(alg, thrown instanceof Error ? thrown.message : 'it cannot be used');
  }
}

async function importKey({ text, passphrase }: Extract<DecryptionKey, { kind: 'text' }>, alg: string): Promise<CryptoKey | Uint8Array> {
  const { key } = await readKey(text, passphrase === undefined ? {} : { passphrase });
  if (key.kind === 'public') throw wrongKey(alg, 'it is a public key, which encrypts; opening takes the private one');
  const { key_ops: _operations, use: _use, ...members } = key.jwk;
  return await importJWK({ ...members, alg }, alg);
}

function readingOf(text: string, clockSkewSeconds: number): TokenReading | null {
  const inner = readToken(text, { clockSkewSeconds });
  if (inner.kind !== 'opaque') return inner;
  const { object } = readJsonObject(text);
  if (object === null) return null;
  return {
    ...inner,
    payload: object,
    claims: explainMembers('claims', object, Date.now()),
    findings: [],
    signature: { status: 'not_checked', reason: 'The claims inside are not signed: whoever has the public key can have written them.' },
    error: undefined,
  } as TokenReading;
}

function howWords(alg: string, enc: string): string {
  return [`${alg}: ${keyManagementAlgorithms.get(alg) ?? 'key management'}`, `${enc}: ${contentEncryptions.get(enc) ?? 'encryption'}`].join(
    '; ',
  );
}

function wrongKey(alg: string, reason: string): AppError {
  return new AppError('INPUT_INVALID', {
    message: `The key cannot open this token (${alg}): ${reason}.`,
    hint: 'Use the private key, or the secret, of whom the token was encrypted for.',
  });
}
