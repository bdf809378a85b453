import type { RunQuery } from '../../shared/model/run.ts';

export interface Condition {
  /** Text after WHERE. */
  readonly sql: string;
  readonly values: readonly string[];
}

const searched = ['profile_name', 'host', 'error_code'] as const;

const likePattern = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

const foldAscii = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** SQLite's LIKE ignores case in ASCII only: other letters are looked for in each case they are likely to have. */
function spellings(text: string): string[] {
  const lower = text.toLowerCase();
  const capitalized = lower.replace(/^\S/u, (letter) => letter.toUpperCase());
  return [...new Set([text, lower, text.toUpperCase(), capitalized].map(foldAscii))];
}

function textCondition(text: string): Condition {
  const patterns = spellings(text).map(likePattern);
  // Hosts (as URLs carry them) and error codes are ASCII; nothing else can be found in them.
  const columns = /^[\u0020-\u007e]*$/.test(text) ? searched : (['profile_name'] as const);
  const each = columns.map((column) => patterns.map(() => `${column} LIKE ? ESCAPE '\\'`).join(' OR '));
  return { sql: `(${each.join(' OR ')})`, values: columns.flatMap(() => patterns) };
}

/** The conditions of a query, all of which must hold. */
export function conditionOf({ profileId, task, grant, outcome, text }: RunQuery): Condition {
  const parts: Condition[] = [];
  if (profileId !== undefined) parts.push({ sql: 'profile_id = ?', values: [profileId] });
  if (task !== undefined) parts.push({ sql: 'task = ?', values: [task] });
  if (grant !== undefined) parts.push({ sql: 'grant_type = ?', values: [grant] });
  if (outcome !== undefined) parts.push({ sql: 'outcome = ?', values: [outcome] });
  if (text !== undefined && text.trim() !== '') parts.push(textCondition(text.trim()));
  return { sql: parts.map(({ sql }) => sql).join(' AND ') || 'TRUE', values: parts.flatMap(({ values }) => values) };
}
