import { AppError } from '../errors.ts';

/** The input holds no key that can be read: says what it is instead, and what to give. */
export function noKey(message: string, hint: string, cause?: unknown): AppError {
  return new AppError('INPUT_KEY', { message, hint, cause });
}

/** A passphrase is missing, or not the right one. */
export function passphraseError(message: string, hint: string, cause?: unknown): AppError {
  return new AppError('INPUT_PASSPHRASE', { message, hint, cause });
}

/** The key is whole, and of a kind that nothing here can compute with. */
export function unsupportedKey(message: string, hint: string, cause?: unknown): AppError {
  return new AppError('UNSUPPORTED', { message, hint, cause });
}
