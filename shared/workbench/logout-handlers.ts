import type { Handlers, ParsedInput } from '../contract/contract.ts';
import { bareProfile } from './bare-profile.ts';
import { tokenInHand } from './endpoint-handlers.ts';
import { knowing } from './fill-texts.ts';
import type { RunHistory } from './history.ts';
import type { LiveRun } from './live-run.ts';
import { filledLogout, runLogout } from './run-logout.ts';
import type { PreparedRun, TrackRun } from './track-runs.ts';
import { profileOf, type WorkbenchContext } from './workbench-context.ts';

/** Signing out. */
export function logoutHandlers(context: WorkbenchContext, history: RunHistory, track: TrackRun): Pick<Handlers, 'logout.start'> {
  const { ports } = context;

  async function prepare({ runId, profileId, wish }: ParsedInput<'logout.start'>): Promise<PreparedRun> {
    const workspace = await ports.workspace.read();
    const saved = profileOf(workspace, profileId);
    const { clockSkewSeconds } = workspace.settings;
    const work = async (run: LiveRun) => {
      const token = wish.idToken === null ? null : await run.unlessCancelled(tokenInHand(wish.idToken, history));
      const resolved = await run.unlessCancelled(context.resolve(bareProfile(saved), workspace));
      const ready = { ...wish, idToken: token?.value ?? null };
      const { texts, secrets } = await run.unlessCancelled(context.fillTexts(workspace, (fill) => filledLogout(ready, fill)));
      const profile = knowing({ ...resolved, grant: saved.grant }, secrets);
      const request = { runId, profile, clockSkewSeconds, signal: run.signal };
      return { record: await runLogout(ports, request, texts, run.observer), tokens: [] };
    };
    return { profile: saved, work };
  }

  return { 'logout.start': (input) => track(input.runId, 'logout', () => prepare(input)) };
}
