/** How many entries the playground remembers; the oldest go first. */
const CAPACITY = 20_000;

interface Entry<T> {
  value: T;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** A map whose entries expire, and which never grows beyond its capacity. */
export class ExpiringStore<T> {
  // A Map keeps the order of insertion, so its first key is the oldest.
  readonly #entries = new Map<string, Entry<T>>();
  readonly #capacity: number;

  constructor(capacity: number = CAPACITY) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAt > Date.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** @param lifetime seconds; undefined for as long as there is room. */
  set(key: string, value: T, lifetime: number | undefined): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAt: lifetime === undefined ? Number.POSITIVE_INFINITY : Date.now() + lifetime * 1000 });
    if (this.#entries.size > this.#capacity) this.#makeRoom();
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Drops what expired, and then the oldest, until a tenth is free: rarely enough to cost nothing. */
  #makeRoom(): void {
    const now = Date.now();
    for (const [key, entry] of this.#entries) if (entry.expiresAt <= now) this.#entries.delete(key);
    const target = Math.floor(this.#capacity * 0.9);
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= target) return;
      this.#entries.delete(key);
    }
  }
}
