import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the lifetime of the access token is said, as a number of seconds. */
export const expiresIn: Rule<TokenAnswerFacts> = {
  id: 'expires_in',
  title: 'lifetime given',
  spec: rfc(6749, '5.1'),
  judge({ answer: { tokens, form } }) {
    const value = tokens?.expires_in;
    const expected = 'a number of seconds';
    if (value === undefined) return finding.warning('The answer does not say how long the access token lives.', expected, null);
    if (value === null) return finding.warning('expires_in is null; it should be a number, or be left out.', expected, 'null');
    if (typeof value === 'number') {
      return value >= 0
        ? finding.pass(`The access token lives ${value} seconds.`, expected, String(value))
        : finding.fail('expires_in is negative.', expected, String(value));
    }
    if (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim())) {
      return form === 'form'
        ? finding.pass(`The access token lives ${value} seconds.`, expected, value)
        : finding.warning('expires_in is a number written as text.', expected, JSON.stringify(value));
    }
    return finding.fail('expires_in is not a number of seconds, so when the token expires is not known.', expected, shown(value));
  },
};
