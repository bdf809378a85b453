import { AppError } from '../../shared/errors.ts';
import type { ArmedRedirect, ArmRedirect, Clock, RedirectHit, RedirectPort } from '../../shared/ports.ts';
import { createExpectation, type Expectation } from './expectation.ts';
import { inTurn } from './in-turn.ts';
import { type LoopbackListener, type OwnServer, openLoopbackListener } from './loopback-listener.ts';
import { portProblem } from './port-problem.ts';
import { readPastedReturn, readPastedUrl } from './read-parameters.ts';
import { type RedirectTarget, redirectTarget, withPort } from './redirect-target.ts';

/**
 * Receives redirects on the loopback interface, one per run. Runs on one fixed port share a listener and
 * are told apart by `state`. A redirect URI that is not plain HTTP on a loopback name opens no listener:
 * its redirect can only be pasted.
 *
 * @param ownServer takes the redirects to the port it serves; without one every port is opened here.
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export function createRedirectPort(clock: Clock, ownServer: OwnServer | null = null): RedirectPort {
  const listeners = new Map<number, LoopbackListener>();
  const disarmers = new Set<() => void>();
  const openPort = async (
    { port, addresses }: RedirectTarget,
    expectation: Expectation,
    state: string | null,
  ): Promise<LoopbackListener> => {
    const shared = port === 0 ? undefined : listeners.get(port);
    if (shared !== undefined) refuseSharing(shared, state);
    // Before anything else happens on a shared port: a listener without expectations closes.
    shared?.expect(expectation);
    try {
      if (shared !== undefined) {
        await shared.bind(addresses);
        return shared;
      }
      const onClosed = (closed: LoopbackListener) => listeners.delete(closed.port);
      const opened = await openLoopbackListener(port, addresses, {
        clock,
        ownServer: ownServer?.port === port ? ownServer : null,
        onClosed,
      });
      listeners.set(opened.port, opened);
      opened.expect(expectation);
      return opened;
    } catch (cause) {
      shared?.forget(expectation, true);
      throw await portProblem(port, cause);
    }
  };

  const arm = async (options: ArmRedirect): Promise<ArmedRedirect> => {
    if (options.signal.aborted) throw new AppError('REDIRECT_CANCELLED');
    const target = redirectTarget(options.redirectUri);
    const { promise, resolve, reject } = Promise.withResolvers<RedirectHit>();
    // A run that was cancelled before it began to wait is no unhandled rejection.
    promise.catch(() => {});
    const expectation = createExpectation(options, target.url.pathname, resolve);
    const listener = target.addresses.length === 0 ? null : await openPort(target, expectation, options.state);

    const disarm = (hasty: boolean) => {
      options.signal.removeEventListener('abort', abort);
      disarmers.delete(close);
      listener?.forget(expectation, hasty);
      reject(new AppError('REDIRECT_CANCELLED'));
    };
    const abort = () => disarm(true);
    const close = () => disarm(false);
    disarmers.add(close);
    options.signal.addEventListener('abort', abort, { once: true });
    // The signal may have fired while the port was being opened.
    if (options.signal.aborted) abort();

    return {
      redirectUri: listener === null ? options.redirectUri : withPort(options.redirectUri, listener.port),
      received: promise,
      expect(expected) {
        if (listener !== null) refuseSharing(listener, expected.state, expectation);
        expectation.change(expected);
      },
      paste(url, caught = { via: 'paste', exchange: null }) {
        const parameters = options.bare ? readPastedReturn(url, options.redirectUri) : readPastedUrl(url);
        if (expectation.settled)
          throw new AppError('INPUT_URL', {
            message: 'The redirect of this run has already arrived.',
            hint: 'There is nothing left to paste.',
          });
        expectation.settled = true;
        resolve({ parameters, ...caught });
      },
      async close() {
        close();
      },
    };
  };

  // One after the other: two runs that open the same port at once must end up with one listener.
  const arming = inTurn(arm);
  return {
    arm: arming.run,
    async close() {
      await arming.settled();
      const open = [...listeners.values()];
      for (const close of [...disarmers]) close();
      await Promise.all(open.map((listener) => listener.closed));
    },
  };
}

/** @throws AppError `REDIRECT_PORT_IN_USE` when the redirects of two runs could not be told apart */
function refuseSharing(listener: LoopbackListener, state: string | null, own?: Expectation): void {
  const others = listener.expectations.filter((expectation) => expectation !== own);
  if (others.length === 0) return;
  const why =
    state === null
      ? 'This run sends no state, so that it needs the port for itself, and another run waits there.'
      : others.some(({ claimsPort }) => claimsPort)
        ? 'A run without state has it for itself.'
        : others.some((other) => other.knows(state))
          ? 'Another run waits there with the same state.'
          : null;
  if (why === null) return;
  throw new AppError('REDIRECT_PORT_IN_USE', {
    message: `Port ${listener.port} is taken by another run of this Grantbench. ${why}`,
    hint: 'Wait for that run or cancel it, send a state of its own, or use port 0 for a free port.',
  });
}
