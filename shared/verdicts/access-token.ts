import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the answer has the one member it must have. */
export const accessToken: Rule<TokenAnswerFacts> = {
  id: 'access_token',
  title: 'access token issued',
  spec: rfc(6749, '5.1'),
  judge({ answer: { tokens, members, error } }) {
    if (error !== null && tokens !== null)
      return finding.fail(`Tokens came together with the error ${error.error}.`, 'tokens or an error', 'both');
    if (tokens?.access_token !== undefined) return finding.pass('The answer has an access token.');
    if (members !== null && Object.hasOwn(members, 'access_token')) {
      const value = members.access_token;
      return finding.fail(
        'The access_token is not a text with at least one character.',
        'a string',
        value === '' ? 'an empty string' : typeof value,
      );
    }
    return finding.fail('The answer has tokens, but no access_token.', 'access_token', shown(Object.keys(members ?? {}).join(', ')));
  },
};
