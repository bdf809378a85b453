import { create } from 'zustand';
import type { RunSummary } from '../../shared/model/run.ts';
import { host } from '../host/host.ts';

/** How many runs back the list of profiles looks for the last run of each. */
const DEPTH = 500;

interface HistorySummaryState {
  /** The latest runs, newest first. */
  readonly recent: readonly RunSummary[];
}

/** The latest runs, for the dots beside the profiles and the list of recent runs. The History screen has its own. */
export const historySummaryState = create<HistorySummaryState>(() => ({ recent: [] }));

let underWay: Promise<void> | null = null;
let again = false;

/** Reads the latest runs anew; calls that come while one is under way are answered by one more. */
export function refreshRecentRuns(): Promise<void> {
  if (underWay !== null) {
    again = true;
    return underWay;
  }
  underWay = read().finally(() => {
    underWay = null;
    if (!again) return;
    again = false;
    void refreshRecentRuns();
  });
  return underWay;
}

async function read(): Promise<void> {
  try {
    const { runs } = await host.invoke('run.list', { limit: DEPTH });
    historySummaryState.setState({ recent: runs });
  } catch {
    // A closed history is told by the banner above the screen.
    historySummaryState.setState({ recent: [] });
  }
}

/** The last run of a profile. */
export function useLastRun(profileId: string): RunSummary | undefined {
  return historySummaryState(({ recent }) => recent.find((run) => run.profileId === profileId));
}
