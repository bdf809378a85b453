/**
 * The system's keychain, one item per account, as raw as keytar gives it: no timeouts, no splitting,
 * and on Linux a locked keychain that answers like an empty one.
 */
export interface Keychain {
  /** Starts what the first call would have to wait for. Fails silently: the first call will say why. */
  prepare(): void;
  get(account: string): Promise<string | null>;
  set(account: string, value: string): Promise<void>;
  /** @returns whether there was such an item; false also for a locked one. */
  delete(account: string): Promise<boolean>;
  /** Accounts of every item of our service. Throws while the keychain is locked. */
  accounts(): Promise<string[]>;
  /** Writes, reads and deletes an item of its own: only an open keychain can. */
  proveOpen(): Promise<void>;
}

/** Account of the item that `proveOpen` writes. By process, so that two at a time do not disturb each other. */
export const probeAccount = `probe/${process.pid}`;

export const isProbeAccount = (account: string): boolean => account.startsWith('probe/');
