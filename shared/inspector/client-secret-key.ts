/** Algorithms whose key can be made of a client secret: the content key itself, or one that wraps it. */
const symmetric = /^(?:dir|A(?<wrapped>128|192|256)(?:GCM)?KW)$/;

/** Whether what this algorithm encrypts is opened with a key both sides can make of the client secret. */
export function isSymmetricEncryption(alg: unknown): boolean {
  return typeof alg === 'string' && symmetric.test(alg);
}

/**
 * The key that OpenID Connect makes of a client secret: its SHA-2 hash, of which the first octets are
 * taken, as many as the algorithm needs.
 *
 * @param secret its characters, whatever they encode
 * @returns null where `alg` and `enc` name no symmetric encryption
 * @see https://openid.net/specs/openid-connect-core-1_0.html#Encryption
 */
export async function clientSecretKey(secret: string, alg: string, enc: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const octets = keyOctets(alg, enc);
  if (octets === null) return null;
  const hash = octets <= 32 ? 'SHA-256' : octets <= 48 ? 'SHA-384' : 'SHA-512';
  return new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(secret))).slice(0, octets);
}

function keyOctets(alg: string, enc: string): number | null {
  const wrapped = symmetric.exec(alg)?.groups?.wrapped;
  if (wrapped !== undefined) return Number(wrapped) / 8;
  const content = alg === 'dir' ? /^A(\d+)(GCM|CBC-HS\d+)$/.exec(enc) : null;
  if (content === null) return null;
  // In CBC mode half of the key authenticates.
  return (Number(content[1]) / 8) * (content[2] === 'GCM' ? 1 : 2);
}
