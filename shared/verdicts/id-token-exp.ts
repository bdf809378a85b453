import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the ID token has not expired. */
export const idTokenExp: Rule<IdTokenFacts> = {
  id: 'id_token_exp',
  title: 'ID token fresh',
  spec: openId('core', '3.1.3.7', 'IDTokenValidation'),
  judge({ reading, now, clockSkewSeconds }) {
    const exp = reading.payload?.exp;
    if (typeof exp !== 'number') return finding.fail('The ID token does not say when it expires.', 'a time', shown(exp));
    const expected = `after ${now}`;
    if (exp > now) return finding.pass('The ID token has not expired.', expected, String(exp));
    if (exp + clockSkewSeconds > now) {
      return finding.warning(
        `The ID token has expired by this clock, but by no more than the ${clockSkewSeconds} s clocks may differ.`,
        expected,
        String(exp),
      );
    }
    return finding.fail(`The ID token expired ${now - exp} s ago.`, expected, String(exp));
  },
};
