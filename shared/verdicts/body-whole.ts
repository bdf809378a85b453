import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether all of the answer arrived. */
export const bodyWhole: Rule<TokenAnswerFacts> = {
  id: 'body_whole',
  title: 'answer is whole',
  spec: rfc(9110, '8.4'),
  judge({ truncated, answer: { form, tokens } }) {
    if (!truncated) return finding.pass('The answer came with its end.');
    // JSON that can be read has all its brackets; the last value of a form may stop anywhere.
    return form === 'form' && tokens !== null
      ? finding.fail('The answer ends too early: the token at its end may be cut.', 'a whole answer', 'its beginning')
      : finding.warning('The answer ends too early; this is what could be read of it.', 'a whole answer', 'its beginning');
  },
};
