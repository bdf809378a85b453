import { type CauseRule, strength } from '../cause.ts';
import { answeredWith, statusOf } from '../readings.ts';

/** An answer that is no answer: nothing in it, or nothing that can be read. */
export const unreadableAnswer: CauseRule = {
  id: 'unreadable_answer',
  title: 'An empty or broken answer',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error?.code !== 'OAUTH_INVALID_RESPONSE' || statusOf(facts) >= 300) return null;
    const { text, mediaType } = last.response;
    const isEmpty = text === '';
    if (!isEmpty && !/^[{["]/.test(text)) return null;
    return {
      weight: strength.likely,
      message: isEmpty
        ? 'The answer has an empty body.'
        : 'The answer is broken JSON: it ends or changes in the middle, or names no token.',
      evidence: `${answeredWith(last, last.response)} ${last.response.raw.body.length} bytes of ${mediaType || 'no named type'}.`,
      fix: 'The server, or a proxy before it, cuts or spoils its answers: its log says more. The raw answer stands under Exchanges (--json).',
    };
  },
};
