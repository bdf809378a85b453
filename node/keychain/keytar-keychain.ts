import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { type Keychain, probeAccount } from './keychain.ts';
import { keytarMissing } from './keychain-error.ts';
import { macAccountNames } from './mac-account-names.ts';

type Keytar = typeof import('keytar');

async function loadKeytar(): Promise<Keytar> {
  try {
    const loaded = (await import('keytar')) as Keytar & { readonly default?: Keytar };
    return loaded.default ?? loaded;
  } catch (error) {
    throw keytarMissing(error);
  }
}

/** The keychain through keytar, in this process. keytar is loaded at the first call and not before. */
export function createKeytarKeychain(service: string): Keychain {
  let keytar: Promise<Keytar> | null = null;
  const load = () => {
    keytar ??= loadKeytar();
    return keytar;
  };

  const proveOpen = async () => {
    const { getPassword, setPassword, deletePassword } = await load();
    const written = randomBytes(8).toString('hex');
    await setPassword(service, probeAccount, written);
    const read = await getPassword(service, probeAccount);
    await deletePassword(service, probeAccount);
    if (read !== written) throw new AppError('KEYCHAIN_LOCKED', { message: 'The system keychain does not give back what it was given.' });
  };

  return {
    prepare: () => void load().catch(() => undefined),
    get: async (account) => (await load()).getPassword(service, account),
    set: async (account, value) => (await load()).setPassword(service, account, value),
    delete: async (account) => (await load()).deletePassword(service, account),
    accounts: async () => {
      if (process.platform === 'darwin') {
        const names = await macAccountNames(service);
        if (names !== null) return names;
      }
      // keytar's findCredentials crashes the process on a locked item: prove first that nothing is locked.
      if (process.platform === 'linux') await proveOpen();
      const found = await (await load()).findCredentials(service);
      return found.map((item) => item.account);
    },
    proveOpen,
  };
}
