import type { Handlers, ParsedInput } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import type { EndpointWish, TokenSource } from '../model/endpoint-wish.ts';
import { endpointProfile } from './endpoint-profile.ts';
import type { ReadyWish, TokenInHand } from './endpoints/endpoint.ts';
import { knowing } from './fill-texts.ts';
import { fillWish } from './fill-wish.ts';
import type { RunHistory } from './history.ts';
import type { LiveRun } from './live-run.ts';
import { runEndpoint } from './run-endpoint.ts';
import { serverWord } from './server-word.ts';
import { tokenOfRun } from './token-of-run.ts';
import type { PreparedRun, TrackRun } from './track-runs.ts';
import { profileOf, type WorkbenchContext } from './workbench-context.ts';

/** Asking one endpoint by itself. */
export function endpointHandlers(context: WorkbenchContext, history: RunHistory, track: TrackRun): Pick<Handlers, 'endpoint.ask'> {
  const { ports } = context;

  async function prepare({ runId, profileId, wish }: ParsedInput<'endpoint.ask'>): Promise<PreparedRun> {
    const workspace = await ports.workspace.read();
    const saved = profileOf(workspace, profileId);
    const { clockSkewSeconds } = workspace.settings;
    const work = async (run: LiveRun) => {
      const ready = await run.unlessCancelled(readyWish(wish, history));
      const bare = endpointProfile(saved, wish.task, provesPossession(ready) ?? saved.request.protection.dpop);
      const resolved = await run.unlessCancelled(context.resolve(bare, workspace));
      const { texts, secrets } = await run.unlessCancelled(context.fillTexts(workspace, (fill) => fillWish(ready, fill)));
      const profile = knowing({ ...resolved, grant: saved.grant }, secrets);
      const request = { runId, profile, clockSkewSeconds, signal: run.signal };
      const record = await runEndpoint(ports, request, texts, run.observer);
      return { record, tokens: [], said: serverWord(record.view, ready.token) };
    };
    return { profile: saved, work };
  }

  return { 'endpoint.ask': (input) => track(input.runId, input.wish.task, () => prepare(input)) };
}

/** Whether a request proves possession of a key; null where the profile says. */
function provesPossession(wish: ReadyWish): boolean | null {
  if ('place' in wish && wish.place !== undefined) return wish.place === 'dpop';
  return wish.token.type === null ? null : wish.token.type.toLowerCase() === 'dpop';
}

/** The wish with the token itself. @throws AppError `INPUT_MISSING_SECRET`, `STORE_NOT_FOUND` */
async function readyWish(wish: EndpointWish, history: RunHistory): Promise<ReadyWish> {
  return { ...wish, token: await tokenInHand(wish.token, history) };
}

/** @throws AppError `INPUT_MISSING_SECRET` where that run has no such token */
export async function tokenInHand(source: TokenSource, history: RunHistory): Promise<TokenInHand> {
  if ('value' in source) return { value: source.value, kind: null, type: null, subject: null };
  if ('tokenId' in source) {
    const { token, type, value } = await history.token(source.tokenId);
    return { value, kind: token.kind, type, subject: token.subject, familyId: token.familyId };
  }
  const { runId, kind } = source.held;
  const { view, sealed } = await history.read(runId);
  const value = tokenOfRun(sealed, kind);
  if (value === undefined) {
    throw new AppError('INPUT_MISSING_SECRET', {
      message: `That run obtained no ${kind.replace('_', ' ')}.`,
      hint: 'Choose a token it did obtain, or paste one.',
    });
  }
  const type = sealed.tokens?.token_type;
  const subject = view.tokens.find((token) => token.kind === 'id_token')?.reading.payload?.sub;
  return {
    value,
    kind,
    type: typeof type === 'string' ? type : null,
    subject: typeof subject === 'string' ? subject : null,
    familyId: view.refreshOf?.familyId ?? runId,
  };
}
