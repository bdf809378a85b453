import type { OAuthErrorFields } from '../../model/app-error.ts';
import type { ChallengeReading } from '../../model/challenge.ts';
import type { RawExchange } from '../../ports.ts';
import { type ReadChallenges, readChallenges } from '../../protocol/challenges.ts';
import { challengeError, explainChallenge } from '../../protocol/explain-challenge.ts';
import { headerValues } from '../run-token-verdicts.ts';

/** What the `WWW-Authenticate` headers of an answer say: read, and explained. */
export function challengesOf(exchange: RawExchange): ReadChallenges & { explained: ChallengeReading[]; error: OAuthErrorFields | null } {
  const read = readChallenges(headerValues(exchange, 'www-authenticate'));
  return {
    ...read,
    explained: read.challenges.map(explainChallenge),
    error: challengeError(read.challenges, exchange.response?.status ?? 0),
  };
}
