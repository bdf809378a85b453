import { type CauseRule, strength } from '../cause.ts';
import { answeredWith, quoted } from '../readings.ts';

/** A server in trouble of its own. */
export const serverFailed: CauseRule = {
  id: 'server_failed',
  title: 'The server itself failed (5xx)',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error === null || last.response.status < 500) return null;
    return {
      weight: strength.likely,
      message: 'The server failed on its side; the request may well be right.',
      evidence: `${answeredWith(last, last.response)}${quoted(facts)}`,
      fix: 'Try again; if it repeats, its log says why. Now and then an unexpected parameter breaks a server: compare with a request that works.',
    };
  },
};
