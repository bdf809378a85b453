import { asAppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { Environment } from '../../shared/model/workspace.ts';
import { host } from '../host/host.ts';
import { listSecrets } from './secret-state.ts';
import { forget, saveSettings, take, workspaceState } from './workspace-state.ts';

/** Adds an environment; the first one is chosen at once. @returns it, or why not. */
export async function addEnvironment(name: string): Promise<Environment | AppErrorData> {
  const environment: Environment = { id: crypto.randomUUID(), name, variables: [] };
  const isFirst = workspaceState.getState().workspace?.environments.length === 0;
  try {
    take(await host.invoke('environment.save', { environment }));
    if (isFirst) await saveSettings({ environmentId: environment.id });
    return environment;
  } catch (thrown) {
    return asAppError(thrown).toData();
  }
}

/** Deletes an environment with its secrets. @returns why not; null when it is gone. */
export async function deleteEnvironment(id: string): Promise<AppErrorData | null> {
  try {
    forget([id]);
    take(await host.invoke('environment.delete', { id }));
    await listSecrets();
    return null;
  } catch (thrown) {
    return asAppError(thrown).toData();
  }
}
