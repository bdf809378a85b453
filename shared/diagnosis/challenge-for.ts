import { type Challenge, challengeParameter, readChallenges } from '../protocol/challenges.ts';
import type { DiagnosisFacts } from './facts.ts';

/** The challenge of the last answer that names this error; null where none does. */
export function challengeFor({ error, last }: DiagnosisFacts, name: string): Challenge | null {
  const header = last?.response?.headers.get('www-authenticate') ?? null;
  if (error === null || header === null) return null;
  return readChallenges([header]).challenges.find((challenge) => challengeParameter(challenge, 'error') === name) ?? null;
}
