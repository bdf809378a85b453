import { rfc } from '../model/spec-link.ts';
import type { AuthorizationHeaderFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the user gave headers for the authorization endpoint: the browser goes there, and nothing can make it send them. */
export const authorizationHeaders: Rule<AuthorizationHeaderFacts> = {
  id: 'authorization_headers',
  title: 'headers not sent',
  spec: rfc(6749, '4.1.1'),
  judge({ given }) {
    if (given.length === 0) return finding.pass('No header was given for a request that the browser makes.');
    return finding.warning(
      'The browser makes the authorization request, so the headers given for it were not sent. Use parameters instead.',
      null,
      given.join(', '),
    );
  },
};
