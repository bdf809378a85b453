import { AppError, asAppError } from '../errors.ts';
import type { RunRecord } from '../model/run.ts';
import type { FlowPorts } from '../ports.ts';
import { clientAuthentication, clientOf } from '../protocol/client-authentication.ts';
import { needEndpoint } from '../protocol/server-facts.ts';
import { withStandIns } from '../protocol/stand-ins.ts';
import { authorize } from './run-authorization.ts';
import type { RunContext, RunObserver, RunRequest } from './run-context.ts';
import { findServer } from './run-discovery.ts';
import { type RunEnd, runRecord } from './run-record.ts';
import { checkSignatures } from './run-signatures.ts';
import { createStepLog } from './run-steps.ts';
import { requestTokens } from './run-token.ts';

export type { RunObserver, RunRequest } from './run-context.ts';

/**
 * Runs a grant from discovery to checked tokens. Never rejects for a failed flow: the record carries
 * the error and the outcome, and every exchange up to there.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4
 */
export async function runGrant(ports: FlowPorts, request: RunRequest, observer: RunObserver): Promise<RunRecord> {
  const startedAt = ports.clock.now();
  const log = createStepLog(ports.clock, request.profile.knownSecrets, (step) => observer.stepped(step));
  const run: RunContext = { ports, request, observer, log };
  const end: RunEnd = { startedAt, host: '', outcome: null, signatures: {}, error: null };
  try {
    await flow(run, end);
  } catch (thrown) {
    end.error = request.signal.aborted ? new AppError('CANCELLED', { cause: thrown }) : asAppError(thrown);
  }
  return runRecord(run, end);
}

/** The flow itself. What it got stays in `end`, should a later part fail. */
async function flow(run: RunContext, end: RunEnd): Promise<void> {
  const { profile, signal } = run.request;
  if (signal.aborted) throw new AppError('CANCELLED');
  // What is missing is said before anybody is asked to sign in.
  const asked = withStandIns(profile);
  const client = clientOf(asked);
  const authenticate = clientAuthentication(asked);
  const server = await findServer(run);
  const endpoint = needEndpoint(profile, server.metadata, 'token_endpoint');
  end.host = endpoint.host;
  const code = profile.grant === 'authorization_code' ? await authorize(run, server) : null;
  end.outcome = await requestTokens(run, { server, endpoint, client, authenticate, input: asked.request, code });
  if (end.outcome.error !== null) throw end.outcome.error;
  end.signatures = await checkSignatures(run, server, end.outcome);
}
