import type { MetadataGroup, MetadataReading, MetadataRow } from '../../model/metadata-reading.ts';
import { advertised } from './advertised.ts';
import type { KnownMember } from './members/member.ts';
import { memberGroups } from './members/members.ts';
import { judgeRule } from './rule.ts';
import { metadataRules } from './rules.ts';

type Metadata = Readonly<Record<string, unknown>>;

/**
 * Reads a metadata document: what the server says, row by row with its meaning, and how that stands to
 * what OAuth 2.1, RFC 9700 and FAPI 2.0 ask for. Whatever the document holds, this does not throw.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export function readMetadata(metadata: Metadata): MetadataReading {
  const server = advertised(metadata);
  return { groups: [...groupsOf(metadata), ...otherMembers(metadata)], findings: metadataRules.flatMap((rule) => judgeRule(rule, server)) };
}

function groupsOf(metadata: Metadata): MetadataGroup[] {
  return memberGroups
    .map(({ id, title, members }) => ({ id, title, rows: members.flatMap((member) => rowOf(member, metadata[member.member])) }))
    .filter(({ rows }) => rows.length > 0);
}

/** None where the server says nothing and its silence tells nothing. */
function rowOf({ member, label, meaning, spec, standard, always }: KnownMember, value: unknown): MetadataRow[] {
  const said = value !== undefined && value !== null;
  if (!said && always !== true) return [];
  return [{ member, label, value: said ? value : (standard ?? null), said, meaning, spec }];
}

const knownNames: ReadonlySet<string> = new Set(memberGroups.flatMap(({ members }) => members.map(({ member }) => member)));

function otherMembers(metadata: Metadata): MetadataGroup[] {
  const rows = Object.entries(metadata)
    .filter(([name]) => !knownNames.has(name))
    .map(([member, value]) => ({ member, label: member, value, said: true, meaning: '', spec: null }));
  return rows.length === 0 ? [] : [{ id: 'other', title: 'Other members', rows }];
}
