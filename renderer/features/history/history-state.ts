/** The list of the History screen: which runs are asked for, and the pages of them that were read. */
import { create } from 'zustand';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { GrantType } from '../../../shared/model/profile.ts';
import type { RunOutcome, RunSummary } from '../../../shared/model/run.ts';
import { host } from '../../host/host.ts';
import { hostState } from '../../state/host-state.ts';

/** Runs read at once. */
const PAGE = 200;

/** Conditions that hold together; an absent one does not matter. */
export interface HistoryFilter {
  readonly profileId?: string;
  readonly grant?: GrantType;
  readonly outcome?: RunOutcome;
  readonly text?: string;
}

interface HistoryState {
  readonly filter: HistoryFilter;
  /** Pages that were read, by number. */
  readonly pages: ReadonlyMap<number, readonly RunSummary[]>;
  /** How many runs fit the filter; null until the first page was read. */
  readonly total: number | null;
  /** Why the list could not be read. */
  readonly error: AppErrorData | null;
  readonly selectedId: string | null;
}

export const historyState = create<HistoryState>(() => ({ filter: {}, pages: new Map(), total: null, error: null, selectedId: null }));

/** Counts the questions, so that a late answer to an old one is dropped. */
let question = 0;
let underWay = new Set<number>();

/** The run at a place of the list; undefined while its page is on its way. */
export function runAt(pages: HistoryState['pages'], index: number): RunSummary | undefined {
  return pages.get(Math.floor(index / PAGE))?.[index % PAGE];
}

/** Reads the pages that hold these places, unless they are there. */
export function needRuns(first: number, last: number): void {
  const { pages } = historyState.getState();
  for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
    if (!pages.has(page)) void readPage(page);
  }
}

async function readPage(page: number): Promise<void> {
  if (underWay.has(page)) return;
  underWay.add(page);
  const asked = question;
  try {
    const { filter } = historyState.getState();
    const { runs, total } = await host.invoke('run.list', { ...filter, offset: page * PAGE, limit: PAGE });
    if (asked !== question) return;
    historyState.setState(({ pages }) => ({ pages: new Map(pages).set(page, runs), total, error: null }));
  } catch (thrown) {
    if (asked === question) historyState.setState({ error: asAppError(thrown).toData() });
  } finally {
    if (asked === question) underWay.delete(page);
  }
}

/** Reads the list anew; what is on the screen stays until the new is there. */
export async function refreshHistory(): Promise<void> {
  question += 1;
  underWay = new Set();
  const asked = question;
  try {
    const { runs, total } = await host.invoke('run.list', { ...historyState.getState().filter, offset: 0, limit: PAGE });
    if (asked !== question) return;
    // Places move when runs come or go, so pages further down are read again when they are looked at.
    historyState.setState({ pages: new Map([[0, runs]]), total, error: null });
  } catch (thrown) {
    if (asked === question) historyState.setState({ pages: new Map(), total: null, error: asAppError(thrown).toData() });
  }
}

/** Asks for other runs. */
export function filterHistory(filter: HistoryFilter): void {
  historyState.setState({ filter });
  void refreshHistory();
}

export function selectRun(selectedId: string | null): void {
  historyState.setState({ selectedId });
}

/** Deletes a run for good. @returns why it could not be deleted, or null. */
export async function deleteRun(id: string): Promise<AppErrorData | null> {
  try {
    await host.invoke('run.delete', { ids: [id] });
  } catch (thrown) {
    return asAppError(thrown).toData();
  }
  selectRun(neighbourOf(id));
  await refreshHistory();
  return null;
}

/** The run that is shown when this one goes. */
function neighbourOf(id: string): string | null {
  const { pages, total } = historyState.getState();
  for (let index = 0; index < (total ?? 0); index += 1) {
    if (runAt(pages, index)?.id !== id) continue;
    return (runAt(pages, index + 1) ?? runAt(pages, index - 1))?.id ?? null;
  }
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
