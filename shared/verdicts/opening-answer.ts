import type { SpecLink } from '../model/spec-link.ts';
import { openId, rfc } from '../model/spec-link.ts';
import type { OpeningFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** A rule over the members an answer must have, each a text with at least one character. */
function hasMembers(id: string, title: string, spec: SpecLink, names: readonly string[]): Rule<OpeningFacts> {
  return {
    id,
    title,
    spec,
    judge({ members, error }) {
      if (error !== null) return finding.notApplicable('The server answered with an error.');
      if (members === null) return finding.fail('The answer cannot be read.', names.join(', '), null);
      const missing = names.filter((name) => typeof members[name] !== 'string' || members[name] === '');
      if (missing.length > 0)
        return finding.fail(`The answer has no ${missing.join(' and no ')}.`, names.join(', '), Object.keys(members).join(', ') || null);
      return finding.pass(`The answer has ${names.join(', ')}.`, names.join(', '), names.join(', '));
    },
  };
}

/** `expires_in` says how long the handle is good for. */
const lifetime: Rule<OpeningFacts> = {
  id: 'opening_expires_in',
  title: 'lifetime',
  spec: rfc(8628, '3.2'),
  judge({ members, error }) {
    if (error !== null || members === null) return finding.notApplicable('There is no answer whose lifetime could be read.');
    const { expires_in: expiresIn } = members;
    if (typeof expiresIn === 'number' && Number.isFinite(expiresIn) && expiresIn > 0)
      return finding.pass(`It is good for ${expiresIn} s.`, 'a positive number of seconds', String(expiresIn));
    return finding.warning('The answer does not say in seconds how long it is good for.', 'a positive number of seconds', shown(expiresIn));
  },
};

/** Whether the HTTP status is the one this endpoint answers with. */
const status: Rule<OpeningFacts> = {
  id: 'opening_status',
  title: 'HTTP status',
  spec: rfc(9126, '2.2'),
  judge({ status: actual, expectedStatus, error, members }) {
    if (error !== null) {
      return actual >= 400 && actual < 500
        ? finding.pass('The error came with the status an error has.', '4xx', String(actual))
        : finding.warning(`The error came with status ${actual}.`, '4xx', String(actual));
    }
    if (actual === expectedStatus) return finding.pass(`The answer came with status ${actual}.`, String(expectedStatus), String(actual));
    const message = `The answer came with status ${actual} instead of ${expectedStatus}.`;
    return members === null || actual >= 300
      ? finding.fail(message, String(expectedStatus), String(actual))
      : finding.warning(message, String(expectedStatus), String(actual));
  },
};

/** Judged over a device authorization answer. */
export const deviceAuthorizationRules = [
  status,
  hasMembers('device_authorization', 'device authorization', rfc(8628, '3.2'), ['device_code', 'user_code', 'verification_uri']),
  lifetime,
] as const;

/** Judged over a backchannel authentication answer. */
export const backchannelRules = [
  status,
  hasMembers('backchannel_authentication', 'backchannel authentication', openId('ciba', '7.3', 'rfc.section.7.3'), ['auth_req_id']),
  lifetime,
] as const;

/** Judged over the answer to a pushed authorization request. */
export const pushedRequestRules = [
  status,
  hasMembers('pushed_authorization_request', 'request pushed', rfc(9126, '2.2'), ['request_uri']),
  lifetime,
] as const;
