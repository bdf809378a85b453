import { AppError } from '../errors.ts';
import { type Profile, profile as profileSchema } from '../model/profile.ts';
import { rfc } from '../model/spec-link.ts';
import type { Workspace } from '../model/workspace.ts';
import type { SecretStore } from '../ports.ts';
import type { ClientMetadata } from '../protocol/client-metadata.ts';
import { freeName } from './free-name.ts';
import { orphanedSecrets, profileSecrets, secretAccount } from './profile-secrets.ts';
import { type KeepingWish, type RegisteredProfile, registeredProfile, withoutClient, withRegistration } from './registered-profile.ts';

/** Where profiles and their secrets are kept. */
export interface ProfileKeeping {
  readonly secrets: SecretStore;
  changeWorkspace(edit: (workspace: Workspace) => Workspace): Promise<Workspace>;
}

/** Where a client went. */
export interface KeptClient {
  readonly workspace: Workspace;
  readonly profileId: string;
}

/**
 * Keeps a registered client as a new profile beside the one it was registered from, with copies of the secrets that
 * one has besides its client's. All of it, or nothing. A name that another profile has gets a number.
 *
 * @param secretOf reads a secret of `base`; absent: from the keychain
 * @throws AppError `KEYCHAIN_*`, `STORE_*`, `OAUTH_INVALID_RESPONSE` for a description no profile can hold
 */
export async function keepAsNewProfile(
  keeping: ProfileKeeping,
  base: Profile,
  client: ClientMetadata,
  wish: KeepingWish = {},
  secretOf: (field: string) => Promise<string | null> = (field) => keeping.secrets.get(secretAccount(base.id, field)),
): Promise<KeptClient> {
  const made = fitting(() => registeredProfile(base, client, wish));
  const secrets = new Map<string, string>();
  for (const field of profileSecrets(made.profile)) {
    const value = made.secrets.get(field) ?? (await secretOf(field));
    if (value !== null) secrets.set(field, value);
  }
  const undo = await putSecrets(keeping, made.profile.id, secrets);
  try {
    const workspace = await keeping.changeWorkspace(({ profiles, ...rest }) => {
      // The server knows the client by now: a name that was taken meanwhile must not cost it its profile.
      const named = { ...made.profile, name: freeName(made.profile.name, profiles) };
      return { ...rest, profiles: beside(profiles, base.id, named) };
    });
    return { workspace, profileId: made.profile.id };
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Behind the profile it came from, or last. */
function beside(profiles: readonly Profile[], id: string, made: Profile): Profile[] {
  const place = profiles.findIndex((each) => each.id === id);
  return place === -1 ? [...profiles, made] : profiles.toSpliced(place + 1, 0, made);
}

/**
 * Keeps what a server says of a client in the profile that has it, or is to have it from now on. What the profile
 * then no longer refers to is deleted.
 *
 * @throws AppError `STORE_NOT_FOUND` where the profile was deleted meanwhile, and as {@link keepAsNewProfile}
 */
export async function keepInProfile(
  keeping: ProfileKeeping,
  before: Profile,
  client: ClientMetadata,
  wish: KeepingWish = {},
): Promise<KeptClient> {
  const { secrets } = fitting(() => withRegistration(before, client, wish));
  const isSame = before.client.clientId === client.client_id;
  const undo = await putSecrets(keeping, before.id, secrets);
  let isThere = false;
  let orphans: string[] = [];
  try {
    const workspace = await change(keeping, before.id, (now) => {
      isThere = true;
      const { profile } = withRegistration(now, client, wish);
      orphans = orphanedSecrets(profileSecrets(profile), profileSecrets(now));
      return profile;
    });
    await deleteSecrets(keeping, before.id, orphans);
    return { workspace, profileId: before.id };
  } catch (error) {
    // The old token of the same client may be good for nothing by now: the new one stays.
    if (!isSame || !isThere) await undo();
    throw error;
  }
}

/** Takes a client that is deleted out of its profile, with its secrets. @throws AppError as {@link keepInProfile} */
export async function forgetClient(keeping: ProfileKeeping, profileId: string): Promise<KeptClient> {
  let orphans: string[] = [];
  const workspace = await change(keeping, profileId, (now) => {
    const without = withoutClient(now);
    orphans = orphanedSecrets(profileSecrets(without), profileSecrets(now));
    return without;
  });
  await deleteSecrets(keeping, profileId, orphans);
  return { workspace, profileId };
}

function change({ changeWorkspace }: ProfileKeeping, id: string, edit: (profile: Profile) => Profile): Promise<Workspace> {
  return changeWorkspace((current) => {
    if (!current.profiles.some((each) => each.id === id))
      throw new AppError('STORE_NOT_FOUND', { message: 'The profile was deleted meanwhile.' });
    return { ...current, profiles: current.profiles.map((each) => (each.id === id ? edit(each) : each)) };
  });
}

/** Puts secrets into the keychain, all or none. @returns what brings back the values that were there before */
async function putSecrets({ secrets }: ProfileKeeping, owner: string, values: ReadonlyMap<string, string>): Promise<() => Promise<void>> {
  const before = new Map<string, string | null>();
  const undo = async () => {
    for (const [field, value] of before) {
      const account = secretAccount(owner, field);
      await (value === null ? secrets.delete(account) : secrets.set(account, value));
    }
  };
  try {
    for (const [field, value] of values) {
      const account = secretAccount(owner, field);
      before.set(field, await secrets.get(account));
      await secrets.set(account, value);
    }
  } catch (error) {
    await undo().catch(() => undefined);
    throw error;
  }
  return () => undo().catch(() => undefined);
}

/** What nothing refers to any more does no harm where it cannot be deleted: it is listed under Settings, Secrets. */
async function deleteSecrets({ secrets }: ProfileKeeping, owner: string, fields: readonly string[]): Promise<void> {
  for (const field of fields) await secrets.delete(secretAccount(owner, field)).catch(() => undefined);
}

/** A server may say anything; a profile holds texts of some length. */
function fitting(make: () => RegisteredProfile): RegisteredProfile {
  try {
    const made = make();
    if (made.profile.client.clientId === '') throw new Error('It has no id that may be shown.');
    return { ...made, profile: profileSchema.parse(made.profile) };
  } catch (cause) {
    throw new AppError('OAUTH_INVALID_RESPONSE', {
      message: 'What the server says of the client does not fit into a profile.',
      spec: rfc(7591, '3.2.1'),
      cause,
    });
  }
}
