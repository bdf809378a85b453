import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether a client that allows no deviation (oauth4webapi) would have taken the answer. */
export const strictReading: Rule<Pick<TokenAnswerFacts, 'strictRefusal'>> = {
  id: 'strict_reading',
  title: 'strict reading',
  spec: rfc(6749, '5'),
  judge({ strictRefusal }) {
    return strictRefusal === null
      ? finding.pass('A client that allows no deviation (oauth4webapi) reads this answer.')
      : finding.warning(
          'A client that allows no deviation (oauth4webapi) refuses this answer.',
          'an answer as RFC 6749 has it',
          shown(strictRefusal),
        );
  },
};
