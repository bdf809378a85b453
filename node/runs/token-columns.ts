import type { HeldToken } from '../../shared/model/held-token.ts';
import type { SealKey } from './seal-record.ts';

/**
 * The columns stored readable and bound to both seals, and the member each one holds. Beside them stands only
 * what servers said of the token since, which no seal can bind: it changes.
 */
export const clearColumns = [
  ['id', 'id'],
  ['run_id', 'runId'],
  ['profile_id', 'profileId'],
  ['kind', 'kind'],
  ['obtained_at', 'obtainedAt'],
  ['expires_at', 'expiresAt'],
  ['family_id', 'familyId'],
] as const satisfies readonly (readonly [column: string, member: keyof HeldToken])[];

export const columnNames = clearColumns.map(([column]) => column).join(', ');

/** What the seal of a card is bound to. */
export const cardContext = ({ id }: SealKey, columns: readonly unknown[]): unknown[] => ['token card', id, ...columns];

/** What the seal of a whole token is bound to. */
export const wholeContext = ({ id }: SealKey, columns: readonly unknown[]): unknown[] => ['token', id, ...columns];
