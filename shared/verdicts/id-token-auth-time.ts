import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the person signed in as recently as `max_age` asked for. */
export const idTokenAuthTime: Rule<IdTokenFacts> = {
  id: 'id_token_auth_time',
  title: 'Sign-in recent',
  spec: openId('core', '3.1.3.7', 'IDTokenValidation'),
  judge({ reading, requestedMaxAge, now, clockSkewSeconds }) {
    const authTime = reading.payload?.auth_time;
    const maxAge = requestedMaxAge === null || !/^\d+$/.test(requestedMaxAge) ? null : Number(requestedMaxAge);
    if (maxAge === null) return finding.notApplicable('The request did not limit the age of the sign-in (max_age).');
    const expected = `within ${maxAge} s before ${now}`;
    if (authTime === undefined) return finding.fail('max_age was asked for, and auth_time must then be there.', expected, 'nothing');
    if (typeof authTime !== 'number') return finding.fail('auth_time is no time.', expected, shown(authTime));
    const age = now - authTime;
    return age <= maxAge + clockSkewSeconds
      ? finding.pass(`The person signed in ${Math.max(0, Math.round(age))} s ago.`, expected, String(authTime))
      : finding.fail(`The person signed in ${Math.round(age)} s ago, which is longer than max_age allows.`, expected, String(authTime));
  },
};
