import type { Handlers, ParsedInput } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import { showMessage } from '../exchange/show-message.ts';
import { clientSettings, endpointEdits, type Profile, requestSettings } from '../model/profile.ts';
import type { RunRecord } from '../model/run.ts';
import { editsOf } from '../protocol/changed-message.ts';
import { heldTokens } from './held-tokens.ts';
import type { RunHistory } from './history.ts';
import type { LiveRun } from './live-run.ts';
import { recordedMessage } from './replayed-message.ts';
import { runReplayedCallback, runReplayedRequest } from './run-replay.ts';
import type { PreparedRun, TrackRun } from './track-runs.ts';
import { profileOf, type WorkbenchContext } from './workbench-context.ts';

type ReplayHandlers = Pick<Handlers, 'replay.read' | 'replay.send'>;

/** Sending a message of a finished run once more, with changes. */
export function replayHandlers(context: WorkbenchContext, history: RunHistory, track: TrackRun): ReplayHandlers {
  async function prepare({ runId, of, changes }: ParsedInput<'replay.send'>): Promise<PreparedRun> {
    const workspace = await context.ports.workspace.read();
    const record = await history.read(of.runId);
    const { summary } = record.view;
    const recorded = recordedMessage(record, of.step);
    const saved = { ...profileOf(workspace, needProfile(record)), grant: summary.grant };
    const edits = editsOf(recorded.message, changes);
    const authorization = record.sealed.authorization ?? null;
    const isCallback = recorded.name === 'callback';
    if (isCallback && authorization === null) {
      throw new AppError('STORE_NOT_FOUND', {
        message: 'The request this redirect answered was not kept with the run.',
        hint: 'Run again: a new run keeps it. Or paste the redirected URL into a run that waits.',
      });
    }
    const work = async (run: LiveRun) => {
      const provesPossession = recorded.message.headers.some(([name]) => name.toLowerCase() === 'dpop');
      const bare = isCallback ? saved : requestOnly(saved, provesPossession);
      const resolved = await run.unlessCancelled(context.resolve(bare, workspace));
      const { clockSkewSeconds } = workspace.settings;
      const request = { runId, profile: { ...resolved, grant: saved.grant }, clockSkewSeconds, signal: run.signal };
      const replay = { of, recorded, edits, authorization };
      const again =
        isCallback && authorization !== null
          ? await runReplayedCallback(context.ports, request, run.observer, { ...replay, authorization })
          : await runReplayedRequest(context.ports, request, run.observer, replay);
      return { record: again, tokens: heldTokens(again, resolved) };
    };
    return { profile: saved, work };
  }

  return {
    'replay.read': async ({ of }) => {
      const { name, message, secrets } = recordedMessage(await history.read(of.runId), of.step);
      return { name, message: showMessage(message, secrets) };
    },
    'replay.send': (input) => track(input.runId, 'replay', () => prepare(input)),
  };
}

/** @throws AppError `STORE_NOT_FOUND` */
function needProfile({ view }: RunRecord): string {
  const { profileId } = view.summary;
  if (profileId !== null) return profileId;
  throw new AppError('STORE_NOT_FOUND', { message: 'That run belongs to no saved profile, so that nothing says how to reach the server.' });
}

/** The profile as a recorded request needs it: how the server is reached. What the request carries is its own. */
function requestOnly(saved: Profile, provesPossession: boolean): Profile {
  const { clientId, decryptionKey } = saved.client;
  const { pkce, protection } = saved.request;
  const none = endpointEdits.parse({});
  return {
    ...saved,
    grant: 'client_credentials',
    server: { ...saved.server, tokenKey: null },
    client: clientSettings.parse({ clientId, decryptionKey, authMethod: 'none' }),
    request: requestSettings.parse({
      pkce,
      protection: { dpop: provesPossession, dpopKey: protection.dpopKey, dpopAlg: protection.dpopAlg },
    }),
    edits: { authorization: none, token: none },
  };
}
