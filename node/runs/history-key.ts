import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { SecretStore } from '../../shared/ports.ts';

const KEY_BYTES = 32;

/**
 * Account of a key. Each key has a name of its own, which its database holds: several data folders
 * share one keychain, and a wiped history gets a new key without a moment in which neither is there.
 */
export const keyAccount = (keyId: string): string => `history/key-${keyId}`;

export const newKeyId = (): string => randomUUID();

function decode(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length === KEY_BYTES) return new Uint8Array(bytes);
  throw wrongKey();
}

/** The item is there, but it is not the key that history is sealed with. */
export function wrongKey(): AppError {
  return new AppError('STORE_DAMAGED', {
    message: 'The key of history in the keychain is not the one history was sealed with.',
    hint: 'Restore the keychain item Grantbench history/key-…, or wipe history to start afresh.',
  });
}

/**
 * The key that a database was sealed with.
 *
 * @throws AppError `KEYCHAIN_LOCKED` when the keychain does not have it: a locked keychain looks
 * empty, so a missing key is never replaced by a new one
 */
export async function findKey(secrets: SecretStore, keyId: string): Promise<Uint8Array> {
  const found = await secrets.get(keyAccount(keyId));
  if (found !== null) return decode(found);
  throw new AppError('KEYCHAIN_LOCKED', {
    message: 'History is closed: its key is not in the keychain, which may be locked.',
    hint: 'Unlock the keychain, then try again. If its item was deleted, history cannot be read any more: wipe it to start afresh.',
  });
}

/** Makes a key for a database that has none, and makes sure that the keychain keeps it. Needs the lock of history. */
export async function makeKey(secrets: SecretStore, keyId: string): Promise<Uint8Array> {
  const key = randomBytes(KEY_BYTES);
  await secrets.set(keyAccount(keyId), key.toString('base64url'));
  return findKey(secrets, keyId);
}
