import { rfc } from '../model/spec-link.ts';
import type { RefreshFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Which refresh token is to be used from now on. */
export const refreshRotation: Rule<RefreshFacts> = {
  id: 'refresh_rotation',
  title: 'refresh rotation',
  spec: rfc(6749, '6'),
  judge({ refreshed, sent, received, publicClient, tokensArrived }) {
    if (!refreshed) {
      return finding.notApplicable(
        received === null
          ? 'No refresh token was used, and none came.'
          : 'No refresh token was used yet. Refresh uses the one that came, and tells whether a new one takes its place.',
      );
    }
    if (!tokensArrived) return finding.notApplicable('No tokens arrived, so nothing took the place of the refresh token.');
    if (received !== null && received !== sent) {
      return finding.pass(
        'A new refresh token arrived; the old one must not be used any more.',
        'a new refresh token',
        'a new refresh token',
      );
    }
    const actual = received === null ? 'no refresh token' : 'the same refresh token';
    const kept = received === null ? 'No new refresh token arrived: the old one is kept.' : 'The same refresh token came back.';
    return publicClient
      ? finding.warning(
          `${kept} For a public client it should be replaced with each use (RFC 9700 §4.14.2).`,
          'a new refresh token',
          actual,
        )
      : finding.pass(kept, 'a new refresh token, or the old one stays', actual);
  },
};
