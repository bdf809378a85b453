/** The list of the History screen: which runs are asked for, and the pages of them that were read. */
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { GrantType } from '../../../shared/model/profile.ts';
import type { RunOutcome, RunSummary, RunTask } from '../../../shared/model/run.ts';
import { host } from '../../host/host.ts';
import { hostState } from '../../state/host-state.ts';
import { createPagedList } from '../../state/paged-list.ts';

/** Conditions that hold together; an absent one does not matter. */
interface HistoryFilter {
  readonly profileId?: string;
  readonly task?: RunTask;
  readonly grant?: GrantType;
  readonly outcome?: RunOutcome;
  readonly text?: string;
}

/** The runs that are asked for, and the chosen one. */
export const historyList = createPagedList<HistoryFilter, RunSummary>({}, async (filter, offset, limit) => {
  const { runs, total } = await host.invoke('run.list', { ...filter, offset, limit });
  return { items: runs, total };
});
export const historyState = historyList.state;
export const { refresh: refreshHistory, filterBy: filterHistory, select: selectRun } = historyList;

/** Deletes a run for good. @returns why it could not be deleted, or null. */
export async function deleteRun(id: string): Promise<AppErrorData | null> {
  try {
    await host.invoke('run.delete', { ids: [id] });
  } catch (thrown) {
    return asAppError(thrown).toData();
  }
  selectRun(historyList.neighbourOf(id));
  await refreshHistory();
  return null;
}

/** Deletes every run for good. @returns why it could not be done, or null. */
export async function wipeHistory(): Promise<AppErrorData | null> {
  try {
    await host.invoke('run.wipe', {});
  } catch (thrown) {
    return asAppError(thrown).toData();
  }
  historyState.setState({ filter: {}, selectedId: null });
  await refreshHistory();
  return null;
}

/** Asks the keychain again, after the user unlocked it. @returns why it could not be asked, or null. */
export async function reopenHistory(): Promise<AppErrorData | null> {
  try {
    await host.invoke('keychain.probe', {});
    const facts = await host.invoke('host.describe', {});
    hostState.setState({ facts });
  } catch (thrown) {
    return asAppError(thrown).toData();
  }
  await refreshHistory();
  return null;
}

/** Keeps the list in step with the host. @returns a function that stops. */
export function followHistory(): () => void {
  const stops = [host.on('run.finished', () => void refreshHistory()), host.on('keychain.changed', () => void refreshHistory())];
  return () => {
    for (const stop of stops) stop();
  };
}
