import type { Profile } from '../../../shared/model/profile.ts';
import { editProfile, workspaceState } from '../../state/workspace-state.ts';

/**
 * Changes the profile of the form. Takes a function of the newest profile: a secret that arrives in the
 * keychain a second later must not bring back what the other fields said then.
 */
export type EditProfile = (change: (profile: Profile) => Partial<Profile>) => void;

/** The edit of one profile. */
export function editOf(id: string): EditProfile {
  return (change) => {
    const profile = workspaceState.getState().workspace?.profiles.find((each) => each.id === id);
    if (profile !== undefined) editProfile({ ...profile, ...change(profile) });
  };
}
