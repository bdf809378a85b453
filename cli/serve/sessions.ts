import { newSecretToken, SecretTokens } from './secret-token.ts';

/** A page that traded its launch token. Its signal aborts when its right to call us is taken back. */
export interface Session {
  readonly signal: AbortSignal;
}

interface Launch {
  /** Whether other users of this machine could have read it: a browser was started with it as an argument. */
  readonly exposed: boolean;
  session: AbortController | null;
}

export interface Sessions {
  /** A launch token, good for one trade. */
  launch(options: { exposed: boolean }): string;
  /** Trades a launch token for a bearer; null when it is unknown or was traded before. */
  trade(token: string): string | null;
  /** The open session of a bearer. */
  find(bearer: string): Session | null;
}

/** More pages than anybody opens, and more addresses than anybody asks for. */
const CAPACITY = 64;

/**
 * Who may call the workbench: each page trades a launch token, once, for a bearer of its own.
 *
 * @param reused told when a launch token comes a second time.
 */
export function createSessions(reused: () => void): Sessions {
  const launches = new SecretTokens<Launch>(CAPACITY);
  const sessions = new SecretTokens<AbortController>(CAPACITY);

  return {
    launch({ exposed }) {
      const token = newSecretToken();
      launches.add(token, { exposed, session: null });
      return token;
    },
    trade(token) {
      const launch = launches.find(token);
      if (launch === undefined) return null;
      if (launch.session !== null) {
        // Two pages hold one token. Where it stood in the list of processes, the first may be a
        // thief's, and it is the rightful one that comes too late: so neither gets in.
        if (launch.exposed) launch.session.abort();
        reused();
        return null;
      }
      const session = new AbortController();
      launch.session = session;
      const bearer = newSecretToken();
      sessions.add(bearer, session);
      return bearer;
    },
    find(bearer) {
      const session = sessions.find(bearer);
      return session === undefined || session.signal.aborted ? null : session;
    },
  };
}
