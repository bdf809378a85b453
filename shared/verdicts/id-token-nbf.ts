import { rfc } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether an ID token that says from when it counts is already valid. */
export const idTokenNbf: Rule<IdTokenFacts> = {
  id: 'id_token_nbf',
  title: 'ID token begun',
  spec: rfc(7519, '4.1.5'),
  judge({ reading, now, clockSkewSeconds }) {
    const nbf = reading.payload?.nbf;
    if (nbf === undefined) return finding.notApplicable('The ID token does not say from when it counts (nbf); it need not.');
    if (typeof nbf !== 'number') return finding.fail('nbf is no time.', 'a time', shown(nbf));
    const expected = `no later than ${now}`;
    if (nbf <= now) return finding.pass('The ID token is already valid.', expected, String(nbf));
    return nbf <= now + clockSkewSeconds
      ? finding.warning(`By this clock the ID token is valid only in ${nbf - now} s: the clocks differ.`, expected, String(nbf))
      : finding.fail(`The ID token is valid only in ${nbf - now} s.`, expected, String(nbf));
  },
};
