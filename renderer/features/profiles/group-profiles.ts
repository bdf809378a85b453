import type { Profile } from '../../../shared/model/profile.ts';

export interface ProfileGroup {
  /** Empty for profiles without a group. */
  readonly name: string;
  readonly profiles: readonly Profile[];
}

/** Profiles under their groups: groups in the order of their first profile, those without a group first. */
export function groupProfiles(profiles: readonly Profile[]): ProfileGroup[] {
  const groups = new Map<string, Profile[]>();
  for (const profile of profiles) {
    const group = groups.get(profile.group);
    if (group === undefined) groups.set(profile.group, [profile]);
    else group.push(profile);
  }
  return [...groups]
    .map(([name, members]) => ({ name, profiles: members }))
    .sort((one, other) => Number(one.name !== '') - Number(other.name !== ''));
}

/** Profiles that a search means: every word of it in the name, the group, the issuer or the client. */
export function searchProfiles(profiles: readonly Profile[], search: string): readonly Profile[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return profiles;
  return profiles.filter(({ name, group, server, client, grant }) => {
    const text = [name, group, server.issuer, server.endpoints.tokenEndpoint, client.clientId, grant].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The id before which something goes to stand last in a group; null for the end of the list. */
export function endOfGroup(groups: readonly ProfileGroup[], group: string): string | null {
  const at = groups.findIndex(({ name }) => name === group);
  return at === -1 ? null : (groups[at + 1]?.profiles[0]?.id ?? null);
}

/**
 * Where a profile goes when it moves one row up or down: past its neighbour, or over the edge of its
 * group into the next. Null at either end of the list.
 */
export function neighbourPlace(groups: readonly ProfileGroup[], id: string, step: -1 | 1): { group: string; before: string | null } | null {
  const at = groups.findIndex(({ profiles }) => profiles.some((profile) => profile.id === id));
  const group = groups[at];
  if (group === undefined) return null;
  const index = group.profiles.findIndex((profile) => profile.id === id);
  if (step === -1 ? index > 0 : index < group.profiles.length - 1) {
    const before = group.profiles[step === -1 ? index - 1 : index + 2];
    return { group: group.name, before: before?.id ?? endOfGroup(groups, group.name) };
  }
  const next = groups[at + step];
  if (next === undefined) return null;
  return { group: next.name, before: step === 1 ? (next.profiles[0]?.id ?? null) : endOfGroup(groups, next.name) };
}
