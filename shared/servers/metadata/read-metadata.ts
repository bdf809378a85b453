import type { MetadataGroup, MetadataReading, MetadataRow } from '../../model/metadata-reading.ts';
import { advertised } from './advertised.ts';
import type { KnownMember, MemberGroup } from './members/member.ts';
import { memberGroups } from './members/members.ts';
import { resourceGroups } from './members/resource.ts';
import { judgeRule, type MetadataRule } from './rule.ts';
import { resourceRules } from './rules/resource.ts';
import { metadataRules } from './rules.ts';

type Metadata = Readonly<Record<string, unknown>>;

/**
 * Reads the metadata of an authorization server: what it says, row by row with its meaning, and how that
 * stands to what OAuth 2.1, RFC 9700 and FAPI 2.0 ask for. Whatever the document holds, this does not throw.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export function readMetadata(metadata: Metadata): MetadataReading {
  return read(metadata, memberGroups, metadataRules);
}

/**
 * The same for the metadata of a protected resource.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-2
 */
export function readResourceMetadata(metadata: Metadata): MetadataReading {
  return read(metadata, resourceGroups, resourceRules);
}

function read(metadata: Metadata, groups: readonly MemberGroup[], rules: readonly MetadataRule[]): MetadataReading {
  const server = advertised(metadata);
  const known = groups
    .map(({ id, title, members }) => ({ id, title, rows: members.flatMap((member) => rowOf(member, metadata[member.member])) }))
    .filter(({ rows }) => rows.length > 0);
  return { groups: [...known, ...otherMembers(metadata, groups)], findings: rules.flatMap((rule) => judgeRule(rule, server)) };
}

/** None where the server says nothing and its silence tells nothing. */
function rowOf({ member, label, meaning, spec, standard, always }: KnownMember, value: unknown): MetadataRow[] {
  const said = value !== undefined && value !== null;
  if (!said && always !== true) return [];
  return [{ member, label, value: said ? value : (standard ?? null), said, meaning, spec }];
}

function otherMembers(metadata: Metadata, groups: readonly MemberGroup[]): MetadataGroup[] {
  const known = new Set(groups.flatMap(({ members }) => members.map(({ member }) => member)));
  const rows = Object.entries(metadata)
    .filter(([name]) => !known.has(name))
    .map(([member, value]) => ({ member, label: member, value, said: true, meaning: '', spec: null }));
  return rows.length === 0 ? [] : [{ id: 'other', title: 'Other members', rows }];
}
