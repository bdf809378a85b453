import { AppError } from '../errors.ts';
import type { HeldTokenRecord, TokenWord } from '../model/held-token.ts';
import type { Profile } from '../model/profile.ts';
import type { RunRecord, RunSummary, RunTask, RunView } from '../model/run.ts';
import type { RunHistory } from './history.ts';
import { followRun, type LiveRun } from './live-run.ts';
import type { WorkbenchContext } from './workbench-context.ts';

/** The runs under way, by id. */
export type LiveRuns = Map<string, LiveRun>;

/** A run that has ended, and the tokens to be held from then on. */
export interface FinishedRun {
  readonly record: RunRecord;
  readonly tokens: readonly HeldTokenRecord[];
  /** What a server said of a token that may be held. */
  readonly said?: TokenWord | null;
}

/** A run that can begin. */
export interface PreparedRun {
  readonly profile: Profile;
  work(run: LiveRun): Promise<FinishedRun>;
}

/**
 * Follows a run from its start until it is stored: it can be watched, cancelled and read meanwhile.
 *
 * @throws AppError `INPUT_INVALID` for an id that was used before, and what preparing it throws
 */
export type TrackRun = (runId: string, task: RunTask, prepare: () => Promise<PreparedRun>) => Promise<RunView>;

/** Makes the one place where runs of every task begin and end. */
export function trackRuns(context: WorkbenchContext, history: RunHistory, live: LiveRuns): TrackRun {
  const { emit, watched } = context;
  /** Ids of this session's runs: one that is used again would overwrite or confuse. */
  const used = new Set<string>();

  async function track(runId: string, task: RunTask, prepare: () => Promise<PreparedRun>): Promise<RunView> {
    if (used.has(runId)) throw new AppError('INPUT_INVALID', { message: 'A run with this id was already started.' });
    used.add(runId);
    const { profile, work } = await prepare();
    const run = followRun(context, runId, profile, task);
    live.set(runId, run);
    let finished: FinishedRun;
    try {
      finished = await work(run);
    } finally {
      live.delete(runId);
      run.ended();
    }
    const { record, tokens, said = null } = finished;
    const { view } = record;
    // Told before it is stored: what was obtained is on the screen even if the keychain keeps the store waiting.
    const stored = history.keep(record, tokens, said);
    emit('run.finished', { run: view });
    logRun(context, view.summary);
    await stored;
    return view;
  }

  return (...start) => watched(track(...start));
}

function logRun({ ports }: WorkbenchContext, { task, grant, outcome, startedAt, endedAt, errorCode }: RunSummary): void {
  ports.log.write('info', `run.${outcome}`, {
    ...(task === 'grant' ? { grant } : { task }),
    ms: (endedAt ?? startedAt) - startedAt,
    ...(errorCode !== null && { code: errorCode }),
  });
}
