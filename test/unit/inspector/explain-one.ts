import { explainMembers } from '../../../shared/inspector/explain-members.ts';
import type { SpecLink } from '../../../shared/model/spec-link.ts';

interface Explanation {
  readonly meaning: string;
  readonly spec: SpecLink | null;
}

function explainOne(kind: 'header' | 'claims', name: string, value: unknown, now: number): Explanation {
  const [row] = explainMembers(kind, { [name]: value }, now);
  if (row?.name !== name) throw new Error(`${name} is not explained`);
  return { meaning: row.meaning, spec: row.spec };
}

/** What one claim says, by itself. */
export const explainClaim = (name: string, value: unknown, now: number) => explainOne('claims', name, value, now);
/** What one header parameter says, by itself. */
export const explainHeader = (name: string, value: unknown, now: number) => explainOne('header', name, value, now);
