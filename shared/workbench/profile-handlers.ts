import type { Handlers } from '../contract/contract.ts';
import { AppError, asAppError } from '../errors.ts';
import { type Profile, profile as profileSchema } from '../model/profile.ts';
import { applyChanges } from './apply-change.ts';
import { freeName } from './free-name.ts';
import { orphanedSecrets, profileSecrets, secretAccount } from './profile-secrets.ts';
import { exportProfiles, importProfiles } from './profile-transfer.ts';
import { profileOf, type WorkbenchContext } from './workbench-context.ts';

type ProfileHandlers = Pick<
  Handlers,
  'profile.save' | 'profile.fix' | 'profile.duplicate' | 'profile.delete' | 'profile.move' | 'profile.export' | 'profile.import'
>;

/** Keeping profiles. Their secrets go where they go: copied with a duplicate, deleted with the profile. */
export function profileHandlers(context: WorkbenchContext): ProfileHandlers {
  const { ports, changeWorkspace, readSecret, copySecrets, deleteSecrets, inBackground } = context;

  return {
    'profile.save': async ({ profile }) => {
      let before: Profile | undefined;
      const workspace = await changeWorkspace((current) => {
        before = current.profiles.find(({ id }) => id === profile.id);
        return { ...current, profiles: replaced(current.profiles, profile) };
      });
      const orphans = orphanedSecrets(profileSecrets(profile), before && profileSecrets(before));
      inBackground('secret.orphaned', deleteSecrets(profile.id, orphans));
      return workspace;
    },

    'profile.fix': async ({ id, changes }) => {
      const { client, request } = profileOf(await ports.workspace.read(), id);
      const references = { clientSecret: client.clientSecret, password: request.password, refreshToken: request.refreshToken };
      for (const change of changes) {
        if (change.kind !== 'trimSecret') continue;
        const reference = references[change.field];
        // A held token is as the server made it.
        const field = reference !== null && 'secret' in reference ? reference.secret : undefined;
        const value = field === undefined ? null : await readSecret(id, field);
        if (field !== undefined && value !== null) await ports.secrets.set(secretAccount(id, field), value.trim());
      }
      return changeWorkspace((current) => ({
        ...current,
        profiles: replaced(current.profiles, profileSchema.parse(applyChanges(profileOf(current, id), changes))),
      }));
    },

    'profile.duplicate': async ({ id }) => {
      const original = withoutRegistration(profileOf(await ports.workspace.read(), id));
      const copyId = crypto.randomUUID();
      const fields = profileSecrets(original);
      await copySecrets(id, copyId, fields);
      try {
        const workspace = await changeWorkspace((current) => {
          const { profiles } = current;
          const copy = { ...withoutRegistration(profileOf(current, id)), id: copyId, name: freeName(original.name, profiles, ' copy') };
          return { ...current, profiles: profiles.flatMap((profile) => (profile.id === id ? [profile, copy] : [profile])) };
        });
        return { workspace, id: copyId };
      } catch (error) {
        inBackground('secret.orphaned', deleteSecrets(copyId, fields));
        throw error;
      }
    },

    'profile.delete': async ({ ids, tokens }) => {
      const gone = new Set(ids);
      let deleted: Profile[] = [];
      const workspace = await changeWorkspace((current) => {
        for (const id of ids) profileOf(current, id);
        deleted = current.profiles.filter(({ id }) => gone.has(id));
        return { ...current, profiles: current.profiles.filter(({ id }) => !gone.has(id)) };
      });
      await deleteProfileSecrets(context, deleted);
      if (tokens) await deleteProfileTokens(context, ids);
      for (const id of ids) await ports.signInWindow?.forget(id);
      return workspace;
    },

    'profile.move': ({ id, group, before }) =>
      changeWorkspace((current) => {
        const moved = { ...profileOf(current, id), group: group.trim() };
        if (before === id) return { ...current, profiles: replaced(current.profiles, moved) };
        const others = current.profiles.filter((profile) => profile.id !== id);
        const place = before === null ? others.length : others.indexOf(profileOf(current, before));
        return { ...current, profiles: others.toSpliced(place, 0, moved) };
      }),

    'profile.export': async ({ ids }) => ({ text: exportProfiles(await ports.workspace.read(), ids) }),

    'profile.import': async ({ text }) => {
      const imported = importProfiles(text);
      const workspace = await changeWorkspace((current) => ({ ...current, profiles: [...current.profiles, ...imported] }));
      return { workspace, ids: imported.map(({ id }) => id) };
    },
  };
}

function replaced(profiles: readonly Profile[], profile: Profile): Profile[] {
  const known = profiles.some(({ id }) => id === profile.id);
  return known ? profiles.map((other) => (other.id === profile.id ? profile : other)) : [...profiles, profile];
}

/** One profile manages a client: its token changes with every use, and that of a copy would be good for nothing. */
function withoutRegistration(profile: Profile): Profile {
  return { ...profile, client: { ...profile.client, registration: null } };
}

/**
 * The profiles are gone already: one must be able to delete a profile on a machine whose keychain
 * does not answer. Then the error says that secrets stayed behind, and where to find them.
 */
async function deleteProfileSecrets({ ports, deleteSecrets }: WorkbenchContext, profiles: readonly Profile[]): Promise<void> {
  try {
    for (const { id } of profiles) {
      const prefix = `${id}/`;
      const accounts = await ports.secrets.list(prefix);
      await deleteSecrets(
        id,
        accounts.map((account) => account.slice(prefix.length)),
      );
    }
  } catch (thrown) {
    if (profiles.every((profile) => profileSecrets(profile).length === 0)) return;
    const error = asAppError(thrown);
    throw new AppError(error.code, {
      message: `The profiles are deleted, but their secrets are still in the keychain. ${error.message}`,
      hint: 'Once the keychain answers again, delete them under Settings, Secrets.',
      cause: error,
    });
  }
}

/** The profiles are gone by then, whatever becomes of the tokens. */
async function deleteProfileTokens({ ports }: WorkbenchContext, ids: readonly string[]): Promise<void> {
  try {
    await ports.tokens.deleteOf(ids);
  } catch (thrown) {
    const error = asAppError(thrown);
    throw new AppError(error.code, {
      message: `The profiles are deleted, but the tokens they obtained are still held. ${error.message}`,
      hint: 'Once history opens again, delete them under Tokens.',
      cause: error,
    });
  }
}
