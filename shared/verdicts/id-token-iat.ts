import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the ID token was not made in the future. */
export const idTokenIat: Rule<IdTokenFacts> = {
  id: 'id_token_iat',
  title: 'ID token time',
  spec: openId('core', '3.1.3.7', 'IDTokenValidation'),
  judge({ reading, now, clockSkewSeconds }) {
    const iat = reading.payload?.iat;
    if (typeof iat !== 'number') return finding.fail('The ID token does not say when it was made.', 'a time', shown(iat));
    const expected = `by ${now}`;
    if (iat <= now + clockSkewSeconds) return finding.pass('The ID token was made before it was read.', expected, String(iat));
    return finding.fail(`The ID token was made ${iat - now} s in the future; one of the two clocks is wrong.`, expected, String(iat));
  },
};
