import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { NewKey, NewKeyAlgorithm } from './new-key-algorithms.ts';

/** Makes a key pair that lives no longer than the page. */
export async function makeKey({ alg }: { readonly alg: NewKeyAlgorithm }): Promise<NewKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const members = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(members);
  return {
    kid,
    privateJwk: JSON.stringify({ ...(await exportJWK(privateKey)), kid, alg }),
    publicJwk: JSON.stringify({ ...members, kid, alg, use: 'sig' }, null, 2),
  };
}
