import { AppError } from '../errors.ts';
import type { ArmedRedirect, ArmRedirect, RawExchange, RedirectHit } from '../ports.ts';
import type { NameValues } from '../protocol/apply-edits.ts';
import type { RunContext } from './run-context.ts';

/** What is waited for. */
export interface RedirectWish extends Pick<ArmRedirect, 'redirectUri' | 'responseMode' | 'state' | 'bare' | 'judge'> {
  /** Whether these are the parameters of a redirect that carries another state than the one sent. */
  isForeign(parameters: NameValues): boolean;
}

/** A redirect that is waited for. */
export interface AwaitedRedirect extends Pick<ArmedRedirect, 'ways' | 'certificate' | 'paste' | 'arrive'> {
  /** With the real port. */
  readonly redirectUri: string;
  /** Told from then on that a browser refused the certificate; at once, where it was so before. */
  onDistrusted(tell: () => void): void;
  /** The request is going to say something else than what was armed for. @throws AppError `REDIRECT_PORT_IN_USE` */
  expect(expected: Pick<ArmRedirect, 'responseMode' | 'state'>): void;
  /** Resolves with the redirect; rejects with `REDIRECT_TIMEOUT` or when the run is cancelled. */
  within(limitMs: number): Promise<RedirectHit>;
  close(): Promise<void>;
}

/**
 * How long the right redirect may still come after one with a foreign state. A stray one (an old tab, a
 * page that guesses) must not end the run at once; a server that garbles the state must not leave the
 * user waiting for minutes. Milliseconds.
 */
const GRACE_MS = 3_000;

/**
 * Arms every way the redirect may take. A redirect with a foreign state is a stray one, but if the right one does
 * not follow soon, it is taken for the answer, so that its check fails and says why.
 *
 * @throws AppError `REDIRECT_PORT_IN_USE`
 */
export async function awaitRedirect({ ports, request, log }: RunContext, wish: RedirectWish): Promise<AwaitedRedirect> {
  const foreign = Promise.withResolvers<RedirectHit>();
  let grace: ReturnType<typeof setTimeout> | undefined;
  const { isForeign, ...options } = wish;
  let { responseMode } = wish;
  let isDistrusted = false;
  let tellDistrusted = () => {};
  const armed = await ports.redirect.arm({
    ...options,
    signal: request.signal,
    stray(exchange, reason, way) {
      log.stray(exchange, reason);
      const parameters = redirectParameters(exchange, wish);
      if (grace !== undefined || parameters === null || !isForeign(parameters)) return;
      // What came by no listener was no exchange.
      const came = exchange.response === null ? null : exchange;
      grace = setTimeout(() => foreign.resolve({ parameters, via: responseMode, way, exchange: came }), GRACE_MS);
    },
    distrusted() {
      isDistrusted = true;
      tellDistrusted();
    },
  });
  let limit: ReturnType<typeof setTimeout> | undefined;
  return {
    redirectUri: armed.redirectUri,
    ways: armed.ways,
    certificate: armed.certificate,
    onDistrusted(tell) {
      tellDistrusted = tell;
      if (isDistrusted) tell();
    },
    within(limitMs) {
      const timeout = Promise.withResolvers<never>();
      limit = setTimeout(() => timeout.reject(tooLate(limitMs)), limitMs);
      return Promise.race([armed.received, foreign.promise, timeout.promise]);
    },
    expect(expected) {
      responseMode = expected.responseMode;
      armed.expect(expected);
    },
    paste: (url, caught) => armed.paste(url, caught),
    arrive: (arrival) => armed.arrive(arrival),
    async close() {
      clearTimeout(limit);
      clearTimeout(grace);
      await armed.close();
    },
  };
}

/** The parameters of a request at the redirect's path that has a redirect's form; else null. */
function redirectParameters({ request, response }: RawExchange, { redirectUri, bare }: RedirectWish): NameValues | null {
  const url = URL.parse(request.url);
  if (url === null || url.pathname !== URL.parse(redirectUri)?.pathname) return null;
  // Every other refusal (wrong host, path, method, origin) says that it was no redirect at all. Without an answer of ours
  // it came by no listener, and was looked at in the same way.
  if (response !== null && response.status !== 400) return null;
  const text = request.method === 'POST' ? new TextDecoder().decode(request.body ?? new Uint8Array()) : url.search;
  const parameters = [...new URLSearchParams(text), ...(response === null ? new URLSearchParams(url.hash.slice(1)) : [])];
  return bare === true || parameters.some(([name]) => ofAnswer.has(name)) ? parameters : null;
}

/** What a redirect answers with, one of these at least. */
const ofAnswer: ReadonlySet<string> = new Set(['code', 'error', 'access_token', 'id_token', 'response']);

function tooLate(limitMs: number): AppError {
  return new AppError('REDIRECT_TIMEOUT', { message: `No redirect arrived within ${limitMs / 1_000} s.` });
}
