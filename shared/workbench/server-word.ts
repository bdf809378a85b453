import type { TokenWord } from '../model/held-token.ts';
import type { RunView } from '../model/run.ts';
import type { TokenInHand } from './endpoints/endpoint.ts';

/**
 * What a run let a server say of the token it was about; null where it said nothing that can be relied on.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-2.2
 * @see https://www.rfc-editor.org/rfc/rfc7662#section-2.2
 */
export function serverWord({ summary, answer }: RunView, { value, familyId }: TokenInHand): TokenWord | null {
  if (summary.outcome !== 'succeeded' || answer === null) return null;
  const word = (said: TokenWord['said']): TokenWord => ({
    value,
    familyId: familyId ?? null,
    said,
    at: summary.endedAt ?? summary.startedAt,
  });
  if (summary.task === 'revocation') return word('revoked');
  const active = summary.task === 'introspection' ? activeOf(answer.members) : undefined;
  return active === undefined ? null : word(active ? 'active' : 'inactive');
}

/** Of an answer, also where it came as a JWT (RFC 9701). */
function activeOf(members: Readonly<Record<string, unknown>> | null): boolean | undefined {
  return typeof members?.active === 'boolean' ? members.active : undefined;
}
