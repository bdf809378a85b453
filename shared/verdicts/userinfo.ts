import { openId } from '../model/spec-link.ts';
import { judgeStatus } from './answer-status.ts';
import type { UserinfoFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';
import { userinfoSubject } from './userinfo-subject.ts';

const spec = openId('core', '5.3.2', 'UserInfoResponse');
const noAnswer = 'There are no claims to look at.';

const status: Rule<UserinfoFacts> = {
  id: 'userinfo_status',
  title: 'HTTP status',
  spec: openId('core', '5.3.3', 'UserInfoError'),
  judge: judgeStatus('The claims', [400, 401, 403]),
};

const mediaType: Rule<UserinfoFacts> = {
  id: 'userinfo_content_type',
  title: 'content type',
  spec,
  judge({ mediaType: actual, form }) {
    if (form === null) return finding.notApplicable(noAnswer);
    const expected = form === 'json' ? 'application/json' : 'application/jwt';
    if (actual === expected) return finding.pass(`The content type says what the answer is.`, expected, actual);
    return finding.warning(`The content type does not say what the answer is.`, expected, actual || null);
  },
};

const subject: Rule<UserinfoFacts> = {
  id: 'userinfo_sub',
  title: 'names the user',
  spec,
  judge({ members }) {
    if (members === null) return finding.notApplicable(noAnswer);
    const { sub } = members;
    if (typeof sub === 'string' && sub !== '') return finding.pass('The answer says whom it is about.', 'sub', sub);
    return finding.fail('The answer does not say whom it is about: sub is missing or no text.', 'sub', shown(sub));
  },
};

const issuer: Rule<UserinfoFacts> = {
  id: 'userinfo_iss',
  title: 'answer issuer',
  spec,
  judge({ members, form, issuer: asked }) {
    if (form !== 'jwt' || members === null) return finding.notApplicable('Only an answer that is signed says who issued it.');
    if (asked === null) return finding.notApplicable('No issuer is known for this server.');
    if (members.iss === asked) return finding.pass('The answer names the server that was asked.', asked, asked);
    if (members.iss === undefined) return finding.warning('The signed answer does not name its issuer.', asked, null);
    return finding.fail('The answer names another issuer than the server that was asked.', asked, shown(members.iss));
  },
};

const audience: Rule<UserinfoFacts> = {
  id: 'userinfo_aud',
  title: 'answer audience',
  spec,
  judge({ members, form, clientId }) {
    if (form !== 'jwt' || members === null) return finding.notApplicable('Only an answer that is signed says whom it is for.');
    if ([members.aud].flat().includes(clientId)) return finding.pass('The answer is for this client.', clientId, shown(members.aud));
    if (members.aud === undefined) return finding.warning('The signed answer does not say whom it is for.', clientId, null);
    return finding.fail('The answer is for somebody else.', clientId, shown(members.aud));
  },
};

/** Judged over every answer of a userinfo endpoint. */
export const userinfoRules: readonly Rule<UserinfoFacts>[] = [status, mediaType, subject, userinfoSubject, issuer, audience];
