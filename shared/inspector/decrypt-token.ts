import { AppError } from '../errors.ts';
import type { TokenReading } from '../model/token-reading.ts';
import { decryptJson } from './decrypt-json.ts';
import { type DecryptionKey, decryptRecipient } from './decrypt-recipient.ts';
import { explainMembers } from './explain-members.ts';
import { inspectToken } from './inspect-token.ts';
import { readJsonObject } from './json-object.ts';
import { readToken } from './read-token.ts';

export type { DecryptionKey } from './decrypt-recipient.ts';

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
  /** Which algorithms opened it, and for which of several recipients. */
  readonly how: string;
}

/**
 * Opens an encrypted token: JWE compact, or as JSON, flattened or general.
 *
 * @throws AppError `INPUT_INVALID` where the key does not open it, or cannot be used for its algorithm;
 *   `UNSUPPORTED` for algorithms that are refused; `TOKEN_MALFORMED` for JSON that is no JWE
 * @see https://www.rfc-editor.org/rfc/rfc7516#section-5.2
 */
export async function decryptToken({ token, key, clockSkewSeconds }: DecryptInput): Promise<Decrypted> {
  const trimmed = token.trim();
  const { text, how } = trimmed.startsWith('{') ? await decryptJson(trimmed, key) : await decryptCompact(trimmed, key);
  return { text, reading: await readingOf(text, clockSkewSeconds), how };
}

async function decryptCompact(token: string, key: DecryptionKey): Promise<{ text: string; how: string }> {
  const { kind, header, error } = readToken(token);
  if (kind !== 'jwe' || error !== undefined) {
    throw new AppError('TOKEN_MALFORMED', { message: error?.message ?? 'This is no encrypted token.' });
  }
  const [sealed = '', encryptedKey = '', iv = '', ciphertext = '', tag = ''] = token.split('.');
  const jwe = {
    protected: sealed,
    ciphertext,
    ...(encryptedKey !== '' && { encrypted_key: encryptedKey }),
    ...(iv !== '' && { iv }),
    ...(tag !== '' && { tag }),
  };
  return await decryptRecipient({ jwe, header: header ?? {} }, key);
}

async function readingOf(text: string, clockSkewSeconds: number): Promise<TokenReading | null> {
  const inner = await inspectToken(text, { clockSkewSeconds });
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
