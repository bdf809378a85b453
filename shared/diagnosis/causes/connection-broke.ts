import { type CauseRule, strength } from '../cause.ts';

/** A connection that broke. */
export const connectionBroke: CauseRule = {
  id: 'connection_broke',
  title: 'The connection broke',
  find({ error }) {
    if (error?.code !== 'NET_BROKEN') return null;
    return {
      weight: strength.possible,
      message: 'The connection ended before the answer was whole.',
      evidence: error.message,
      fix: 'Try again; if it repeats, look at the server’s log, and at what stands in between.',
    };
  },
};
