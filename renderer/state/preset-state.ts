import { create } from 'zustand';
import { asAppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { ServerPreset } from '../../shared/model/server-preset.ts';
import { host } from '../host/host.ts';
import { addProfile } from './profile-actions.ts';
import { editProfile, workspaceState } from './workspace-state.ts';

interface PresetState {
  /** Null until they were read. */
  readonly presets: readonly ServerPreset[] | null;
  /** Why files of the user's, or all of them, cannot be used. */
  readonly problems: readonly AppErrorData[];
}

/** The servers known by name. */
export const presetState = create<PresetState>(() => ({ presets: null, problems: [] }));

/** Reads them anew: a user may have put a file there just now. */
export async function readPresets(): Promise<void> {
  try {
    presetState.setState(await host.invoke('preset.list', {}));
  } catch (thrown) {
    presetState.setState({ problems: [asAppError(thrown).toData()] });
  }
}

/** A preset with its placeholders filled in becomes a new profile. @throws AppError `INPUT_INVALID` */
export async function addFromPreset(preset: ServerPreset, values: Readonly<Record<string, string>>): Promise<void> {
  const { server, authMethod, request } = await host.invoke('preset.fill', { id: preset.id, values: pairsOf(values) });
  await addProfile({ name: preset.name, grant: preset.grants[0], server, client: { authMethod }, request });
}

/** A preset takes the place of a profile's server; client, secrets and the rest stay. @throws AppError `INPUT_INVALID` */
export async function setServerFromPreset(
  profileId: string,
  preset: ServerPreset,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const { server, authMethod, request } = await host.invoke('preset.fill', { id: preset.id, values: pairsOf(values) });
  const profile = workspaceState.getState().workspace?.profiles.find(({ id }) => id === profileId);
  if (profile === undefined) return;
  const { tokenKey, tokenKeyEncoding } = profile.server;
  const changed: Profile = {
    ...profile,
    server: { ...server, tokenKey, tokenKeyEncoding },
    client: { ...profile.client, authMethod },
    request: { ...profile.request, pkce: request.pkce, scope: profile.request.scope === '' ? request.scope : profile.request.scope },
  };
  editProfile(changed);
}

function pairsOf(values: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
