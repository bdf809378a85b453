import type { PkceMethod } from '../model/profile.ts';
import type { Random } from '../ports.ts';
import { toBase64url } from './base64.ts';
import { randomValue } from './random-value.ts';

/** What proves that who redeems the code is who asked for it. */
export interface Pkce {
  readonly method: Exclude<PkceMethod, 'none'>;
  /** A secret until the code is redeemed. */
  readonly verifier: string;
  readonly challenge: string;
}

/**
 * Makes verifier and challenge, or null where PKCE is off.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7636#section-4
 */
export async function createPkce(method: PkceMethod, random: Random): Promise<Pkce | null> {
  if (method === 'none') return null;
  const verifier = randomValue(random);
  return { method, verifier, challenge: await challengeOf(verifier, method) };
}

/** The challenge a server computes from a verifier. */
export async function challengeOf(verifier: string, method: Exclude<PkceMethod, 'none'>): Promise<string> {
  if (method === 'plain') return verifier;
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}
