import { discover, issuerOf } from '../protocol/discovery.ts';
import { isEnteredByHand, type ServerFacts } from '../protocol/server-facts.ts';
import type { RunContext } from './run-context.ts';

/**
 * Asks the server about itself, where an issuer is given. Without metadata the run goes on if the user
 * entered the endpoints it needs.
 *
 * @throws AppError what discovery found wrong, where the run cannot do without it
 */
export async function findServer({ ports, request, log }: RunContext): Promise<ServerFacts> {
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
  const suffices =
    isEnteredByHand(profile, 'token_endpoint') &&
    (profile.grant !== 'authorization_code' || isEnteredByHand(profile, 'authorization_endpoint'));
  if (error !== null && (isVital || !suffices)) throw error;
  return { metadata: null, issuer: issuerOf(profile.server.issuer) };
}
