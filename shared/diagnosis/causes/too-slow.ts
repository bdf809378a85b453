import { type CauseRule, strength } from '../cause.ts';

/** A server that takes too long. */
export const tooSlow: CauseRule = {
  id: 'too_slow',
  title: 'The answer took too long',
  find(facts) {
    const { error, profile } = facts;
    // Where the last request was answered, it was a person who did not come in time.
    if (error?.code !== 'NET_TIMEOUT' || facts.last?.exchange.error === null) return null;
    const { requestSeconds } = profile.limits;
    const begun = facts.last?.response != null;
    return {
      weight: strength.strong,
      message: begun
        ? 'The answer began, but its body is slow and did not end in time.'
        : 'No answer came in time: the server is slow, or a firewall drops the packets.',
      evidence: `${error.message} The limit is ${requestSeconds} s.`,
      fix: 'Raise the time limit, and look at the server.',
      changes: [{ kind: 'requestSeconds', value: Math.min(3_600, Math.max(60, requestSeconds * 4)) }],
    };
  },
};
