import { rfc } from '../model/spec-link.ts';
import type { CodeFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the code was redeemed with the redirect URI it was asked for. */
export const redirectUri: Rule<CodeFacts> = {
  id: 'redirect_uri',
  title: 'redirect URI equal',
  spec: rfc(6749, '4.1.3'),
  judge({ authorizationRedirectUri: asked, tokenRedirectUri: redeemed, tokensArrived }) {
    if (asked === null)
      return finding.warning('The authorization request named no (single) redirect URI, so the server chose one.', null, redeemed);
    if (asked !== redeemed) {
      return tokensArrived
        ? finding.fail('The server gave tokens for another redirect URI than the code was asked for.', asked, redeemed)
        : finding.warning('The code was redeemed with another redirect URI than it was asked for.', asked, redeemed);
    }
    if (URL.parse(asked)?.hostname === 'localhost') {
      return finding.warning(
        'The name localhost may lead elsewhere; RFC 8252 §8.3 asks for 127.0.0.1 or [::1].',
        'a loopback address',
        asked,
      );
    }
    return finding.pass('The code was redeemed with the redirect URI it was asked for.', asked, redeemed);
  },
};
