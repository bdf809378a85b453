import { createSecretStore, type KeychainSecretStore } from '../node/keychain/keytar-secret-store.ts';
import { createRunStore, type SealedRunStore } from '../node/runs/run-store.ts';

/** Items of a name of their own, so that a bench never meets the secrets of the person at this machine. */
const SERVICE = 'Grantbench bench';

export interface BenchStore {
  readonly store: SealedRunStore;
  readonly secrets: KeychainSecretStore;
}

/** A secret store on the system's keychain, as the hosts open it. */
export function benchSecrets(): KeychainSecretStore {
  return createSecretStore({ service: SERVICE });
}

/** This machine has no keychain to measure with. */
export class NoKeychain extends Error {}

/**
 * Opens history in a folder as the hosts do: SQLite in its worker, the key in the system's keychain.
 * Its key is deleted in the end.
 *
 * @throws NoKeychain
 */
export async function withBenchStore<T>(folder: string, use: (store: BenchStore) => Promise<T>): Promise<T> {
  const secrets = benchSecrets();
  const store = createRunStore({ folder, secrets });
  try {
    const problem = await store.problem();
    if (problem !== null) throw new NoKeychain(problem.message);
    return await use({ store, secrets });
  } finally {
    await store.close();
    for (const account of await secrets.list('').catch(() => [])) await secrets.delete(account).catch(() => undefined);
  }
}
