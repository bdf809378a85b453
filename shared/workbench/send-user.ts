import type { OpenWays } from '../model/redirect-way.ts';
import type { RedirectHit } from '../ports.ts';
import type { AuthorizationTask, RunContext } from './run-context.ts';
import type { AwaitedRedirect } from './run-redirect.ts';
import type { OpenStep } from './run-steps.ts';
import { windowOf } from './run-window.ts';

/** Where the user is to go. */
export interface UserTask extends Pick<AuthorizationTask, 'url' | 'states'> {
  /** What the step is called where no browser opens by itself. */
  readonly byHand: string;
}

/**
 * Sends the user to the browser, or to a window of our own, and waits for the redirect by every way that is open. The
 * step says which those are, as they come and go; once it is over, the window closes.
 *
 * @throws AppError `REDIRECT_TIMEOUT`, `REDIRECT_CANCELLED`
 */
export async function sendUser(run: RunContext, step: OpenStep, redirect: AwaitedRedirect, task: UserTask): Promise<RedirectHit> {
  const { request, observer, ports } = run;
  const limitMs = request.profile.limits.browserSeconds * 1_000;
  const until = ports.clock.now() + limitMs;
  const over = new AbortController();
  const { redirectUri } = redirect;
  let open: OpenWays = {
    ways: [...redirect.ways],
    certificate: redirect.certificate === null ? null : { ...redirect.certificate, refused: false },
    windowClosed: null,
  };
  const tell = (change: Partial<OpenWays>) => {
    if (over.signal.aborted) return;
    open = { ...open, ...change };
    step.wait(until, { for: 'browser', open });
  };
  const withoutWindow = () => open.ways.filter((way) => way !== 'window');

  redirect.onDistrusted(() => {
    if (open.certificate !== null && !open.certificate.refused) tell({ certificate: { ...open.certificate, refused: true } });
  });
  const openWindow = windowOf(run, {
    url: task.url,
    redirectUri,
    signal: over.signal,
    arrived: redirect.arrive,
    opened: () => tell({ ways: ['window', ...withoutWindow()], windowClosed: null }),
    closed: (windowClosed) => tell({ ways: withoutWindow(), windowClosed }),
  });
  tell({});
  const ask = async () =>
    observer.authorizationRequested({ url: task.url, states: task.states, redirectUri, paste: redirect.paste, openWindow });
  // A browser that does not open ends nothing: the redirect may come from one opened by hand.
  ask().catch(() => step.label(task.byHand));
  return redirect.within(limitMs).finally(() => over.abort());
}
