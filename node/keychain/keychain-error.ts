import { AppError } from '../../shared/errors.ts';
import type { ErrorCode } from '../../shared/model/app-error.ts';

type KeychainCode = Extract<ErrorCode, `KEYCHAIN_${string}`>;

/**
 * What the systems say, word for word, as far as it tells causes apart. libsecret and the macOS
 * Security framework hand on a sentence and no code, so the sentence is all there is to go by.
 */
const knownSentences: readonly (readonly [pattern: RegExp, code: KeychainCode])[] = [
  // gnome-keyring; the second is a daemon that was never unlocked and so has no keyring to write to.
  [/locked (collection|object)|is ?locked|prompt was dismissed/i, 'KEYCHAIN_LOCKED'],
  [/Object does not exist at path/i, 'KEYCHAIN_LOCKED'],
  // errSecInteractionNotAllowed: no dialog can be shown, so nobody can unlock it.
  [/interaction is not allowed|dark wake|keychain is locked/i, 'KEYCHAIN_LOCKED'],
  [/AccessDenied|access is denied|rejected send message|not authorized/i, 'KEYCHAIN_DENIED'],
  [/user canceled|user name or passphrase you entered is not correct|authorization was denied/i, 'KEYCHAIN_DENIED'],
];

/** Turns what keytar threw into one of our codes; what nobody knows is `KEYCHAIN_UNAVAILABLE` with the system's words. */
export function keychainError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const code = knownSentences.find(([pattern]) => pattern.test(text))?.[1] ?? 'KEYCHAIN_UNAVAILABLE';
  if (code !== 'KEYCHAIN_UNAVAILABLE') return new AppError(code, { cause: thrown });
  return new AppError(code, { message: `The system keychain cannot be reached: ${text}`, cause: thrown });
}

/** keytar itself did not load. It says only that it did not, so the hint names what it needs. */
export function keytarMissing(cause: unknown, platform: NodeJS.Platform = process.platform): AppError {
  if (platform !== 'linux') {
    return new AppError('KEYCHAIN_UNAVAILABLE', {
      message: 'The keychain module (keytar) did not load.',
      hint: 'Install Grantbench again.',
      cause,
    });
  }
  return new AppError('KEYCHAIN_UNAVAILABLE', {
    message: 'The keychain module did not load: libsecret-1.so.0 is missing or broken.',
    hint: 'Install libsecret (Debian, Ubuntu: apt install libsecret-1-0 gnome-keyring; Fedora: dnf install libsecret gnome-keyring; Arch: pacman -S libsecret gnome-keyring).',
    cause,
  });
}

/** The system did not answer: nearly always it shows a dialog that nobody has answered yet. */
export function keychainTimeout(milliseconds: number): AppError {
  return new AppError('KEYCHAIN_LOCKED', {
    message: `The system keychain did not answer within ${milliseconds / 1_000} seconds.`,
    hint: 'Look for a dialog that asks to unlock it, answer it, then try again.',
  });
}
