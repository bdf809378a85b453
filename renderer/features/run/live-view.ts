import { grantTraits } from '../../../shared/model/grant-traits.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { RunView } from '../../../shared/model/run.ts';
import type { LiveRun } from '../../state/run-state.ts';
import type { PlannedRun } from './sequence-layout.ts';

/** A run as it stands: its view once it has ended, before that what is known so far. */
export function liveView(run: LiveRun): RunView {
  if (run.view !== null) return run.view;
  return {
    summary: {
      id: run.runId,
      profileId: run.profileId,
      profileName: '',
      task: run.task,
      grant: run.grant,
      host: '',
      startedAt: run.startedAt,
      endedAt: null,
      outcome: run.error === null ? 'running' : 'failed',
      errorCode: run.error?.code ?? null,
    },
    steps: [...run.steps],
    tokens: [],
    tokenResponse: null,
    requestedScope: '',
    answer: null,
    error: run.error,
    diagnosis: [],
    strayHits: [],
  };
}

/** What pressing Run will do with a profile. */
export function plannedRun({ grant, server, request }: Profile): PlannedRun {
  const openid = request.scope.split(' ').includes('openid');
  return { grant, discovers: server.kind !== 'endpoints', fetchesKeys: grantTraits[grant].openId && openid };
}
