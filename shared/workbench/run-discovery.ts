import type { EndpointName } from '../model/endpoint-names.ts';
import { grantTraits } from '../model/grant-traits.ts';
import type { GrantType } from '../model/profile.ts';
import { discover, issuerOf } from '../protocol/discovery.ts';
import { isEnteredByHand, type ServerFacts } from '../protocol/server-facts.ts';
import type { RunContext } from './run-context.ts';

/**
 * Asks the server about itself, where an issuer is given. Without metadata the run goes on if the user
 * entered the endpoints it needs.
 *
 * @param needed the endpoints the run cannot do without
 * @throws AppError what discovery found wrong, where the run cannot do without it
 */
export async function findServer({ ports, request, log }: RunContext, needed: readonly EndpointName[]): Promise<ServerFacts> {
  const { profile, signal } = request;
  if (profile.server.issuer === '') return { metadata: null, issuer: null };
  const first = log.begin('discovery', 'discovery');
  const { metadata, exchanges, error, verdicts } = await discover(ports.http, profile, signal);
  for (const [index, exchange] of exchanges.entries()) {
    const step = index === 0 ? first : log.begin('discovery', 'discovery, next place');
    const isLast = index === exchanges.length - 1;
    step.end(isLast && error !== null ? 'failed' : 'done', { exchange, verdicts: isLast ? verdicts : [] });
  }
  if (exchanges.length === 0) first.end('failed');
  if (metadata !== null) return { metadata, issuer: String(metadata.issuer) };
  const isVital = error?.code === 'OAUTH_ISSUER_MISMATCH' || error?.code === 'CANCELLED' || signal.aborted;
  const suffices = needed.every((name) => isEnteredByHand(profile, name));
  if (error !== null && (isVital || !suffices)) throw error;
  return { metadata: null, issuer: issuerOf(profile.server.issuer) };
}

/** The endpoints a grant cannot do without. */
export function neededEndpoints(grant: GrantType): EndpointName[] {
  const { opens, asksToken } = grantTraits[grant];
  const opening: Record<typeof opens, EndpointName[]> = {
    nothing: [],
    authorization: ['authorization_endpoint'],
    device: ['device_authorization_endpoint'],
    backchannel: ['backchannel_authentication_endpoint'],
  };
  return [...opening[opens], ...(asksToken ? (['token_endpoint'] as const) : [])];
}
