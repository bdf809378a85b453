import type { ProfileChange } from '../model/diagnosis.ts';
import type { DiagnosisFacts } from './facts.ts';

/**
 * How much speaks for a cause. Causes are told in this order, and among equals in the order of the table.
 * `proven`: the exchange leaves no other reading. `strong`: the server or the wire says it in so many words.
 * `likely`: it explains the failure and is common. `possible`: it would explain the failure.
 */
export const strength = { proven: 90, strong: 70, likely: 50, possible: 20 } as const;

/** What a rule found. */
export interface Cause {
  /** See {@link strength}; a number between two of them is fine. */
  readonly weight: number;
  /** The cause, one sentence. */
  readonly message: string;
  /** What in this exchange speaks for it. May quote the exchange: what is secret in it is masked afterwards. */
  readonly evidence: string;
  /** What to change, in words. */
  readonly fix: string;
  /** The same, as a machine can do it; none where only a person can. */
  readonly changes?: readonly ProfileChange[];
}

/** One cause: a name that scripts match on (never renamed), and a pure function that looks for it in a run. */
export interface CauseRule {
  readonly id: string;
  /** Two to six words, for the list of causes in the guide. */
  readonly title: string;
  /** Whether it also looks at runs that obtained their tokens without a failed check. Absent: no. */
  readonly alsoAfterSuccess?: true;
  /** Null where nothing speaks for it. */
  find(facts: DiagnosisFacts): Cause | null;
}
