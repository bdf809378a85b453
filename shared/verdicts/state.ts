import { rfc } from '../model/spec-link.ts';
import { sameInConstantTime } from '../protocol/constant-time.ts';
import type { CallbackFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the redirect belongs to the request of this run, and was not slipped in by somebody else. */
export const stateReturned: Rule<CallbackFacts> = {
  id: 'state',
  title: 'state returned',
  spec: rfc(6749, '10.12'),
  judge({ sentStates, receivedStates }) {
    const [sent, ...more] = sentStates;
    if (sent === undefined) {
      return finding.warning(
        'No state was sent, so nothing shows that this redirect belongs to this run.',
        null,
        receivedStates[0] ?? null,
      );
    }
    if (more.length > 0) return finding.warning('More than one state was sent, so that none can be compared.', null, shown(receivedStates));
    const [received, ...others] = receivedStates;
    if (received === undefined) return finding.fail('The redirect carries no state, though one was sent.', sent, null);
    if (others.length > 0) return finding.fail('The redirect carries more than one state.', sent, shown(receivedStates));
    if (!sameInConstantTime(sent, received))
      return finding.fail('The redirect carries another state than the one sent.', sent, shown(received));
    return finding.pass('The redirect carries the state that was sent.', sent, received);
  },
};
