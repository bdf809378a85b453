import type { Handlers, ParsedInput } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import type { Profile } from '../model/profile.ts';
import type { Workspace } from '../model/workspace.ts';
import { createDpopKey } from '../protocol/dpop.ts';
import type { RunHistory } from './history.ts';
import { type LiveRun, openPage } from './live-run.ts';
import { secretAccount } from './profile-secrets.ts';
import type { ReadSecret } from './resolve-profile.ts';
import { runGrant } from './run-grant.ts';
import { tokenOfRun } from './token-of-run.ts';
import type { LiveRuns, PreparedRun, TrackRun } from './track-runs.ts';
import { profileOf, type WorkbenchContext } from './workbench-context.ts';

type GrantHandlers = Pick<Handlers, 'run.start' | 'run.continue' | 'run.cancel' | 'authorization.open' | 'redirect.paste'>;

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
      const { ready, secret } = await run.unlessCancelled(prepare(input, profile, context, history));
      const resolved = await run.unlessCancelled(context.resolve(ready, workspace, secret));
      const { clockSkewSeconds } = workspace.settings;
      return runGrant(ports, { runId, profile: resolved, clockSkewSeconds, signal: run.signal, stops: input.stops }, run.observer);
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

    'authorization.open': async ({ runId }) => {
      const { url } = await liveRun(runId).authorization();
      return { url: (await openPage(ports, url)) ? null : url };
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

/** The profile as it is to be run; with `refreshFrom`, with the refresh token of that run in place of its own. */
async function prepare(
  { grant, refreshFrom }: ParsedInput<'run.start'>,
  profile: Profile,
  { readSecret }: WorkbenchContext,
  history: RunHistory,
): Promise<{ ready: Profile; secret: ReadSecret }> {
  if (refreshFrom === undefined) return { ready: profile, secret: readSecret };
  if (grant !== 'refresh_token') {
    throw new AppError('INPUT_INVALID', { message: 'Only the refresh token grant can take the refresh token of an earlier run.' });
  }
  const token = tokenOfRun((await history.read(refreshFrom)).sealed, 'refresh_token');
  if (token === undefined) {
    throw new AppError('INPUT_MISSING_SECRET', {
      message: 'That run obtained no refresh token.',
      hint: 'Ask for one (often with the scope offline_access), or enter one in the profile.',
    });
  }
  // No field of the keychain can have this name by accident: it is longer than a field may be.
  const field = `refresh token of run ${refreshFrom} `.padEnd(300, '.');
  return {
    ready: { ...profile, request: { ...profile.request, refreshToken: { secret: field } } },
    secret: async (owner, name) => (name === field ? token : readSecret(owner, name)),
  };
}
