import { AppError, asAppError } from '../errors.ts';
import type { ReplayOf, RunRecord, RunTask } from '../model/run.ts';
import type { FlowPorts } from '../ports.ts';
import type { RunContext, RunObserver, RunRequest } from './run-context.ts';
import { type RunEnd, runRecord } from './run-record.ts';
import { createStepLog } from './run-steps.ts';

/**
 * Runs a flow and records it, whatever it does. Never rejects for a flow that failed: the record carries
 * the error and the outcome, and every exchange up to there.
 *
 * @param replayOf of a replay: the step that is sent again
 * @param flow fills in what it got as it goes: that stays, should a later part fail
 */
export async function runFlow(
  ports: FlowPorts,
  request: RunRequest,
  observer: RunObserver,
  task: RunTask,
  flow: (run: RunContext, end: RunEnd) => Promise<void>,
  replayOf?: ReplayOf,
): Promise<RunRecord> {
  const startedAt = ports.clock.now();
  const log = createStepLog(ports.clock, request.profile.knownSecrets, (step) => observer.stepped(step));
  const run: RunContext = { ports, request, observer, log };
  const end: RunEnd = {
    task,
    ...(replayOf !== undefined && { replayOf }),
    startedAt,
    host: '',
    metadata: null,
    outcome: null,
    signatures: {},
    answer: null,
    error: null,
  };
  try {
    if (request.signal.aborted) throw new AppError('CANCELLED');
    await flow(run, end);
  } catch (thrown) {
    end.error = request.signal.aborted ? new AppError('CANCELLED', { cause: thrown }) : asAppError(thrown);
  }
  return runRecord(run, end);
}
