import { openId } from '../model/spec-link.ts';
import { sameInConstantTime } from '../protocol/constant-time.ts';
import type { LogoutRequestFacts, LogoutReturnFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the server can tell whose session is to end, and by whose wish. */
const hintSent: Rule<LogoutRequestFacts> = {
  id: 'logout_id_token_hint',
  title: 'id_token_hint sent',
  spec: openId('logout', '2', 'RPLogout'),
  judge({ hasIdTokenHint, hasClientId, returns }) {
    if (hasIdTokenHint) return finding.pass('The ID token says whose session is to end, and for which client.');
    if (!returns)
      return finding.warning(
        'Without an ID token the server must ask the user, since anybody could have sent the browser here.',
        'id_token_hint',
        null,
      );
    return hasClientId
      ? finding.warning(
          'Without an ID token the server must ask the user before it signs out and sends back.',
          'id_token_hint',
          'client_id only',
        )
      : finding.warning(
          'Without an ID token or a client_id the server cannot tell whose post_logout_redirect_uri this is, and must not send back there.',
          'id_token_hint or client_id',
          null,
        );
  },
};

/** Whether the browser comes back from the sign-out this run asked for. */
const stateReturned: Rule<LogoutReturnFacts> = {
  id: 'logout_state',
  title: 'state returned',
  spec: openId('logout', '3', 'RedirectionAfterLogout'),
  judge({ sentState, receivedStates }) {
    const [received, ...others] = receivedStates;
    if (received === undefined) return finding.fail('The browser came back without the state that was sent.', sentState, null);
    if (others.length > 0) return finding.fail('The browser came back with more than one state.', sentState, shown(receivedStates));
    return sameInConstantTime(sentState, received)
      ? finding.pass('The browser came back with the state that was sent.', sentState, received)
      : finding.fail('The browser came back with another state than the one sent.', sentState, shown(received));
  },
};

export const logoutRequestRules: readonly Rule<LogoutRequestFacts>[] = [hintSent];
export const logoutReturnRules: readonly Rule<LogoutReturnFacts>[] = [stateReturned];
