import type { Handlers } from '../contract/contract.ts';
import type { RunHistory } from './history.ts';
import { secretAccount } from './profile-secrets.ts';
import type { WorkbenchContext } from './workbench-context.ts';

type SecretHandlers = Pick<Handlers, 'secret.set' | 'secret.clear' | 'secret.reveal' | 'secret.list' | 'secret.wipe'>;

/** The secrets themselves. Only `secret.reveal` answers with one. */
export function secretHandlers(
  { ports: { secrets, workspace, signInWindow }, readSecret, deleteSecrets, tellKeychain }: WorkbenchContext,
  history: RunHistory,
): SecretHandlers {
  return {
    'secret.set': async ({ owner, field, value }) => {
      await secrets.set(secretAccount(owner, field), value);
      return null;
    },
    'secret.clear': async ({ owner, field }) => {
      await deleteSecrets(owner, [field]);
      return null;
    },
    'secret.reveal': async ({ owner, field }) => ({ value: await readSecret(owner, field) }),
    'secret.list': async () => {
      const accounts = await secrets.list('');
      return {
        secrets: accounts.map((account) => ({ owner: ownerOf(account), field: account.slice(account.indexOf('/') + 1) })),
      };
    },
    'secret.wipe': async () => {
      // History first: without its key nobody could ever read it. But a history that cannot be wiped
      // must not save the secrets, and one item that resists must not save the others.
      const failures: unknown[] = [];
      const attempt = async (work: Promise<void>) => {
        await work.catch((error: unknown) => failures.push(error));
      };
      // All data folders of a person share one keychain: what others hold, and the keys of their histories, stays.
      const { profiles, environments } = await workspace.read();
      const owners = new Set([...profiles, ...environments].map(({ id }) => id));
      // Listing throws while the keychain is locked, so that nothing is half wiped then.
      const accounts = (await secrets.list('')).filter((account) => owners.has(ownerOf(account)));
      await attempt(history.wipe());
      if (signInWindow !== undefined) await attempt(signInWindow.forget(null));
      for (const account of accounts) await attempt(secrets.delete(account));
      await tellKeychain();
      if (failures.length > 0) throw failures[0];
      return null;
    },
  };
}

/** Whose secret an account holds; empty for an item whose name has no slash. */
function ownerOf(account: string): string {
  return account.slice(0, Math.max(0, account.indexOf('/')));
}
