import type { SQLOutputValue } from 'node:sqlite';
import type { RunSummary } from '../../shared/model/run.ts';

/**
 * The columns stored readable, and the member of the summary each one holds: these and no others
 * (DESIGN.md §6). Everything else about a run is sealed.
 */
export const clearColumns = [
  ['id', 'id'],
  ['profile_id', 'profileId'],
  ['profile_name', 'profileName'],
  ['grant_type', 'grant'],
  ['host', 'host'],
  ['started_at', 'startedAt'],
  ['ended_at', 'endedAt'],
  ['outcome', 'outcome'],
  ['error_code', 'errorCode'],
  ['task', 'task'],
] as const satisfies readonly (readonly [column: string, member: keyof RunSummary])[];

export const columnNames = clearColumns.map(([column]) => column).join(', ');

export function columnValues(summary: RunSummary): (string | number | null)[] {
  return clearColumns.map(([, member]) => summary[member]);
}

/** A row as a summary. Its values are those that went in: the seal binds them, and the screen's contract checks them. */
export function summaryOfRow(row: Readonly<Record<string, SQLOutputValue>>): RunSummary {
  return Object.fromEntries(clearColumns.map(([column, member]) => [member, row[column]])) as unknown as RunSummary;
}

/**
 * The columns as a sealed record is bound to them. A grant is bound without its task, as all runs were
 * before there were others: no record needs to be sealed anew, and neither can be made to pass for the other.
 */
export function boundColumns(columns: readonly unknown[]): readonly unknown[] {
  return columns.at(-1) === 'grant' ? columns.slice(0, -1) : columns;
}
