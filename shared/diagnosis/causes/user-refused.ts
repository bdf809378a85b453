import { type CauseRule, strength } from '../cause.ts';
import { quoted, refusedWith } from '../readings.ts';

/** A user the server does not sign in (RFC 6749 §4.3.2). */
export const userRefused: CauseRule = {
  id: 'user_refused',
  title: 'User name or password is wrong',
  find(facts) {
    if (facts.profile.grant !== 'password' || !refusedWith(facts, 'invalid_grant')) return null;
    return {
      weight: strength.likely,
      message: 'The server does not accept the user name or the password, or does not sign this user in this way.',
      evidence: `The client was accepted, the user ${facts.profile.request.username} was not.${quoted(facts)}`,
      fix: 'Check user name and password. Users with a second factor, a locked account or a federated login cannot use this grant.',
    };
  },
};
