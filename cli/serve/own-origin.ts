import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { OwnServer } from '../../node/redirect/loopback-listener.ts';

/** Our own origin as a place where redirects may arrive, beside the listener. */
export interface OwnOrigin extends OwnServer {
  /** Told once, when the server listens. */
  setPort(port: number): void;
  /** Hands a request that nothing else answers to the runs that wait for a redirect; false while none does. */
  take(request: IncomingMessage, response: ServerResponse): boolean;
}

/**
 * A redirect URI at our own port, such as `http://127.0.0.1:<port>/callback`: through an SSH tunnel it
 * is often the only one that reaches us. The redirect listener does the rest, as on a port of its own.
 */
export function createOwnOrigin(): OwnOrigin {
  let port = 0;
  let attached: RequestListener | null = null;
  return {
    get port() {
      return port;
    },
    setPort(bound) {
      port = bound;
    },
    attach(answer) {
      attached = answer;
      return () => {
        if (attached === answer) attached = null;
      };
    },
    take(request, response) {
      if (attached === null) return false;
      attached(request, response);
      return true;
    },
  };
}
