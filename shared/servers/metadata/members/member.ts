import type { SpecLink } from '../../../model/spec-link.ts';

/** A registered member of server metadata. */
export interface KnownMember {
  readonly member: string;
  /** What it is about, in a few words. */
  readonly label: string;
  /** One sentence. */
  readonly meaning: string;
  readonly spec: SpecLink;
  /** What its definition gives where the server says nothing. */
  readonly standard?: unknown;
  /** Shown also where the server says nothing: its absence tells something. */
  readonly always?: true;
}

/** Members that belong together. */
export interface MemberGroup {
  readonly id: string;
  readonly title: string;
  readonly members: readonly KnownMember[];
}

type Extra = Pick<KnownMember, 'standard' | 'always'>;

/** One row of the table: `spec` first, since many rows share one. */
export function known(spec: SpecLink, member: string, label: string, meaning: string, extra: Extra = {}): KnownMember {
  return { member, label, meaning, spec, ...extra };
}
