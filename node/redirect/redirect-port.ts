import { AppError } from '../../shared/errors.ts';
import { isAtRedirectUri } from '../../shared/model/redirect-place.ts';
import type { RedirectWay } from '../../shared/model/redirect-way.ts';
import type { ArmedRedirect, ArmRedirect, Clock, RedirectHit, RedirectPort } from '../../shared/ports.ts';
import { inTurn } from '../in-turn.ts';
import { createExpectation, type Expectation } from './expectation.ts';
import { judgeArrival } from './judge-arrival.ts';
import type { LoopbackCertificate } from './loopback-certificate.ts';
import { type LoopbackListener, type OwnServer, openLoopbackListener } from './loopback-listener.ts';
import { portProblem } from './port-problem.ts';
import { readPastedReturn, readPastedUrl } from './read-parameters.ts';
import { type RedirectTarget, redirectTarget, withPort } from './redirect-target.ts';
import type { SchemeInbox } from './scheme-inbox.ts';

/** What a host brings of its own. */
export interface RedirectHost {
  /** The certificate of HTTPS redirects, made at its first use; without it, they are not listened for. */
  certificate?(): Promise<LoopbackCertificate>;
  /** Takes the redirects to the port it serves; without one every port is opened here. */
  readonly ownServer?: OwnServer;
  /** Where redirects of a custom scheme are handed over; without one no such redirect can be received. */
  readonly inbox?: SchemeInbox;
}

/**
 * Receives redirects, one per run, by every way that their URI allows in this host. Runs on one fixed port share a
 * listener, runs at one address of a custom scheme the inbox; they are told apart by `state`. Whatever leads nowhere
 * here can still be pasted.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7
 */
export function createRedirectPort(clock: Clock, { certificate, ownServer, inbox }: RedirectHost = {}): RedirectPort {
  const listeners = new Map<number, LoopbackListener>();
  const disarmers = new Set<() => void>();
  /** What waits for the inbox, and where. */
  const awaited = new Map<Expectation, string>();
  const awaitedAt = (address: string) =>
    [...awaited].filter(([, redirectUri]) => isAtRedirectUri(address, redirectUri)).map(([expectation]) => expectation);
  inbox?.open((address) => judgeArrival({ url: address, form: null }, 'custom_scheme', awaitedAt(address), clock));

  /** The listener of that port, where the run can join it. */
  const sharedListener = async ({ port, secure }: RedirectTarget, state: string | null): Promise<LoopbackListener | undefined> => {
    const open = port === 0 ? undefined : listeners.get(port);
    if (open === undefined) return undefined;
    if ((open.certificate !== null) === secure) {
      refuseSharing(open.expectations, state, `Port ${port}`);
      return open;
    }
    if (open.expectations.length > 0) throw otherScheme(port, secure);
    // It is there only until a browser has its page.
    await open.closed;
    return undefined;
  };

  const openPort = async (target: RedirectTarget, expectation: Expectation, state: string | null): Promise<LoopbackListener> => {
    const { port, addresses, secure } = target;
    const shared = await sharedListener(target, state);
    // Before anything else happens on a shared port: a listener without expectations closes.
    shared?.expect(expectation);
    try {
      if (shared !== undefined) {
        await shared.bind(addresses);
        return shared;
      }
      const opened = await openLoopbackListener(port, addresses, {
        clock,
        certificate: secure ? ((await certificate?.()) ?? null) : null,
        ownServer: !secure && ownServer?.port === port ? ownServer : null,
        onClosed: (closed) => void listeners.delete(closed.port),
      });
      listeners.set(opened.port, opened);
      opened.expect(expectation);
      return opened;
    } catch (cause) {
      shared?.forget(expectation, true);
      throw cause instanceof AppError ? cause : await portProblem(port, cause);
    }
  };

  const arm = async (options: ArmRedirect): Promise<ArmedRedirect> => {
    if (options.signal.aborted) throw new AppError('REDIRECT_CANCELLED');
    const target = redirectTarget(options.redirectUri);
    const { promise, resolve, reject } = Promise.withResolvers<RedirectHit>();
    // A run that was cancelled before it began to wait is no unhandled rejection.
    promise.catch(() => {});
    const expectation = createExpectation(options, target.url.pathname, resolve);
    const isServed = target.addresses.length > 0 && (!target.secure || certificate !== undefined);
    const listener = isServed ? await openPort(target, expectation, options.state) : null;
    const isHanded = inbox !== undefined && target.url.protocol === `${inbox.scheme}:`;
    if (isHanded) {
      refuseSharing(awaitedAt(options.redirectUri), options.state, options.redirectUri);
      awaited.set(expectation, options.redirectUri);
    }

    const disarm = (hasty: boolean) => {
      options.signal.removeEventListener('abort', abort);
      disarmers.delete(close);
      awaited.delete(expectation);
      listener?.forget(expectation, hasty);
      reject(new AppError('REDIRECT_CANCELLED'));
    };
    const abort = () => disarm(true);
    const close = () => disarm(false);
    disarmers.add(close);
    options.signal.addEventListener('abort', abort, { once: true });
    // The signal may have fired while the port was being opened.
    if (options.signal.aborted) abort();

    const { fingerprint, file } = listener?.certificate ?? {};
    return {
      redirectUri: listener === null ? options.redirectUri : withPort(options.redirectUri, listener.port),
      ways: [...(listener === null ? [] : [listenerWay(listener)]), ...(isHanded ? (['custom_scheme'] as const) : []), 'paste'],
      certificate: fingerprint === undefined || file === undefined ? null : { fingerprint, file },
      received: promise,
      expect(expected) {
        const others = listener?.expectations ?? awaitedAt(options.redirectUri);
        refuseSharing(others, expected.state, listener === null ? options.redirectUri : `Port ${listener.port}`, expectation);
        expectation.change(expected);
      },
      paste(url, caught = { via: 'paste', way: 'paste', exchange: null }) {
        const parameters = options.bare ? readPastedReturn(url, options.redirectUri) : readPastedUrl(url);
        if (expectation.settled)
          throw new AppError('INPUT_URL', {
            message: 'The redirect of this run has already arrived.',
            hint: 'There is nothing left to paste.',
          });
        expectation.settled = true;
        resolve({ parameters, ...caught });
      },
      arrive: (arrival) => judgeArrival(arrival, 'window', [expectation], clock),
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

function listenerWay({ certificate }: LoopbackListener): RedirectWay {
  return certificate === null ? 'loopback' : 'https_loopback';
}

/** A port speaks one of the two. */
function otherScheme(port: number, secure: boolean): AppError {
  return new AppError('REDIRECT_PORT_IN_USE', {
    message: `Port ${port} is taken by another run of this Grantbench, which waits there over ${secure ? 'plain HTTP' : 'HTTPS'}.`,
    hint: 'Wait for that run or cancel it, or use another port.',
  });
}

/** @throws AppError `REDIRECT_PORT_IN_USE` when the redirects of two runs could not be told apart */
function refuseSharing(all: readonly Expectation[], state: string | null, place: string, own?: Expectation): void {
  const others = all.filter((expectation) => expectation !== own);
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
    message: `${place} is taken by another run of this Grantbench. ${why}`,
    hint: 'Wait for that run or cancel it, send a state of its own, or use port 0 for a free port.',
  });
}
