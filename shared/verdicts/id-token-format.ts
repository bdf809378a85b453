import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the ID token is a JWT whose claims can be read. */
export const idTokenFormat: Rule<IdTokenFacts> = {
  id: 'id_token_format',
  title: 'ID token readable',
  spec: openId('core', '2', 'IDToken'),
  judge({ reading }) {
    if (reading.payload !== null && reading.error === undefined)
      return finding.pass('The ID token is a JWT whose claims can be read.', 'JWT', 'JWT');
    if (reading.kind === 'jwe')
      return finding.warning('The ID token is encrypted, so that its claims cannot be checked here.', 'JWT', 'JWE');
    return finding.fail(reading.error?.message ?? 'The ID token is opaque, but must be a JWT.', 'JWT', reading.kind);
  },
};
