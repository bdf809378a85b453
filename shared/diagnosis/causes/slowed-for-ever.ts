import { type CauseRule, strength } from '../cause.ts';
import { refusedWith } from '../readings.ts';

/** Polling that is only ever slowed down (RFC 8628 §3.5). */
export const slowedForEver: CauseRule = {
  id: 'slowed_for_ever',
  title: 'The server only ever says slow_down',
  find(facts) {
    const polls = facts.steps.filter(({ name }) => name === 'poll');
    const slowed = polls.filter(({ exchange }) => new TextDecoder().decode(exchange?.response?.body).includes('slow_down')).length;
    // The run ended because the server let the code expire, or because our own time was over without a word of the server.
    const isOver = refusedWith(facts, 'expired_token', 'slow_down') || facts.error?.code === 'NET_TIMEOUT';
    if (slowed === 0 || slowed < polls.length / 2 || !isOver) return null;
    return {
      weight: strength.strong,
      message: 'The server said slow_down again and again, until the time was over.',
      evidence: `${slowed} of ${polls.length} polls were answered with slow_down; each made the interval longer by 5 s.`,
      fix: 'Look at the server’s rate limit for polling; another program may poll with the same client.',
    };
  },
};
