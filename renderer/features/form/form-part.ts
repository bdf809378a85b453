import type { Profile } from '../../../shared/model/profile.ts';
import type { EditProfile } from './edit-profile.ts';

/** What every part of the form works with. */
export interface FormPart {
  readonly profile: Profile;
  readonly edit: EditProfile;
}

/** Changes some of what the grant asks for. */
export function requestEditor(edit: EditProfile) {
  return (change: Partial<Profile['request']>) => edit(({ request }) => ({ request: { ...request, ...change } }));
}

/** Changes one group of what the grant asks for. */
export function groupEditor<K extends 'openId' | 'protection' | 'exchange' | 'assertion' | 'ciba'>(edit: EditProfile, group: K) {
  return (change: Partial<Profile['request'][K]>) =>
    edit(({ request }) => ({ request: { ...request, [group]: { ...request[group], ...change } } }));
}
