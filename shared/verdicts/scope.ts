import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** What was granted against what was asked for. */
export const scopeGranted: Rule<TokenAnswerFacts> = {
  id: 'scope',
  title: 'scope granted',
  spec: rfc(6749, '5.1'),
  judge({ requestedScope, answer: { tokens } }) {
    const requested = words(requestedScope);
    const value = tokens?.scope;
    if (value === undefined || value === null) {
      return requested.length === 0
        ? finding.notApplicable('No scope was asked for, and the answer names none.')
        : finding.pass('The answer names no scope, which says that all that was asked for is granted.', requestedScope, null);
    }
    if (typeof value !== 'string') return finding.warning('scope is not a text of words divided by spaces.', 'a string', shown(value));
    const granted = words(value);
    if (requested.length === 0) return finding.pass('No scope was asked for; the server chose.', null, value);
    const missing = requested.filter((word) => !granted.includes(word));
    const added = granted.filter((word) => !requested.includes(word));
    if (missing.length > 0) {
      return { ...finding.warning(`Not granted: ${missing.join(' ')}.`, requestedScope, value), title: 'scope reduced' };
    }
    if (added.length > 0) {
      return { ...finding.warning(`Granted without being asked for: ${added.join(' ')}.`, requestedScope, value), title: 'scope widened' };
    }
    return finding.pass('All that was asked for is granted.', requestedScope, value);
  },
};

function words(scope: string): string[] {
  return scope.split(/\s+/).filter((word) => word !== '');
}
