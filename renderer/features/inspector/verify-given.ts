import { parseVerificationKey, secretBytes, type VerificationKey } from '../../../shared/inspector/verification-key.ts';
import { verifySignature } from '../../../shared/inspector/verify-signature.ts';
import type { SignatureReading } from '../../../shared/model/token-reading.ts';

/** A key as it stands in a field, for whoever reads it to recognise. */
export type GivenKey = VerificationKey | { readonly kind: 'text'; readonly text: string };

interface VerifyInput {
  readonly token: string;
  readonly key: GivenKey;
  /** Of a token that came without it. */
  readonly payload?: string | undefined;
}

/**
 * Verifies a token with what the user gave.
 *
 * @throws AppError `INPUT_INVALID` where that is no key, or the secret is not of its encoding
 */
export async function verifyWithGiven({ token, key, payload }: VerifyInput): Promise<SignatureReading> {
  const parsed = key.kind === 'text' ? parseVerificationKey(key.text) : key;
  if (parsed.kind === 'secret') secretBytes(parsed.secret, parsed.encoding);
  return await verifySignature(token, parsed, payload === undefined ? {} : { payload });
}
