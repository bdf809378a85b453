import { asAppError } from '../../shared/errors.ts';
import type { GrantType, ProfileInput } from '../../shared/model/profile.ts';
import { host } from '../host/host.ts';
import { listSecrets } from './secret-state.ts';
import { flushEdits, forget, reportProblem, selectProfile, take, workspaceState } from './workspace-state.ts';

/** Does something to profiles; what goes wrong is told beside the list. Gives undefined then. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    const result = await work();
    workspaceState.setState({ problem: null });
    return result;
  } catch (thrown) {
    reportProblem(asAppError(thrown).toData());
    return undefined;
  }
}

interface NewProfile {
  readonly name: string;
  readonly group?: string;
  readonly grant?: GrantType;
  readonly server?: ProfileInput['server'];
  readonly client?: ProfileInput['client'];
  readonly request?: ProfileInput['request'];
}

/** Adds a profile and selects it. @returns its id; undefined when it could not be added. */
export function addProfile({ name, group = '', grant = 'authorization_code', ...parts }: NewProfile): Promise<string | undefined> {
  return attempt(async () => {
    const id = crypto.randomUUID();
    take(await host.invoke('profile.save', { profile: { id, name, group, grant, ...parts } }));
    selectProfile(id);
    return id;
  });
}

export async function duplicateProfile(id: string): Promise<void> {
  await attempt(async () => {
    await flushEdits();
    const { workspace, id: copy } = await host.invoke('profile.duplicate', { id });
    take(workspace);
    selectProfile(copy);
    await listSecrets();
  });
}

/** Deletes profiles with their secrets. @param tokens whether also what is held of the tokens they obtained */
export async function deleteProfiles(ids: readonly string[], tokens = false): Promise<void> {
  await attempt(async () => {
    forget(ids);
    take(await host.invoke('profile.delete', { ids: [...ids], tokens }));
    await listSecrets();
  });
}

/** Puts a profile into a group, before another one; null puts it last. */
export async function moveProfile(id: string, group: string, before: string | null): Promise<void> {
  await attempt(async () => {
    await flushEdits();
    take(await host.invoke('profile.move', { id, group, before }));
  });
}

/** The profiles as a text to hand to somebody else, without secrets. */
export function exportProfiles(ids: readonly string[]): Promise<string | undefined> {
  return attempt(async () => {
    await flushEdits();
    return (await host.invoke('profile.export', { ids: [...ids] })).text;
  });
}

/** Adds the profiles of an exported file and selects the first. @throws AppError `INPUT_*` */
export async function importProfiles(text: string): Promise<number> {
  const { workspace, ids } = await host.invoke('profile.import', { text });
  take(workspace);
  const [first] = ids;
  if (first !== undefined) selectProfile(first);
  return ids.length;
}
