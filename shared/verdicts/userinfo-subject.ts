import { openId } from '../model/spec-link.ts';
import type { UserinfoSubjectFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Of a run that had no reason to ask: the check is listed, so that nobody takes it for done. */
export const userinfoNotAsked: UserinfoSubjectFacts = { asked: false, members: null, subject: null };

/** Whether userinfo speaks of the user who signed in. Else its claims may not be used. */
export const userinfoSubject: Rule<UserinfoSubjectFacts> = {
  id: 'userinfo_sub_agrees',
  title: 'same user',
  spec: openId('core', '5.3.2', 'UserInfoResponse'),
  judge({ asked, members, subject: signedIn }) {
    if (!asked) {
      return finding.notApplicable(
        'Userinfo was not asked in this run. Asked with this access token (Use, Ask who the user is), its sub is compared with that of the ID token.',
      );
    }
    if (members === null) return finding.notApplicable('There are no claims to look at.');
    if (signedIn === null) return finding.notApplicable('No ID token is known to have come with this access token.');
    if (members.sub === signedIn) return finding.pass('The claims are about the user of the ID token.', signedIn, signedIn);
    return finding.fail('The claims are about somebody else than the ID token. They must not be used.', signedIn, shown(members.sub));
  },
};
