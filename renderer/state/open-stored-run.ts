import { asAppError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { host } from '../host/host.ts';
import { runState, showRun } from './run-state.ts';
import { sectionState } from './section-state.ts';
import { reportProblem, selectProfile, workspaceState } from './workspace-state.ts';

/** Shows an earlier run beside the profile that made it; under History where that profile is gone. */
export async function openStoredRun({ id, profileId }: RunSummary): Promise<void> {
  const profiles = workspaceState.getState().workspace?.profiles ?? [];
  if (profileId === null || !profiles.some((profile) => profile.id === profileId)) {
    return sectionState.setState({ section: 'history', historyRunId: id });
  }
  selectProfile(profileId);
  const known = runState.getState().runs[id];
  if (known !== undefined) return runState.setState(({ shown }) => ({ shown: { ...shown, [profileId]: id } }));
  try {
    showRun(profileId, await host.invoke('run.read', { runId: id }));
  } catch (thrown) {
    reportProblem(asAppError(thrown).toData());
  }
}
