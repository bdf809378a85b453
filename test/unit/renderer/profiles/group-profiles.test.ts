import { describe, expect, it } from 'vitest';
import { endOfGroup, groupProfiles, neighbourPlace, searchProfiles } from '../../../../renderer/features/profiles/group-profiles.ts';
import { type Profile, profile } from '../../../../shared/model/profile.ts';

/** `a:One` is profile a of group One; `a` alone has no group. */
function profiles(...entries: string[]): Profile[] {
  return entries.map((entry) => {
    const [name = '', group = ''] = entry.split(':');
    return profile.parse({ id: crypto.randomUUID(), name, group });
  });
}

/** Moves as the host does: out of its place, then before the other. */
function moved(list: readonly Profile[], name: string, step: -1 | 1): string[] | null {
  const which = list.find((each) => each.name === name);
  if (which === undefined) throw new Error(`no ${name}`);
  const place = neighbourPlace(groupProfiles(list), which.id, step);
  if (place === null) return null;
  const others = list.filter((each) => each !== which);
  const at = place.before === null ? others.length : others.findIndex(({ id }) => id === place.before);
  const after = others.toSpliced(at, 0, { ...which, group: place.group });
  return groupProfiles(after).flatMap((group) => group.profiles.map((each) => `${each.name}:${group.name}`));
}

describe('the list of profiles', () => {
  it('gathers groups in the order of their first profile, those without one first', () => {
    const groups = groupProfiles(profiles('a:One', 'b:Two', 'c', 'd:One'));
    expect(groups.map(({ name, profiles: members }) => [name, ...members.map((each) => each.name)])).toEqual([
      ['', 'c'],
      ['One', 'a', 'd'],
      ['Two', 'b'],
    ]);
  });

  it('moves within a group, and over its edges into the next', () => {
    const list = profiles('a:One', 'b:One', 'c:Two', 'd:Two');
    expect(moved(list, 'a', 1)).toEqual(['b:One', 'a:One', 'c:Two', 'd:Two']);
    expect(moved(list, 'b', 1)).toEqual(['a:One', 'b:Two', 'c:Two', 'd:Two']);
    expect(moved(list, 'c', -1)).toEqual(['a:One', 'b:One', 'c:One', 'd:Two']);
    expect(moved(list, 'd', -1)).toEqual(['a:One', 'b:One', 'd:Two', 'c:Two']);
    expect(moved(list, 'c', 1)).toEqual(['a:One', 'b:One', 'd:Two', 'c:Two']);
  });

  it('has an end at either side', () => {
    const list = profiles('a:One', 'b:Two');
    expect(moved(list, 'a', -1)).toBeNull();
    expect(moved(list, 'b', 1)).toBeNull();
  });

  it('keeps the order of the groups when the first of one goes last in it', () => {
    const list = profiles('a:One', 'b:One', 'c:Two');
    const [a] = list;
    expect(endOfGroup(groupProfiles(list), 'One')).toBe(list[2]?.id);
    expect(a && endOfGroup(groupProfiles(list), 'Two')).toBeNull();
    expect(endOfGroup(groupProfiles(list), 'unheard of')).toBeNull();
  });

  it('finds every word anywhere in name, group, issuer and client', () => {
    const [found, other] = [
      profile.parse({
        id: crypto.randomUUID(),
        name: 'Nightly',
        group: 'HR',
        client: { clientId: 'sync' },
        server: { issuer: 'https://id.example.com' },
      }),
      profile.parse({ id: crypto.randomUUID(), name: 'Other' }),
    ];
    for (const search of ['night', 'HR sync', 'example.COM nightly', '  ']) expect(searchProfiles([found, other], search)).toContain(found);
    expect(searchProfiles([found, other], 'night other')).toEqual([]);
  });
});
