import type { KnownJwk } from '../keys/key-reading.ts';
import { readKey } from '../keys/read-key.ts';
import type { Profile } from '../model/profile.ts';

/**
 * The public half of the key a profile signs its client assertions with: what a server must know of it. Nothing
 * where the client authenticates another way, or has no key.
 *
 * @param secret reads a secret of the profile
 * @throws AppError `INPUT_KEY`, `INPUT_PASSPHRASE`, `UNSUPPORTED`, `KEYCHAIN_*`
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 */
export async function registeredKeys(
  { client }: Profile,
  secret: (field: string) => Promise<string | null>,
): Promise<{ readonly jwks?: { readonly keys: readonly KnownJwk[] } }> {
  const { authMethod, signingKey, signingKeyPassphrase, signingKid } = client;
  if (authMethod !== 'private_key_jwt' || signingKey === null) return {};
  const text = await secret(signingKey.secret);
  if (text === null) return {};
  const passphrase = signingKeyPassphrase === null ? null : await secret(signingKeyPassphrase.secret);
  const { key } = await readKey(text, passphrase === null ? {} : { passphrase });
  if (key.publicJwk === null) return {};
  return { jwks: { keys: [{ ...key.publicJwk, ...(signingKid !== '' && { kid: signingKid }) }] } };
}
