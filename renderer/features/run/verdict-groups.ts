import type { RunView } from '../../../shared/model/run.ts';
import type { Verdict, VerdictStatus } from '../../../shared/model/verdict.ts';

/** How bad a verdict is, worst first: the order in which they are shown. */
export const verdictOrder: readonly VerdictStatus[] = ['fail', 'warning', 'pass', 'not_applicable'];

/** What each group is called. */
export const verdictGroupWords: Record<VerdictStatus, string> = {
  fail: 'Failed',
  warning: 'Warnings',
  pass: 'Passed',
  not_applicable: 'Not applicable',
};

/** A verdict and the step that gave it. */
export interface PlacedVerdict {
  readonly verdict: Verdict;
  readonly step: number;
}

/** Every verdict of a run, in the order they were given. */
export function runVerdicts(view: Pick<RunView, 'steps'>): PlacedVerdict[] {
  return view.steps.flatMap((step) => step.verdicts.map((verdict) => ({ verdict, step: step.index })));
}

/** How many verdicts of each status. */
export function countVerdicts(verdicts: readonly PlacedVerdict[]): Record<VerdictStatus, number> {
  const counts: Record<VerdictStatus, number> = { pass: 0, fail: 0, warning: 0, not_applicable: 0 };
  for (const { verdict } of verdicts) counts[verdict.status] += 1;
  return counts;
}

/** The verdicts of one status. */
export function verdictsOf(verdicts: readonly PlacedVerdict[], status: VerdictStatus): PlacedVerdict[] {
  return verdicts.filter(({ verdict }) => verdict.status === status);
}

/** What the tab says: `17 of 18 pass`; rules that do not apply are not counted. Empty without any. */
export function passWords(verdicts: readonly PlacedVerdict[]): string {
  const counts = countVerdicts(verdicts);
  const applicable = counts.pass + counts.fail + counts.warning;
  return applicable === 0 ? '' : `${counts.pass} of ${applicable} pass`;
}

/** Rules a reader looks for first when all is well. */
const telling = ['state', 'iss', 'issuer', 'pkce', 'nonce', 'signature', 'scope'];

/** The few verdicts for the card under the tokens: all that failed or warn, then the most telling that passed. */
export function keyVerdicts(verdicts: readonly PlacedVerdict[], atMost: number): PlacedVerdict[] {
  const rank = ({ verdict }: PlacedVerdict) => {
    const at = telling.findIndex((word) => verdict.id.includes(word));
    return at < 0 ? telling.length : at;
  };
  const passed = verdictsOf(verdicts, 'pass').toSorted((a, b) => rank(a) - rank(b));
  return [...verdictsOf(verdicts, 'fail'), ...verdictsOf(verdicts, 'warning'), ...passed].slice(0, atMost);
}
