import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { dataFolder } from '../../node/data-folder.ts';
import { createSecretStore } from '../../node/keychain/keytar-secret-store.ts';
import type { SealedRunStore } from '../../node/runs/run-store.ts';
import { createWorkspaceStore } from '../../node/workspace/workspace-store.ts';
import { createPlayground } from '../../playground/start-playground.ts';
import { AppError } from '../../shared/errors.ts';
import type { TokenWord } from '../../shared/model/held-token.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { Environment } from '../../shared/model/workspace.ts';
import { printProblem } from '../failure.ts';

/** A profile of the workbench, with what it needs besides itself. */
export interface SavedProfile {
  readonly profile: Profile;
  /** The environment chosen in the workbench; null for none. */
  readonly environment: Environment | null;
  readonly clockSkewSeconds: number;
  /** @throws AppError `KEYCHAIN_*` */
  secret(owner: string, field: string): Promise<string | null>;
  /** A token the workbench holds. @throws AppError `STORE_*`, `KEYCHAIN_*` */
  held(id: string): Promise<string>;
  /** Notes what a server said of a token, where the workbench holds it. @throws AppError `STORE_*`, `KEYCHAIN_*` */
  note(word: TokenWord): Promise<void>;
  /** Starts the playground for as long as this command runs. @throws AppError `PLAYGROUND_FAILED` */
  playgroundIssuer(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens the workspace and finds the profile of that name, or id.
 *
 * @throws AppError `INPUT_INVALID` when there is none, or more than one; `STORE_*`
 */
export async function openSavedProfile(name: string, folder: string | undefined): Promise<SavedProfile> {
  const data = dataFolder(folder);
  const store = createWorkspaceStore({ folder: data, Store: Conf });
  // What earlier programs found is told by the workbench, until it was read there.
  const told = store.notices().length;
  const workspace = await store.read();
  for (const notice of store.notices().slice(told)) await printProblem(notice);
  const matches = workspace.profiles.filter((profile) => profile.name === name || profile.id === name);
  const [profile] = matches;
  if (profile === undefined || matches.length > 1) {
    throw new AppError('INPUT_INVALID', {
      message: profile === undefined ? `There is no profile named “${name}”.` : `There are ${matches.length} profiles named “${name}”.`,
      hint:
        profile === undefined
          ? 'Check the name in the workbench, and --data-dir.'
          : 'Name it by its id, or rename one of them in the workbench.',
    });
  }
  const secrets = createSecretStore();
  const playground = createPlayground({ folder: data });
  /** Opens history for one question: most commands have none. */
  const withStore = async <T>(ask: (store: SealedRunStore) => Promise<T>): Promise<T> => {
    const { createRunStore } = await import('../../node/runs/run-store.ts');
    const store = createRunStore({ folder: data, secrets });
    return ask(store).finally(() => store.close());
  };
  return {
    profile,
    environment: workspace.environments.find(({ id }) => id === workspace.settings.environmentId) ?? null,
    clockSkewSeconds: workspace.settings.clockSkewSeconds,
    secret: (owner, field) => secrets.get(`${owner}/${field}`),
    held: async (id) => (await withStore((store) => store.tokens.get(id))).value,
    // Where nothing was ever held there is nothing to note, and no key to be made.
    note: async (word) => {
      if (existsSync(join(data, 'history.sqlite'))) await withStore((store) => store.tokens.note(word));
    },
    playgroundIssuer: async () => (await playground.start()).issuer,
    close: () => playground.stop(),
  };
}
