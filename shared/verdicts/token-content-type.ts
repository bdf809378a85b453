import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the answer is JSON and says so. */
export const tokenContentType: Rule<TokenAnswerFacts> = {
  id: 'token_content_type',
  title: 'answer is JSON',
  spec: rfc(6749, '5.1'),
  judge({ answer: { mediaType, form, problem } }) {
    const expected = 'application/json';
    const actual = mediaType || 'no Content-Type';
    switch (form) {
      case 'json':
        return mediaType === expected
          ? finding.pass('The answer is a JSON object and says so.', expected, actual)
          : finding.warning('The answer is JSON but does not say so.', expected, actual);
      case 'wrapped':
        return finding.warning('The members stand as text inside another JSON value.', 'a JSON object', actual);
      case 'form':
        return finding.warning('The answer is form-encoded instead of JSON.', expected, actual);
      case 'unreadable':
        return finding.fail(problem ?? 'The answer cannot be read.', expected, actual);
    }
  },
};
