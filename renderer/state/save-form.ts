import { flushSecrets } from './secret-state.ts';
import { flushEdits, reportProblem, workspaceState } from './workspace-state.ts';

/**
 * Saves what stands in the form and was typed a moment ago, before a profile is used.
 *
 * @returns false where something that is used could not be saved: the profile says so beside Run, a secret at
 *   its field, the environment at the list of profiles. What else is unsaved is no reason not to go on.
 */
export async function saveForm(profileId: string): Promise<boolean> {
  // A secret that is new changes the profile too, so it goes first.
  const secretsSaved = await flushSecrets();
  await flushEdits();
  const { workspace, unsaved } = workspaceState.getState();
  const environment = workspace?.environments.find(({ id }) => id === workspace.settings.environmentId);
  const problem = environment && unsaved[environment.id];
  if (problem !== undefined) {
    const message = `The environment “${environment?.name.slice(0, 60)}” is not saved: ${problem.message}`;
    reportProblem({ ...problem, message });
  }
  return secretsSaved && unsaved[profileId] === undefined && problem === undefined;
}
