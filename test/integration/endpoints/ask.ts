import type { EndpointTask } from '../../../shared/model/endpoint-wish.ts';
import type { ResolvedProfile } from '../../../shared/model/resolved-profile.ts';
import { runRecord } from '../../../shared/model/run.ts';
import type { FlowPorts } from '../../../shared/ports.ts';
import type { ReadyWish, TokenInHand } from '../../../shared/workbench/endpoints/endpoint.ts';
import { runEndpoint } from '../../../shared/workbench/run-endpoint.ts';
import type { Ran } from '../grants/flow.ts';

/** A token of a run that is over, as the workbench takes it in hand. */
export function tokenOf(ran: Ran, kind: 'access_token' | 'refresh_token' = 'access_token'): TokenInHand {
  const type = ran.tokens?.token_type;
  const subject = ran.record.view.tokens.find((token) => token.kind === 'id_token')?.reading.payload?.sub;
  return {
    value: ran.tokens?.[kind] ?? '',
    kind,
    type: typeof type === 'string' ? type : null,
    subject: typeof subject === 'string' ? subject : null,
  };
}

/** A token somebody pasted. */
export const pasted = (value: string): TokenInHand => ({ value, kind: null, type: null, subject: null });

/** Asks one endpoint to its end. The record is parsed, so that what the store gets is always of its form. */
export async function askOne<Task extends EndpointTask>(
  ports: FlowPorts,
  profile: ResolvedProfile,
  wish: ReadyWish<Task> & { readonly task: Task },
) {
  const request = { runId: crypto.randomUUID(), profile, clockSkewSeconds: 30, signal: new AbortController().signal };
  const record = await runEndpoint(ports, request, wish, {
    stepped() {},
    authorizationRequested() {
      throw new Error('nobody signs in');
    },
  });
  runRecord.parse(record);
  const { view } = record;
  const verdicts = view.steps.flatMap((step) => step.verdicts);
  return {
    record,
    outcome: view.summary.outcome,
    answer: view.answer,
    error: view.error,
    steps: view.steps.map(({ name }) => name),
    status: (id: string) => verdicts.find((verdict) => verdict.id === id)?.status,
    complaints: verdicts.filter(({ status }) => status === 'fail' || status === 'warning').map(({ id, status }) => `${id}: ${status}`),
  };
}
