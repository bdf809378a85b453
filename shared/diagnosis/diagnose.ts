import type { Diagnosis } from '../model/diagnosis.ts';
import type { Cause, CauseRule } from './cause.ts';
import { causes } from './causes.ts';
import type { DiagnosisFacts } from './facts.ts';

/**
 * The likely causes of what went wrong in a run, most likely first; empty where nothing speaks for any.
 * What it returns may quote the exchange: mask it before it leaves the host.
 *
 * @param failed whether the run failed, or a check in it
 */
export function diagnose(facts: DiagnosisFacts, failed: boolean): Diagnosis[] {
  const found = causes.flatMap((rule): [CauseRule, Cause][] => {
    if (!failed && rule.alsoAfterSuccess !== true) return [];
    const cause = causeIn(rule, facts);
    return cause === null ? [] : [[rule, cause]];
  });
  return found
    .toSorted(([, left], [, right]) => right.weight - left.weight)
    .map(([{ id }, { message, evidence, fix, changes = [] }]) => ({ id, message, evidence, fix: { text: fix, changes: [...changes] } }));
}

/** A rule that stumbles over an odd answer says nothing: it must never cost the run its record. */
function causeIn(rule: CauseRule, facts: DiagnosisFacts): Cause | null {
  try {
    return rule.find(facts);
  } catch {
    return null;
  }
}
