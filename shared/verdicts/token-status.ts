import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the HTTP status says the same as the answer. */
export const tokenStatus: Rule<TokenAnswerFacts> = {
  id: 'token_status',
  title: 'HTTP status',
  spec: rfc(6749, '5.1'),
  judge({ answer: { status, tokens, error } }) {
    const actual = String(status);
    if (tokens !== null) {
      if (status === 200) return finding.pass('The tokens came with status 200.', '200', actual);
      if (status >= 200 && status < 300) return finding.warning(`The tokens came with status ${status} instead of 200.`, '200', actual);
      return finding.fail(`Tokens came with status ${status}, which says that the request failed.`, '200', actual);
    }
    if (error !== null) {
      if (status === 400 || status === 401) return finding.pass('The error came with the status an error has.', '400 or 401', actual);
      return finding.warning(`The error came with status ${status} instead of 400 or 401.`, '400 or 401', actual);
    }
    return finding.fail('The answer has neither tokens nor an error.', '200, 400 or 401', actual);
  },
};
