/**
 * Profiles, environments and settings. What the user edits is on the screen at once and saved a
 * moment later; what the host says never overwrites an edit that is still on its way.
 */
import { create } from 'zustand';
import { asAppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { Environment, Settings, Workspace } from '../../shared/model/workspace.ts';
import { host } from '../host/host.ts';
import { createAutosave } from './autosave.ts';
import { keepSame } from './keep-same.ts';

interface WorkspaceState {
  /** Null until it was read. */
  readonly workspace: Workspace | null;
  readonly selectedId: string | null;
  /** Why the last save of a profile or an environment failed, by its id. Gone with the next that succeeds. */
  readonly unsaved: Readonly<Record<string, AppErrorData>>;
  /** Why the last thing done to the list failed: adding, moving, deleting … */
  readonly problem: AppErrorData | null;
}

export const workspaceState = create<WorkspaceState>(() => ({ workspace: null, selectedId: null, unsaved: {}, problem: null }));

const profileSaves = createAutosave<Profile>({
  save: async (profile) => take(await host.invoke('profile.save', { profile })),
  failed: (id, error) => markUnsaved(id, error),
});
const environmentSaves = createAutosave<Environment>({
  save: async (environment) => take(await host.invoke('environment.save', { environment })),
  failed: (id, error) => markUnsaved(id, error),
});

function markUnsaved(id: string, error: AppErrorData | null): void {
  workspaceState.setState(({ unsaved }) => {
    const { [id]: _gone, ...others } = unsaved;
    return { unsaved: error === null ? others : { ...others, [id]: error } };
  });
}

/** Says beside the list of profiles why something could not be done; null takes it away. */
export function reportProblem(problem: AppErrorData | null): void {
  workspaceState.setState({ problem });
}

/** Takes what the host has, with the user's own unsaved edits on top. Each save is answered with all of it: mostly nothing is new. */
export function take(workspace: Workspace): void {
  const profiles = workspace.profiles.map((profile) => profileSaves.pending(profile.id) ?? profile);
  const environments = workspace.environments.map((environment) => environmentSaves.pending(environment.id) ?? environment);
  workspaceState.setState(({ workspace: before, selectedId }) => ({
    workspace: keepSame(before, { ...workspace, profiles, environments }),
    selectedId: profiles.some(({ id }) => id === selectedId) ? selectedId : (profiles[0]?.id ?? null),
  }));
}

export function useProfiles(): readonly Profile[] {
  return workspaceState((state) => state.workspace?.profiles ?? noProfiles);
}
const noProfiles: readonly Profile[] = [];

export function useSelectedProfile(): Profile | null {
  return workspaceState(({ workspace, selectedId }) => workspace?.profiles.find(({ id }) => id === selectedId) ?? null);
}

export function useSettings(): Settings | null {
  return workspaceState((state) => state.workspace?.settings ?? null);
}

/** The environment whose variables are used; null for none. */
export function useEnvironment(): Environment | null {
  return workspaceState(({ workspace }) => workspace?.environments.find(({ id }) => id === workspace.settings.environmentId) ?? null);
}

export function selectProfile(id: string): void {
  workspaceState.setState({ selectedId: id });
}

/** Changes a profile on the screen, and in the workspace a moment later. */
export function editProfile(profile: Profile): void {
  workspaceState.setState(({ workspace }) =>
    workspace === null
      ? {}
      : { workspace: { ...workspace, profiles: workspace.profiles.map((each) => (each.id === profile.id ? profile : each)) } },
  );
  profileSaves.schedule(profile);
}

/** Changes an environment on the screen, and in the workspace a moment later. */
export function editEnvironment(environment: Environment): void {
  workspaceState.setState(({ workspace }) =>
    workspace === null
      ? {}
      : {
          workspace: {
            ...workspace,
            environments: workspace.environments.map((each) => (each.id === environment.id ? environment : each)),
          },
        },
  );
  environmentSaves.schedule(environment);
}

/** Saves what is still unsaved, now. @returns whether everything is saved. */
export async function flushEdits(): Promise<boolean> {
  const results = await Promise.all([profileSaves.flush(), environmentSaves.flush()]);
  return results.every(Boolean);
}

/** Saves settings; the screen shows them at once, and what the host says if it refuses. */
export async function saveSettings(change: Partial<Settings>): Promise<void> {
  const before = workspaceState.getState().workspace;
  if (before === null) return;
  const settings = { ...before.settings, ...change };
  workspaceState.setState({ workspace: { ...before, settings } });
  try {
    take(await host.invoke('settings.save', { settings }));
    markUnsaved('settings', null);
  } catch (thrown) {
    markUnsaved('settings', asAppError(thrown).toData());
    workspaceState.setState(({ workspace }) => (workspace === null ? {} : { workspace: { ...workspace, settings: before.settings } }));
  }
}

export async function readWorkspace(): Promise<void> {
  take(await host.invoke('workspace.read', {}));
}

/** Drops what was still to be saved of something that is being deleted. */
export function forget(ids: readonly string[]): void {
  for (const id of ids) {
    profileSaves.drop(id);
    environmentSaves.drop(id);
    markUnsaved(id, null);
  }
}
