import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether a refresh token that is announced is one. */
export const refreshToken: Rule<TokenAnswerFacts> = {
  id: 'refresh_token',
  title: 'refresh token',
  spec: rfc(6749, '5.1'),
  judge({ grant, answer: { tokens, members } }) {
    if (tokens?.refresh_token !== undefined) {
      return grant === 'client_credentials'
        ? finding.warning(
            'A refresh token came with client credentials, where the client can simply ask again (RFC 6749 §4.4.3).',
            null,
            'issued',
          )
        : finding.pass('The answer has a refresh token.');
    }
    if (members === null || !Object.hasOwn(members, 'refresh_token')) return finding.notApplicable('The answer has no refresh token.');
    const value = members.refresh_token;
    if (value === null || value === '') {
      return finding.warning(
        'refresh_token is there but holds nothing; it should be left out.',
        'a token, or no member',
        value === null ? 'null' : 'an empty string',
      );
    }
    return finding.fail('refresh_token is not a text.', 'a string', typeof value);
  },
};
