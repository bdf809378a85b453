import Conf from 'conf';
import { dataFolder } from '../../node/data-folder.ts';
import { createSecretStore } from '../../node/keychain/keytar-secret-store.ts';
import { createWorkspaceStore } from '../../node/workspace/workspace-store.ts';
import { AppError, fromErrorData } from '../../shared/errors.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { type SecretRef, secretRef } from '../../shared/model/value.ts';
import {
  forgetClient,
  type KeptClient,
  keepAsNewProfile,
  keepInProfile,
  type ProfileKeeping,
} from '../../shared/workbench/keep-registration.ts';
import type { RegistrationRun } from '../../shared/workbench/run-registration.ts';
import type { RegisterOptions } from '../register.ts';
import type { DescribedServer } from '../server/with-server.ts';
import { fieldOf, keptName } from '../token/kept-secrets.ts';

/** Puts what came of a registration where the options want it. */
export interface ClientKeeper {
  /** @returns the profile that has the client, or had it; null where there is nothing to keep. @throws AppError `KEYCHAIN_*`, `STORE_*` */
  keep(run: RegistrationRun): Promise<Profile | null>;
}

/**
 * Makes ready to keep a client, before anything is sent: what the server hands out must have a place to go.
 *
 * @throws AppError `INPUT_INVALID` for a name that is taken, `KEYCHAIN_*`, `STORE_*`
 */
export async function openClientKeeper(options: RegisterOptions, server: DescribedServer): Promise<ClientKeeper> {
  const store = createWorkspaceStore({ folder: dataFolder(options.dataDir), Store: Conf });
  const secrets = createSecretStore();
  const keeping: ProfileKeeping = { secrets, changeWorkspace: (edit) => store.change(edit) };
  const { profiles } = await store.read();
  const saved = profiles.find(({ id }) => id === server.profile.id);
  const name = typeof options.save === 'string' ? options.save.trim() : undefined;
  if (name !== undefined && (name === '' || name.length > 200 || profiles.some((profile) => profile.name === name)))
    throw new AppError('INPUT_INVALID', {
      message: profiles.some((profile) => profile.name === name)
        ? `There is a profile named “${name}” already.`
        : 'That is no name for a profile.',
      hint: 'Give another name; nothing was sent.',
    });
  const { state, reason } = await secrets.probe();
  if (state !== 'ready') throw reason === null ? new AppError('KEYCHAIN_UNAVAILABLE') : fromErrorData(reason);

  async function keepClient({ keepable: client, hidesUri, isDeleted }: RegistrationRun): Promise<KeptClient | null> {
    if (isDeleted) return saved === undefined ? null : forgetClient(keeping, saved.id);
    if (client === null) return null;
    if (name !== undefined) return keepAsNewProfile(keeping, withOwnFields(server.profile), client, { called: name, hidesUri }, secretOf);
    return saved === undefined ? null : keepInProfile(keeping, saved, client, { hidesUri });
  }

  const { id } = server.profile;
  const secretOf = async (field: string) => (await server.secret(id, keptName(field))) ?? (await server.secret(id, field));
  return {
    async keep(run) {
      const kept = await keepClient(run);
      return kept?.workspace.profiles.find((profile) => profile.id === kept.profileId) ?? null;
    },
  };
}

/** The profile, with a secret of the command line under the name that the workbench gives it. */
function withOwnFields(profile: Profile): Profile {
  const renamed = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const reference = secretRef.safeParse(value);
    if (reference.success) return { secret: fieldOf(reference.data.secret) } satisfies SecretRef;
    if (Array.isArray(value)) return value.map(renamed);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, renamed(member)]));
  };
  return renamed(profile) as Profile;
}
