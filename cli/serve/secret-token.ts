import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret only its holder can know: 256 random bits, in characters a URL fragment and a header take as they are. */
export function newSecretToken(): string {
  return randomBytes(32).toString('base64url');
}

const digest = (token: string) => createHash('sha256').update(token).digest();

/** Secrets with something kept for each. Holds digests only, and compares in constant time. */
export class SecretTokens<T> {
  readonly #entries: { digest: Buffer; value: T }[] = [];
  readonly #capacity: number;

  /** @param capacity how many are remembered; the oldest go first. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(token: string, value: T): void {
    this.#entries.push({ digest: digest(token), value });
    if (this.#entries.length > this.#capacity) this.#entries.shift();
  }

  /** What is kept for the token; undefined when it is not one of ours. Looks at all, whichever it is. */
  find(token: string): T | undefined {
    const wanted = digest(token);
    let found: T | undefined;
    for (const entry of this.#entries) if (timingSafeEqual(entry.digest, wanted)) found = entry.value;
    return found;
  }
}
