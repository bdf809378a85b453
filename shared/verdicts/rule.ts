import type { SpecLink } from '../model/spec-link.ts';
import type { Verdict, VerdictStatus } from '../model/verdict.ts';

/** What one rule found. */
export interface Finding {
  readonly status: VerdictStatus;
  /** One sentence for a human. */
  readonly message: string;
  readonly expected?: string | null;
  readonly actual?: string | null;
  /** A heading that says more than the rule's own: `scope reduced`. */
  readonly title?: string;
}

/**
 * One rule: a name that scripts match on (never renamed), a heading of two or three words, where it
 * comes from, and a pure function from facts to a finding.
 */
export interface Rule<Facts> {
  readonly id: string;
  readonly title: string;
  readonly spec: SpecLink;
  judge(facts: Facts): Finding;
}

/**
 * What a status means, so that every rule means the same by it. `fail`: a MUST is broken in a way that
 * leaves a token untrustworthy or unusable. `warning`: usable, but not what the document asks for, or
 * changed by the user. `pass`: was looked at and holds. `not_applicable`: could not be looked at; the
 * message says why.
 */
export const finding = {
  pass: (message: string, expected: string | null = null, actual: string | null = null): Finding => ({
    status: 'pass',
    message,
    expected,
    actual,
  }),
  fail: (message: string, expected: string | null = null, actual: string | null = null): Finding => ({
    status: 'fail',
    message,
    expected,
    actual,
  }),
  warning: (message: string, expected: string | null = null, actual: string | null = null): Finding => ({
    status: 'warning',
    message,
    expected,
    actual,
  }),
  notApplicable: (message: string): Finding => ({ status: 'not_applicable', message }),
};

/** Judges one rule. */
export function judge<Facts>(rule: Rule<Facts>, facts: Facts): Verdict {
  const { status, message, expected = null, actual = null, title = rule.title } = rule.judge(facts);
  return { id: rule.id, title, status, expected, actual, spec: rule.spec, message };
}

/** Judges a list of rules over the same facts, in their order. */
export function judgeAll<Facts>(rules: readonly Rule<Facts>[], facts: Facts): Verdict[] {
  return rules.map((rule) => judge(rule, facts));
}

/** A value as it is shown in `actual`: text as it is, anything else as JSON, cut where it is long. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
