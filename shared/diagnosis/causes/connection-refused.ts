import { type CauseRule, strength } from '../cause.ts';

/** A port where nobody listens. */
export const connectionRefused: CauseRule = {
  id: 'connection_refused',
  title: 'Nothing listens there',
  find({ error }) {
    if (error?.code !== 'NET_REFUSED') return null;
    return {
      weight: strength.proven,
      message: 'No program accepts connections at that host and port.',
      evidence: error.message,
      fix: 'Start the server, or correct host and port. In a container, localhost is the container itself.',
    };
  },
};
