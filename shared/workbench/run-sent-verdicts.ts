import { readToken } from '../inspector/read-token.ts';
import type { Verdict } from '../model/verdict.ts';
import { type NameValues, onlyValue } from '../protocol/apply-edits.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import type { RunContext } from './run-context.ts';

/** What may be wrong with the resources a request names; silent where it names none. */
export function judgeResources(sent: NameValues): Verdict[] {
  const resources = sent.filter(([name]) => name === 'resource').map(([, value]) => value);
  return resources.length === 0 ? [] : judgeAll(rules.resourcesSent, { sent: resources });
}

/**
 * Whether the assertion of a token request is one; silent in the grants that have none, and where none was sent.
 *
 * @param at epoch milliseconds at which it was looked at
 */
export function judgeAssertion({ profile: { grant }, clockSkewSeconds }: RunContext['request'], sent: NameValues, at: number): Verdict[] {
  const assertion = onlyValue(sent, 'assertion');
  if (assertion === null) return [];
  if (grant === 'saml2_bearer') return judgeAll(rules.samlAssertion, { sent: assertion });
  if (grant !== 'jwt_bearer') return [];
  return judgeAll(rules.jwtAssertion, { reading: readToken(assertion, { now: at }), now: Math.floor(at / 1_000), clockSkewSeconds });
}
