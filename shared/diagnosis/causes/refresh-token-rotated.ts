import { type Cause, type CauseRule, strength } from '../cause.ts';
import { quoted, refusedWith } from '../readings.ts';

/** A refresh token that is not good any more (RFC 6749 §6, RFC 9700 §4.14). */
export const refreshTokenRotated: CauseRule = {
  id: 'refresh_token_rotated',
  title: 'The refresh token was rotated away or revoked',
  find(facts): Cause | null {
    if (facts.profile.grant !== 'refresh_token' || !refusedWith(facts, 'invalid_grant')) return null;
    return {
      weight: strength.likely,
      message:
        'The refresh token is not good any more: it was used before and rotated away, was revoked, has expired, or belongs to another client.',
      evidence: `The request carried a refresh token of ${facts.profile.request.refreshToken?.length ?? 0} characters for the client ${facts.profile.client.clientId}.${quoted(facts)}`,
      fix: 'Use the refresh token of the newest run, or sign in again. A server that detects reuse revokes the whole family.',
    };
  },
};
