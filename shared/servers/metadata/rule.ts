import type { MetadataFinding, MetadataLevel, MetadataStandard } from '../../model/metadata-reading.ts';
import type { SpecLink } from '../../model/spec-link.ts';
import type { Advertised } from './advertised.ts';

/** Who asks for what a rule looks at, how firmly, and where that is written. */
export interface Requirement {
  readonly standard: MetadataStandard;
  readonly strength: 'must' | 'should';
  readonly spec: SpecLink;
}

/**
 * What a look at the metadata showed. `met`; `unmet`; `partly`: met for clients that choose well, but the
 * server also offers what the standard excludes; `open`: it does not apply, or the metadata cannot tell.
 */
export interface Sight {
  readonly state: 'met' | 'unmet' | 'partly' | 'open';
  /** One or two sentences: what was seen, and why it matters. */
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
}

/**
 * One thing to look at: a name that scripts match on (never renamed), a heading of a few words, the
 * standards that ask for it, and a pure function that looks.
 */
export interface MetadataRule {
  readonly id: string;
  readonly title: string;
  readonly requiredBy: readonly Requirement[];
  look(server: Advertised): Sight;
}

export function must(standard: MetadataStandard, spec: SpecLink): Requirement {
  return { standard, strength: 'must', spec };
}

export function should(standard: MetadataStandard, spec: SpecLink): Requirement {
  return { standard, strength: 'should', spec };
}

/** Looks once, and says for each standard how the server stands to it. */
export function judgeRule({ id, title, requiredBy, look }: MetadataRule, server: Advertised): MetadataFinding[] {
  const { state, message, expected = null, actual = null } = look(server);
  return requiredBy.map(({ standard, strength, spec }) => ({
    id,
    title,
    standard,
    level: levelOf(state, strength),
    expected,
    actual,
    spec,
    message,
  }));
}

function levelOf(state: Sight['state'], strength: Requirement['strength']): MetadataLevel {
  switch (state) {
    case 'met':
      return 'pass';
    case 'unmet':
      return strength === 'must' ? 'fail' : 'warning';
    case 'partly':
      return 'warning';
    case 'open':
      return 'note';
  }
}

/** Names in a sentence or a comparison: `RS256, ES256`; `none` is a value here, so nothing is said as `nothing`. */
export function named(values: readonly string[] | null): string {
  return values === null || values.length === 0 ? 'nothing' : values.join(', ');
}
