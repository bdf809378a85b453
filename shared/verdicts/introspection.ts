import { rfc } from '../model/spec-link.ts';
import { judgeStatus } from './answer-status.ts';
import type { IntrospectionFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

const spec = rfc(7662, '2.2');

/** Whether the answer came with the status of one. */
const status: Rule<IntrospectionFacts> = {
  id: 'introspection_status',
  title: 'HTTP status',
  spec: rfc(7662, '2.3'),
  judge: judgeStatus('The answer', [400, 401]),
};

/** What the server says of the token. That it is not active is an answer, and no fault of the endpoint. */
const active: Rule<IntrospectionFacts> = {
  id: 'introspection_active',
  title: 'token active',
  spec,
  judge({ members, error }) {
    if (error !== null) return finding.notApplicable('The server answered with an error: it says nothing about the token.');
    if (members === null) return finding.fail('The answer cannot be read.', 'active: true', null);
    if (members.active === true) return finding.pass('The server says that the token is active.', 'true', 'true');
    if (members.active === false)
      return finding.warning(
        'The server says that the token is not active: expired, revoked, unknown, or not for this caller to know about.',
        'true',
        'false',
      );
    return finding.fail('The answer does not say with true or false whether the token is active.', 'true or false', shown(members.active));
  },
};

/** Whether an active token is within its own time. */
const lifetime: Rule<IntrospectionFacts> = {
  id: 'introspection_exp',
  title: 'within its time',
  spec,
  judge({ members, now, clockSkewSeconds }) {
    if (members?.active !== true) return finding.notApplicable('The token is not active.');
    const { exp, nbf } = members;
    if (exp === undefined && nbf === undefined)
      return finding.notApplicable('The answer does not say from when to when the token is good.');
    if ((exp !== undefined && typeof exp !== 'number') || (nbf !== undefined && typeof nbf !== 'number'))
      return finding.fail('The times of the answer are no numbers of seconds.', 'a number', shown(typeof exp === 'number' ? nbf : exp));
    if (typeof exp === 'number' && exp + clockSkewSeconds < now)
      return finding.fail('The server calls a token active that has expired by what it says itself.', `after ${now}`, String(exp));
    if (typeof nbf === 'number' && nbf - clockSkewSeconds > now)
      return finding.fail('The server calls a token active that is not good yet by what it says itself.', `before ${now}`, String(nbf));
    return finding.pass('The token is within the time the server says.', null, shown(exp ?? nbf));
  },
};

/** Whether an answer about a token that is not active keeps everything else to itself. */
const discretion: Rule<IntrospectionFacts> = {
  id: 'introspection_discretion',
  title: 'says no more',
  spec,
  judge({ members }) {
    if (members?.active !== false) return finding.notApplicable('Only of a token that is not active the server should say nothing more.');
    const more = Object.keys(members).filter((name) => name !== 'active');
    if (more.length === 0) return finding.pass('Of a token that is not active the server says nothing more.', 'active alone', 'active');
    return finding.warning(
      'The server tells more about a token that is not active than it should.',
      'active alone',
      shown(more.join(', ')),
    );
  },
};

/** Judged over every answer of an introspection endpoint. */
export const introspectionRules = [status, active, lifetime, discretion] as const;
