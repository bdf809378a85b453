/**
 * Runs of this session, live and finished. A run that was read from history gets the same shape
 * (see {@link storedRun}), so that one result pane shows both.
 */
import { create } from 'zustand';
import type { RefreshWith } from '../../shared/contract/contract.ts';
import { asAppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { EndpointWishInput } from '../../shared/model/endpoint-wish.ts';
import type { LogoutWishInput } from '../../shared/model/logout-wish.ts';
import type { GrantType } from '../../shared/model/profile.ts';
import type { ReplayOf, RunTask, RunView, Step } from '../../shared/model/run.ts';
import type { MessageChanges, StopPoint } from '../../shared/model/stop.ts';
import { host } from '../host/host.ts';
import { hostState } from './host-state.ts';
import { saveForm } from './save-form.ts';

export interface LiveRun {
  readonly runId: string;
  readonly profileId: string | null;
  readonly task: RunTask;
  /** Of the profile; run only where the task is `grant`. */
  readonly grant: GrantType;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** By index, as they happen; after the end those of the view. */
  readonly steps: readonly Step[];
  /** Null while it runs, and when it could not even begin. */
  readonly view: RunView | null;
  /** Why there is no view: the run could not begin, or the host went away. A failed flow is not here but in `view.error`. */
  readonly error: AppErrorData | null;
  /** The user asked to end it, and it has not ended yet. */
  readonly cancelling: boolean;
  /** Whether the browser kept the authorization page from being opened; the screen then offers a button. */
  readonly popupBlocked: boolean;
  /** Why opening the page or pasting its redirect failed, while the run goes on waiting. */
  readonly notice: AppErrorData | null;
}

interface RunState {
  readonly runs: Readonly<Record<string, LiveRun>>;
  /** The run the result pane shows, by profile. */
  readonly shown: Readonly<Record<string, string>>;
}

export const runState = create<RunState>(() => ({ runs: {}, shown: {} }));

/** A run by its id; undefined for one this session has not seen. */
export function useRun(runId: string | null): LiveRun | undefined {
  return runState((state) => (runId === null ? undefined : state.runs[runId]));
}

/** The run the result pane shows for a profile. */
export function useShownRun(profileId: string | null): LiveRun | undefined {
  return runState((state) => (profileId === null ? undefined : state.runs[state.shown[profileId] ?? '']));
}

/** Whether a run is still under way. */
export function isUnderWay(run: LiveRun | undefined): run is LiveRun {
  return run !== undefined && run.view === null && run.error === null;
}

/** A run read from history, as the result pane takes it. */
export function storedRun(view: RunView): LiveRun {
  return {
    runId: view.summary.id,
    profileId: view.summary.profileId,
    task: view.summary.task,
    grant: view.summary.grant,
    startedAt: view.summary.startedAt,
    steps: view.steps,
    view,
    error: null,
    cancelling: false,
    popupBlocked: false,
    notice: null,
  };
}

function update(runId: string, change: (run: LiveRun) => Partial<LiveRun>): void {
  runState.setState(({ runs }) => {
    const run = runs[runId];
    return run === undefined ? {} : { runs: { ...runs, [runId]: { ...run, ...change(run) } } };
  });
}

/** Runs a grant of a profile as it stands in the form. Resolves at its end, however it ends. */
export async function startRun(
  profileId: string,
  grant: GrantType,
  options: { refreshFrom?: string; refreshWith?: RefreshWith; stops?: readonly StopPoint[] } = {},
): Promise<void> {
  if (!(await saveForm(profileId))) return;
  await follow({ profileId, task: 'grant', grant }, (runId) =>
    host.invoke('run.start', { runId, profileId, grant, ...options, stops: [...(options.stops ?? [])] }),
  );
}

/** Asks one endpoint of a profile's server as the client that stands in the form, as a run that is shown like any other. Resolves at its end, however it ends. */
export async function askEndpoint(profileId: string, grant: GrantType, wish: EndpointWishInput): Promise<void> {
  if (!(await saveForm(profileId))) return;
  await follow({ profileId, task: wish.task, grant }, (runId) => host.invoke('endpoint.ask', { runId, profileId, wish }));
}

/** Signs the user out at a profile's server, as a run. Resolves at its end, however it ends. */
export async function startLogout(profileId: string, grant: GrantType, wish: LogoutWishInput): Promise<void> {
  if (!(await saveForm(profileId))) return;
  await follow({ profileId, task: 'logout', grant }, (runId) => host.invoke('logout.start', { runId, profileId, wish }));
}

/**
 * Sends a message of a finished run again, as a run that is shown like any other. Resolves at its end, however it ends.
 *
 * @param began told of the new run
 */
export async function replayRun(of: ReplayOf, changes: MessageChanges, began: (runId: string) => void): Promise<void> {
  const { profileId, grant } = runState.getState().runs[of.runId] ?? (await host.invoke('run.read', { runId: of.runId })).summary;
  await follow({ profileId, task: 'replay', grant }, (runId) => {
    began(runId);
    return host.invoke('replay.send', { runId, of, changes });
  });
}

type RunStart = Pick<LiveRun, 'task' | 'grant' | 'profileId'>;

/** Follows a run that the host is asked for, and shows it where its profile is. Resolves at its end, however it ends. */
export async function follow(start: RunStart, invoke: (runId: string) => Promise<RunView>): Promise<void> {
  const runId = crypto.randomUUID();
  const run: LiveRun = {
    runId,
    ...start,
    startedAt: Date.now(),
    steps: [],
    view: null,
    error: null,
    cancelling: false,
    popupBlocked: false,
    notice: null,
  };
  runState.setState(({ runs, shown }) => ({
    runs: { ...runs, [runId]: run },
    shown: start.profileId === null ? shown : { ...shown, [start.profileId]: runId },
  }));
  try {
    finishRun(await invoke(runId));
  } catch (thrown) {
    const error = asAppError(thrown).toData();
    // A browser gives up on a call that lasts minutes; the run itself goes on, and its end comes as an event.
    if (error.code === 'CONTRACT_DISCONNECTED' && hostState.getState().connection.state === 'connected') return;
    update(runId, ({ view }) => (view === null ? { error } : {}));
  }
}

/** Asks the host to end a run. It ends with its own view, as cancelled. */
export async function cancelRun(runId: string): Promise<void> {
  update(runId, () => ({ cancelling: true }));
  try {
    await host.invoke('run.cancel', { runId });
  } catch (thrown) {
    update(runId, () => ({ cancelling: false, notice: asAppError(thrown).toData() }));
  }
}

/** Lets a run go on from its break point. @returns whether it does */
export function continueRun(runId: string, changes: MessageChanges): Promise<boolean> {
  return noticing(runId, () => host.invoke('run.continue', { runId, changes }));
}

/**
 * Pages the browser kept from being opened, by run: where nothing comes back from a page, its run is over by then,
 * and the host has it no more. Not part of the state that is drawn: a page may carry an ID token.
 */
const blockedPages = new Map<string, string>();

/** Opens the page a run waits at; called again, opens it again. `inBrowser`: not in the run's own window. */
export async function openAuthorization(runId: string, inBrowser = false): Promise<void> {
  try {
    const url = blockedPages.get(runId) ?? (await host.invoke('authorization.open', { runId, inBrowser })).url;
    if (url === null) return update(runId, () => ({ popupBlocked: false, notice: null }));
    const page = window.open(url, '_blank');
    // With `noopener` as a feature nobody could tell a blocked page from an open one.
    if (page !== null) page.opener = null;
    if (page === null) blockedPages.set(runId, url);
    else blockedPages.delete(runId);
    update(runId, () => ({ popupBlocked: page === null, notice: null }));
  } catch (thrown) {
    update(runId, () => ({ notice: asAppError(thrown).toData() }));
  }
}

/** Hands a redirected URL that the user pasted to the waiting run. @returns whether it was taken. */
export function pasteRedirect(runId: string, url: string): Promise<boolean> {
  return noticing(runId, () => host.invoke('redirect.paste', { runId, url }));
}

/** Tells the host something for a run that waits; why it was not taken is the run's notice. @returns whether it was taken */
async function noticing(runId: string, tell: () => Promise<unknown>): Promise<boolean> {
  try {
    await tell();
    update(runId, () => ({ notice: null }));
    return true;
  } catch (thrown) {
    update(runId, () => ({ notice: asAppError(thrown).toData() }));
    return false;
  }
}

/** Shows a stored run in the place of its profile's latest. */
export function showRun(profileId: string, view: RunView): void {
  const run = storedRun(view);
  runState.setState(({ runs, shown }) => ({ runs: { ...runs, [run.runId]: run }, shown: { ...shown, [profileId]: run.runId } }));
}

function finishRun(view: RunView): void {
  update(view.summary.id, () => ({ view, steps: view.steps, error: null, cancelling: false }));
}

function mergeStep(runId: string, step: Step): void {
  update(runId, ({ steps, view }) => {
    if (view !== null) return {};
    const merged = steps.filter(({ index }) => index !== step.index);
    return { steps: [...merged, step].sort((one, other) => one.index - other.index) };
  });
}

/** Follows the host's events. Called once, at the start. */
export function followRuns(): void {
  host.on('run.stepped', ({ runId, step }) => {
    const known = runState.getState().runs[runId];
    const before = known?.steps.find(({ index }) => index === step.index);
    mergeStep(runId, step);
    const opensHere = hostState.getState().facts?.capabilities.opensBrowser === false;
    // Only the page that started the run opens it: another page of the same host hears the event too.
    if (known !== undefined && opensHere && step.waiting?.for === 'browser' && (before?.waiting ?? null) === null)
      void openAuthorization(runId);
  });
  host.on('run.finished', ({ run }) => finishRun(run));
}

/** After a lost connection: what became of the runs that were under way. */
export async function catchUpRuns(): Promise<void> {
  const open = Object.values(runState.getState().runs).filter(({ view }) => view === null);
  for (const { runId } of open) {
    try {
      finishRun(await host.invoke('run.read', { runId }));
    } catch {
      // Not in history: still under way, or it ended with the host. Its end, if there is one, comes as an event.
    }
  }
}
