import { rfc } from '../model/spec-link.ts';
import type { RedirectUriFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the redirect URI has a fragment, which it must not. */
export const redirectUriFragment: Rule<RedirectUriFacts> = {
  id: 'redirect_uri_fragment',
  title: 'redirect URI',
  spec: rfc(6749, '3.1.2'),
  judge({ sent }) {
    const at = sent.indexOf('#');
    if (at < 0) return finding.pass('The redirect URI has no fragment.');
    return finding.warning('The redirect URI has a fragment, which it must not have.', sent.slice(0, at), sent);
  },
};
