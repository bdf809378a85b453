import { type LiveRun, startRun } from '../../state/run-state.ts';
import { showWorkbench } from '../../state/show-workbench.ts';
import { workspaceState } from '../../state/workspace-state.ts';

/** Trades the refresh token of a run for fresh tokens, where its profile can be watched doing it. Absent where that profile is gone. */
export function refreshWith({ runId, profileId }: LiveRun): (() => void) | undefined {
  const profiles = workspaceState.getState().workspace?.profiles ?? [];
  if (profileId === null || !profiles.some(({ id }) => id === profileId)) return undefined;
  return () => {
    showWorkbench(profileId);
    void startRun(profileId, 'refresh_token', { refreshFrom: runId });
  };
}
