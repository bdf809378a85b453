import type { EndpointTask } from '../model/endpoint-wish.ts';
import type { ResolvedEdits } from '../model/resolved-profile.ts';
import type { RunRecord } from '../model/run.ts';
import type { FlowPorts } from '../ports.ts';
import { needEndpoint, type ServerFacts } from '../protocol/server-facts.ts';
import type { Endpoint, ReadyWish, TokenInHand } from './endpoints/endpoint.ts';
import { endpoints } from './endpoints/endpoints.ts';
import { noEdits } from './resolve-edits.ts';
import type { RunContext, RunObserver, RunRequest } from './run-context.ts';
import { findServer } from './run-discovery.ts';
import { runFlow } from './run-flow.ts';
import { runParties } from './run-parties.ts';
import type { RunEnd } from './run-record.ts';

/**
 * Asks one endpoint of a profile's server, as a run of its own: discovery, the request, what came back and
 * what is to be said about it. Never rejects for a request that failed: the record carries the error.
 *
 * @param request its profile made ready without the secrets of a grant (`endpointProfile`)
 * @param edits deliberate changes to this one request
 */
export function runEndpoint<Task extends EndpointTask>(
  ports: FlowPorts,
  request: RunRequest,
  wish: ReadyWish<Task> & { readonly task: Task },
  observer: RunObserver,
  edits: ResolvedEdits = noEdits,
): Promise<RunRecord> {
  return runFlow(ports, request, observer, wish.task, (run, end) => ask(run, end, endpoints[wish.task], wish, edits));
}

async function ask<Task extends EndpointTask>(
  run: RunContext,
  end: RunEnd,
  endpoint: Endpoint<Task>,
  wish: ReadyWish<Task>,
  edits: ResolvedEdits,
): Promise<void> {
  for (const { kind, value } of tokensIn(wish)) run.log.learn(kind ?? 'token', value);
  const parties = await runParties(run, endpoint.authenticates);
  const { server, url } = await place(run, endpoint, wish);
  end.metadata = server.metadata;
  end.host = url.host;
  const { answer, error } = await endpoint.ask({ run, server, endpoint: url, parties, edits }, wish);
  end.answer = answer;
  if (error !== null) throw error;
}

/** Where to ask: what the wish names, or what is known about the server. */
async function place<Task extends EndpointTask>(
  run: RunContext,
  { at }: Endpoint<Task>,
  wish: ReadyWish<Task>,
): Promise<{ server: ServerFacts; url: URL }> {
  const { profile } = run.request;
  if (typeof at === 'function') return { server: { metadata: null, issuer: null }, url: at(profile, wish) };
  const server = await findServer(run, [at]);
  return { server, url: needEndpoint(profile, server.metadata, at) };
}

/** Every token of a wish, under whatever name: none can be forgotten. */
function tokensIn(wish: object): TokenInHand[] {
  return Object.values(wish).filter((part): part is TokenInHand => part instanceof Object && 'kind' in part && 'subject' in part);
}
