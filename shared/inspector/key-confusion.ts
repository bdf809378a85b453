import { exportSPKI, type FlattenedJWSInput, flattenedVerify, importJWK, type JWK } from 'jose';
import { toPem } from '../keys/pem-blocks.ts';
import { asBase64url, base64urlFault, decodeBytes } from './base64url.ts';
import type { AnyJwk } from './verification-key.ts';

/** What no secret is: the text of a public key or certificate. */
const publicKeyText = /-----BEGIN (?:RSA )?PUBLIC KEY-----|-----BEGIN CERTIFICATE-----|"kty"\s*:\s*"(?:RSA|EC|OKP)"/;

/** Keys of a set that are tried; each costs an export. */
const MOST = 10;

/** Whether a text is a public key, or holds one. */
export function isPublicKeyText(text: string): boolean {
  return publicKeyText.test(text);
}

/**
 * A PEM text as a forger's file may have held it: as it is, and with the line ends that a field of one line, or a
 * shell, took away.
 */
export function spellingsOfPem(text: string): string[] {
  const spellings = [text, text.trim(), `${text.trim()}\n`];
  const [, label, body = ''] = /-----BEGIN ([A-Z ]+)-----([^-]*)-----END /.exec(text) ?? [];
  const bare = asBase64url(body.replaceAll(/\s/g, ''));
  if (label !== undefined && bare !== '' && base64urlFault(bare) === null) {
    const written = toPem(label, decodeBytes(bare));
    spellings.push(written, written.trimEnd());
  }
  return [...new Set(spellings)];
}

/** Public keys as PEM, the form a server is most likely to hold them in. */
export async function spellingsOfKeys(keys: readonly AnyJwk[]): Promise<string[]> {
  const spellings: string[] = [];
  for (const { kty, n, e, crv, x, y } of keys.slice(0, MOST)) {
    const alg = kty === 'RSA' ? 'RS256' : crv === 'P-384' ? 'ES384' : crv === 'P-521' ? 'ES512' : kty === 'EC' ? 'ES256' : 'EdDSA';
    const members = Object.entries({ kty, n, e, crv, x, y }).filter(([, value]) => value !== undefined);
    try {
      const key = await importJWK(Object.fromEntries(members) as unknown as JWK, alg, { extractable: true });
      if (!(key instanceof Uint8Array)) spellings.push(...spellingsOfPem(await exportSPKI(key)));
    } catch {
      // A key nothing here computes with: nobody is known to have taken it for a secret.
    }
  }
  return spellings;
}

/**
 * Whether the HMAC of a token was computed with the text of a public key as its secret, which everybody has.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-2.1
 */
export async function isConfused(jws: FlattenedJWSInput, spellings: readonly string[]): Promise<boolean> {
  for (const text of spellings) {
    try {
      await flattenedVerify(jws, new TextEncoder().encode(text));
      return true;
    } catch {
      // Not with this spelling.
    }
  }
  return false;
}
