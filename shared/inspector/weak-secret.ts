/**
 * Secrets out of tutorials, templates and word lists, which whoever guesses tries first.
 * A short list: it proves a secret bad, never one good.
 */
const known = new Set([
  'secret',
  'your-256-bit-secret',
  'your-384-bit-secret',
  'your-512-bit-secret',
  'a-string-secret-at-least-256-bits-long',
  'your_jwt_secret',
  'jwt_secret',
  'jwtsecret',
  'jwt-secret',
  'mysecret',
  'my-secret',
  'my_secret',
  'mysecretkey',
  'secretkey',
  'secret-key',
  'secret_key',
  'supersecret',
  'super-secret',
  'supersecretkey',
  'topsecret',
  'shhhhh',
  'shhhhhhared-secret',
  'changeme',
  'change-me',
  'change_me',
  'changeit',
  'password',
  'password1',
  'password123',
  'passw0rd',
  'p@ssw0rd',
  'letmein',
  'qwerty',
  'admin',
  'root',
  'test',
  'testing',
  'dev',
  'default',
  'example',
  'key',
  'private',
  'token',
  'hello',
  'abc123',
  '123456',
  '12345678',
  '123456789',
  '1234567890',
  'client_secret',
  'keyboard cat',
  'your-secret-key',
  'your-secret',
  'insecure',
]);

/** Characters of the longest secret everybody tries. */
const LONGEST_KNOWN = Math.max(...[...known].map(({ length }) => length));

function isKnown(secret: string): boolean {
  return secret.length <= LONGEST_KNOWN && known.has(secret.toLowerCase());
}

/** Whether there are no more than two different bytes in it. */
function repeats(bytes: Uint8Array): boolean {
  const seen = new Set<number>();
  for (const byte of bytes) if (seen.add(byte).size > 2) return false;
  return true;
}

/**
 * Why a shared secret protects nothing or little, as a sentence; null where nothing is known against it.
 *
 * @param hashBits bits of the hash of the algorithm: a key must have at least as many
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.2
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.5
 */
export function secretWeakness(secret: string, bytes: Uint8Array, hashBits: number): string | null {
  const bits = bytes.length * 8;
  if (isKnown(secret) || (bytes.length <= LONGEST_KNOWN && isKnown(new TextDecoder().decode(bytes)))) {
    return 'The secret is one of those everybody tries first: whoever guesses it makes tokens of their own.';
  }
  if (repeats(bytes)) return 'The secret repeats one or two characters: it is guessed at once.';
  if (bits < hashBits)
    return `The secret has ${bits} bits, and HS${hashBits} needs at least ${hashBits}: it can be guessed offline from one token.`;
  return null;
}
