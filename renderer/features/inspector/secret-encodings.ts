import type { SecretEncoding } from '../../../shared/inspector/verification-key.ts';

/** How the characters of a secret may stand for its bytes. */
export const encodingChoices: readonly { value: SecretEncoding; label: string }[] = [
  { value: 'utf8', label: 'Text (UTF-8)' },
  { value: 'base64', label: 'Base64' },
  { value: 'base64url', label: 'Base64url' },
  { value: 'hex', label: 'Hex' },
];
