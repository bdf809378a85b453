import type { Handlers } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import type { Environment } from '../model/workspace.ts';
import { environmentSecrets, orphanedSecrets } from './profile-secrets.ts';
import type { WorkbenchContext } from './workbench-context.ts';

type EnvironmentHandlers = Pick<Handlers, 'environment.save' | 'environment.delete' | 'settings.save'>;

/** Environments with their secret variables, and the settings, which name the chosen one. */
export function environmentHandlers({ ports, changeWorkspace, deleteSecrets, inBackground }: WorkbenchContext): EnvironmentHandlers {
  return {
    'environment.save': async ({ environment }) => {
      let before: Environment | undefined;
      const workspace = await changeWorkspace((current) => {
        before = current.environments.find(({ id }) => id === environment.id);
        const environments =
          before === undefined
            ? [...current.environments, environment]
            : current.environments.map((other) => (other.id === environment.id ? environment : other));
        return { ...current, environments };
      });
      const orphans = orphanedSecrets(environmentSecrets(environment), before && environmentSecrets(before));
      inBackground('secret.orphaned', deleteSecrets(environment.id, orphans));
      return workspace;
    },

    'environment.delete': async ({ id }) => {
      let deleted: Environment | undefined;
      const workspace = await changeWorkspace((current) => {
        deleted = current.environments.find((environment) => environment.id === id);
        if (deleted === undefined) throw new AppError('STORE_NOT_FOUND', { message: 'There is no such environment.' });
        const environmentId = current.settings.environmentId === id ? null : current.settings.environmentId;
        return {
          ...current,
          environments: current.environments.filter((environment) => environment.id !== id),
          settings: { ...current.settings, environmentId },
        };
      });
      if (deleted !== undefined) await deleteSecrets(id, environmentSecrets(deleted));
      return workspace;
    },

    'settings.save': async ({ settings }) => {
      const workspace = await changeWorkspace((current) => {
        const { environmentId } = settings;
        if (environmentId !== null && !current.environments.some(({ id }) => id === environmentId)) {
          throw new AppError('STORE_NOT_FOUND', { message: 'There is no such environment.' });
        }
        return { ...current, settings };
      });
      // Fewer runs to keep means fewer runs now, not at the next one; a closed history has none to lose.
      inBackground('run.prune', ports.runs.prune(settings, ports.clock.now()));
      return workspace;
    },
  };
}
