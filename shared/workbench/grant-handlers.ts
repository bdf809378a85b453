import type { Handlers, ParsedInput } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import type { Workspace } from '../model/workspace.ts';
import { createDpopKey } from '../protocol/dpop.ts';
import { heldTokens } from './held-tokens.ts';
import type { RunHistory } from './history.ts';
import { type LiveRun, openPage } from './live-run.ts';
import { secretAccount } from './profile-secrets.ts';
import { withRefreshSource } from './refresh-source.ts';
import { runGrant } from './run-grant.ts';
import type { LiveRuns, PreparedRun, TrackRun } from './track-runs.ts';
import { profileOf, type WorkbenchContext } from './workbench-context.ts';

type GrantHandlers = Pick<
  Handlers,
  'run.start' | 'run.continue' | 'run.cancel' | 'authorization.open' | 'cookies.forget' | 'redirect.paste'
>;

/** Running grants, any number at a time. */
export function grantHandlers(context: WorkbenchContext, history: RunHistory, live: LiveRuns, track: TrackRun): GrantHandlers {
  const { ports } = context;

  const liveRun = (runId: string): LiveRun => {
    const run = live.get(runId);
    if (run === undefined)
      throw new AppError('STORE_NOT_FOUND', { message: 'No run with this id is under way.', hint: 'It may have ended.' });
    return run;
  };

  async function prepareRun(input: ParsedInput<'run.start'>): Promise<PreparedRun> {
    const { runId } = input;
    const workspace = await withDpopKey(context, input.profileId);
    const profile = { ...profileOf(workspace, input.profileId), grant: input.grant };
    const work = async (run: LiveRun) => {
      const { ready, secret, origin } = await run.unlessCancelled(withRefreshSource(input, profile, context.readSecret, history));
      const resolved = await run.unlessCancelled(context.resolve(ready, workspace, secret));
      const { clockSkewSeconds } = workspace.settings;
      const refreshOf = origin && { runId: origin.runId, familyId: origin.familyId };
      const request = { runId, profile: resolved, clockSkewSeconds, signal: run.signal, stops: input.stops, refreshOf };
      const record = await runGrant(ports, request, run.observer);
      return { record, tokens: heldTokens(record, resolved, origin) };
    };
    return { profile, work };
  }

  return {
    'run.start': (input) => track(input.runId, 'grant', () => prepareRun(input)),

    'run.continue': async ({ runId, changes }) => {
      liveRun(runId).goOn(changes);
      return null;
    },

    'run.cancel': async ({ runId }) => {
      liveRun(runId).cancel();
      return null;
    },

    'authorization.open': async ({ runId, inBrowser }) => {
      const { url, openWindow } = await liveRun(runId).authorization();
      return { url: (await openPage(ports, { url, openWindow: inBrowser ? null : openWindow })) ? null : url };
    },

    'cookies.forget': async ({ profileId }) => {
      if (ports.signInWindow === undefined) {
        throw new AppError('UNSUPPORTED', {
          message: 'This Grantbench has no sign-in window of its own.',
          hint: 'The cookies of your browser are in your browser.',
        });
      }
      await ports.signInWindow.forget(profileId);
      return null;
    },

    'redirect.paste': async ({ runId, url }) => {
      liveRun(runId).paste(url);
      return null;
    },
  };
}

/** The workspace, in which the profile has its DPoP key where it is to prove possession of one: made at first use. */
async function withDpopKey({ ports, changeWorkspace }: WorkbenchContext, profileId: string): Promise<Workspace> {
  const workspace = await ports.workspace.read();
  const { dpop, dpopKey, dpopAlg } = profileOf(workspace, profileId).request.protection;
  if (!dpop || dpopKey !== null) return workspace;
  const reference = { secret: `dpop_key.${dpopAlg}` };
  const account = secretAccount(profileId, reference.secret);
  if ((await ports.secrets.get(account)) === null) await ports.secrets.set(account, await createDpopKey(dpopAlg));
  return changeWorkspace((now) => ({
    ...now,
    profiles: now.profiles.map((profile) =>
      profile.id === profileId
        ? { ...profile, request: { ...profile.request, protection: { ...profile.request.protection, dpopKey: reference } } }
        : profile,
    ),
  }));
}
