import { rfc } from '../model/spec-link.ts';
import type { RevocationFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the server says that the token is good for nothing any more. */
const revoked: Rule<RevocationFacts> = {
  id: 'revocation_status',
  title: 'token revoked',
  spec: rfc(7009, '2.2'),
  judge({ status, error }) {
    const actual = error === null ? String(status) : `${status} ${error}`;
    if (error === 'unsupported_token_type')
      return finding.fail('The server does not revoke tokens of this kind: the token is as good as before.', '200', actual);
    if (error !== null) return finding.fail('The server refused: the token is as good as before.', '200', actual);
    if (status === 200)
      return finding.pass(
        'The token is good for nothing now. An unknown token gets the same answer: there was nothing to do.',
        '200',
        actual,
      );
    if (status > 200 && status < 300)
      return finding.warning(`The server answered ${status} instead of 200; the token is probably revoked.`, '200', actual);
    if (status === 503)
      return finding.fail('The server could not revoke the token now: it must be taken to be valid still. Try again.', '200', actual);
    return finding.fail('The answer does not say that the token was revoked: it must be taken to be valid still.', '200', actual);
  },
};

/** Judged over the answer of a revocation endpoint. */
export const revocationRules = [revoked] as const;
