import { refreshFrom } from './refresh-state.ts';
import { isUnderWay, runState, startRun } from './run-state.ts';
import { saveForm } from './save-form.ts';
import { sectionState } from './section-state.ts';
import { chosenStops } from './stops-state.ts';
import { workspaceState } from './workspace-state.ts';

/**
 * Runs the chosen profile with everything that stands in the form: what was typed a moment ago is
 * saved first. @returns false where something could not be saved; the field that failed says why.
 */
export async function runSelectedProfile(): Promise<boolean> {
  const { workspace, selectedId } = workspaceState.getState();
  if (workspace === null || selectedId === null) return false;
  const { runs, shown } = runState.getState();
  if (isUnderWay(runs[shown[selectedId] ?? ''])) return false;
  // Before the drawer closes, which hides what could not be saved.
  if (!(await saveForm(selectedId))) return false;
  const profile = workspaceState.getState().workspace?.profiles.find(({ id }) => id === selectedId);
  if (profile === undefined) return false;
  // A form in a drawer makes room for what it started.
  sectionState.setState({ formOpen: false });
  const from = refreshFrom(profile);
  await startRun(profile.id, profile.grant, { ...(from !== undefined && { refreshFrom: from }), stops: chosenStops() });
  return true;
}
