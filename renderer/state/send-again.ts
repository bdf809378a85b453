import type { ReplayOf } from '../../shared/model/run.ts';
import type { MessageChanges } from '../../shared/model/stop.ts';
import { replayRun } from './run-state.ts';
import { sectionState } from './section-state.ts';

/** Sends a message of a finished run again, as a run that is shown where one stands: beside its profile, or under History. */
export async function sendAgain(of: ReplayOf, changes: MessageChanges): Promise<void> {
  await replayRun(of, changes, (historyRunId) => {
    if (sectionState.getState().section === 'history') sectionState.setState({ historyRunId });
  });
}
