import type { Profile } from '../model/profile.ts';

/** Characters that the name of a profile may have. */
const LONGEST = 200;

/** The name, or `Name 2`, `Name 3` … where a profile has it already, within the length a name may have. @param ending what the name ends in */
export function freeName(name: string, profiles: readonly Profile[], ending = ''): string {
  const taken = new Set(profiles.map((profile) => profile.name));
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? ending : `${ending} ${number}`;
    const candidate = name.slice(0, LONGEST - suffix.length) + suffix;
    if (!taken.has(candidate)) return candidate;
  }
}
