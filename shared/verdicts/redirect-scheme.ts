import { rfc } from '../model/spec-link.ts';
import type { RedirectSchemeFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Of a custom scheme that nothing here receives: said before the user signs in, because only pasting is left. */
export const redirectScheme: Rule<RedirectSchemeFacts> = {
  id: 'redirect_scheme',
  title: 'redirect scheme',
  spec: rfc(8252, '7.1'),
  judge({ redirectUri, protocol }) {
    return finding.warning(
      `Only a program registered for ${protocol} receives this redirect, and this Grantbench is none. Paste the address by hand.`,
      'a redirect URI that leads here',
      redirectUri,
    );
  },
};
