import type { Bridge } from '../../shared/contract/bridge.ts';
import type { EventName, Reply } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { Connection } from './host.ts';
import { readLines } from './read-lines.ts';

const BEARER = 'grantbench.bearer';

/** Milliseconds without a byte after which the stream counts as dead: three of the host's heartbeats. */
const SILENCE = 50_000;
const FIRST_DELAY = 250;
const LONGEST_DELAY = 5_000;

const disconnected = () => ({ ok: false, error: new AppError('CONTRACT_DISCONNECTED').toData() }) as const;

/**
 * The bridge to `grantbench serve`: calls over POST, events over a stream that reconnects by itself.
 * Null when the page has no right to call: no launch token, or a used one.
 */
export async function openHttpBridge(report: (connection: Connection) => void): Promise<Bridge | null> {
  reloadOnFreshAddress();
  const bearer = (await tradeLaunchToken()) ?? sessionStorage.getItem(BEARER);
  if (bearer === null) {
    report({ state: 'refused', error: new AppError('CONTRACT_FORBIDDEN').toData() });
    return null;
  }
  const headers = { Authorization: `Bearer ${bearer}` };
  const listeners = new Set<(name: EventName, payload: unknown) => void>();
  void keepListening(headers, report, (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  });

  return {
    async invoke(method, input) {
      try {
        const response = await fetch('/rpc', {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify({ method, input }),
        });
        return (await response.json()) as Reply<unknown>;
      } catch {
        return disconnected();
      }
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A fresh address typed into this very tab changes only the fragment, which alone loads nothing. */
function reloadOnFreshAddress(): void {
  addEventListener('hashchange', () => {
    if (location.hash.length > 1) location.reload();
  });
}

/** Trades the launch token of the address for a bearer, once, and takes it out of the address bar. */
async function tradeLaunchToken(): Promise<string | null> {
  const token = location.hash.slice(1);
  if (token === '') return null;
  history.replaceState(null, '', location.pathname);
  try {
    const response = await fetch('/session', { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
    const reply = (await response.json()) as Reply<{ bearer: string }>;
    if (!reply.ok) return null;
    // Bound to this tab and this port, which a cookie is not.
    sessionStorage.setItem(BEARER, reply.value.bearer);
    return reply.value.bearer;
  } catch {
    return null;
  }
}

/** Listens for as long as the page lives; gives up only when the host no longer knows us. */
async function keepListening(
  headers: Record<string, string>,
  report: (connection: Connection) => void,
  emit: (name: EventName, payload: unknown) => void,
): Promise<void> {
  let delay = FIRST_DELAY;
  for (;;) {
    const watchdog = new AbortController();
    try {
      const response = await fetch('/events', { headers, cache: 'no-store', signal: watchdog.signal });
      if (response.status === 403) {
        sessionStorage.removeItem(BEARER);
        return report({ state: 'refused', error: new AppError('CONTRACT_FORBIDDEN').toData() });
      }
      if (response.ok && response.body !== null) {
        report({ state: 'connected' });
        delay = FIRST_DELAY;
        await readLines(response.body, { silence: SILENCE, onSilence: () => watchdog.abort() }, (line) => {
          const { name, payload } = JSON.parse(line) as { name: EventName; payload: unknown };
          emit(name, payload);
        });
      }
    } catch {
      // Whatever broke it, the answer is the same: say so and try again.
    }
    report({ state: 'lost', error: new AppError('CONTRACT_DISCONNECTED').toData() });
    await pause(delay);
    delay = Math.min(delay * 2, LONGEST_DELAY);
  }
}

/** Waits, but not a moment longer than until the user comes back to the page or the network returns. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('focus', end, { signal: over.signal });
    addEventListener('online', end, { signal: over.signal });
  });
}
