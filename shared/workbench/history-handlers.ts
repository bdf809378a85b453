import type { Handlers, RevealPart } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import { unsealField } from '../exchange/unseal-exchange.ts';
import type { RunRecord } from '../model/run.ts';
import type { RunHistory } from './history.ts';
import { recordedMessage } from './replayed-message.ts';
import { exportRun } from './run-export.ts';
import { tokenOfRun } from './token-of-run.ts';
import type { LiveRuns } from './track-runs.ts';
import type { WorkbenchContext } from './workbench-context.ts';

type HistoryHandlers = Pick<Handlers, 'run.list' | 'run.read' | 'run.delete' | 'run.wipe' | 'run.export' | 'exchange.reveal'>;

/** Looking at runs. Only `exchange.reveal`, and an export that asks for it, answer with what was sealed. */
export function historyHandlers({ host }: WorkbenchContext, history: RunHistory, live: LiveRuns): HistoryHandlers {
  const refuseLive = (runId: string) => {
    if (!live.has(runId)) return;
    throw new AppError('STORE_NOT_FOUND', {
      message: 'The run is still under way.',
      hint: 'Hidden values can be shown, and the run exported, once it has ended.',
    });
  };

  return {
    'run.list': (query) => history.list(query),
    'run.read': async ({ runId }) => live.get(runId)?.view() ?? (await history.read(runId)).view,
    'run.delete': async ({ ids }) => {
      await history.delete(ids);
      return null;
    },
    'run.wipe': async () => {
      await history.wipe();
      return null;
    },
    'run.export': async ({ runId, format, secrets }) => {
      refuseLive(runId);
      return exportRun(await history.read(runId), format, secrets, host.version);
    },
    'exchange.reveal': async ({ runId, part }) => {
      const running = live.get(runId);
      if (running !== undefined && part.kind === 'stopped') return { text: running.stoppedValue(part.at) };
      refuseLive(runId);
      return { text: reveal(await history.read(runId), part) };
    },
  };
}

/** @throws AppError `STORE_NOT_FOUND` where the run has no such part */
function reveal({ view, sealed }: RunRecord, part: RevealPart): string {
  const missing = () => new AppError('STORE_NOT_FOUND', { message: 'This run has no such part.' });
  switch (part.kind) {
    case 'step': {
      const template = view.steps.find(({ index }) => index === part.index)?.exchange;
      const values = sealed.exchanges[part.index];
      if (!template || !values) throw missing();
      return unsealField(template, values, part.field);
    }
    case 'stray': {
      const hit = view.strayHits[part.index];
      const values = sealed.strayHits[part.index];
      if (hit === undefined || values === undefined) throw missing();
      return unsealField(hit.exchange, values, part.field);
    }
    case 'token': {
      const token = tokenOfRun(sealed, part.token);
      if (token === undefined) throw missing();
      return token;
    }
    case 'message': {
      const value = recordedMessage({ view, sealed }, part.index).message[part.at.list][part.at.index]?.[1];
      if (value === undefined) throw missing();
      return value;
    }
    // A run that has ended stands nowhere.
    case 'stopped':
      throw missing();
  }
}
