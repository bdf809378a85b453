import { BrowserWindow, type OnBeforeRequestListenerDetails, type Session, type WebContents } from 'electron';
import { AppError } from '../shared/errors.ts';
import { isAtRedirectUri } from '../shared/model/redirect-place.ts';
import type { SignInWindow, SignInWindowPort } from '../shared/ports.ts';
import { pageWithoutPowers } from './page-without-powers.ts';
import { emptyJar, openJar } from './sign-in-jar.ts';

/** The windows of runs, and whose pages they are. */
export interface SignInWindows extends SignInWindowPort {
  /** Whether a page is one of a sign-in window: it may go where a server leads, which no page of ours may. */
  owns(contents: WebContents): boolean;
}

interface Opened {
  readonly window: BrowserWindow;
  readonly wish: SignInWindow;
}

/**
 * Opens windows to sign in at: a sandboxed page without preload and without Node, the profile's own cookies, the origin
 * as the title, since there is no address bar. What would leave for the redirect URI is taken out before it is sent.
 *
 * @param parent the workbench window, with which they close
 */
export function createSignInWindows(parent: () => BrowserWindow | null): SignInWindows {
  const jars = new Map<string, Session>();
  const opened = new Set<Opened>();

  /** The requests of http and https: only here the form of a `form_post` can be read. */
  const takePage = ({ webContentsId, url, uploadData }: OnBeforeRequestListenerDetails): boolean => {
    const found = [...opened].find(({ window }) => window.webContents.id === webContentsId);
    if (found === undefined || !isAtRedirectUri(url, found.wish.redirectUri)) return false;
    found.wish.arrived({ url, form: formOf(uploadData) });
    return true;
  };
  const jarOf = (name: string): Session => {
    const jar = jars.get(name) ?? openJar(name, takePage);
    jars.set(name, jar);
    return jar;
  };

  return {
    owns: (contents) => [...jars.values()].includes(contents.session),
    async open(wish) {
      const before = [...opened].find((one) => one.wish.signal === wish.signal);
      if (before !== undefined) return before.window.focus();
      if (wish.signal.aborted) return;
      const window = makeWindow(jarOf(wish.jar), parent());
      const entry = { window, wish };
      opened.add(entry);
      let reason = 'The sign-in window was closed.';
      const close = () => window.destroy();
      const fail = (why: string) => {
        reason = why;
        window.destroy();
      };
      wish.signal.addEventListener('abort', close, { once: true });
      window.once('closed', () => {
        opened.delete(entry);
        wish.signal.removeEventListener('abort', close);
        if (!wish.signal.aborted) wish.closed(reason);
      });
      keepInWindow(window.webContents, wish);
      showPlace(window);
      window.webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
        if (isMainFrame && !stoppedByUs.has(code)) fail(`The sign-in window could not load ${originOf(url)}: ${description}.`);
      });
      window.webContents.on('render-process-gone', () => fail('The page in the sign-in window crashed.'));
      await load(window, wish);
    },
    async forget(name) {
      const forgotten = name === null ? [...jars] : [...jars].filter(([jar]) => jar === name);
      for (const [jar, kept] of forgotten) {
        for (const { window, wish } of [...opened]) if (wish.jar === jar) window.destroy();
        await emptyJar(kept);
      }
    },
  };
}

/** `net::ERR_ABORTED` and `ERR_BLOCKED_BY_CLIENT`: what taking a redirect out looks like to the page. */
const stoppedByUs: ReadonlySet<number> = new Set([-3, -20]);

function makeWindow(jar: Session, parent: BrowserWindow | null): BrowserWindow {
  const window = new BrowserWindow({
    width: 520,
    height: 760,
    show: false,
    title: 'Sign in · Grantbench',
    autoHideMenuBar: true,
    ...(parent !== null && { parent }),
    webPreferences: { ...pageWithoutPowers, session: jar },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Lets the page go to web pages, takes the redirect out where no request shows it, and stops everything else. */
function keepInWindow(contents: WebContents, { redirectUri, arrived }: SignInWindow): void {
  const judge = (event: Electron.Event<{ url: string; isMainFrame: boolean }>) => {
    const { url, isMainFrame } = event;
    const { protocol = '', hash = '' } = URL.parse(url) ?? {};
    const isWeb = protocol === 'https:' || protocol === 'http:';
    if (isMainFrame && isAtRedirectUri(url, redirectUri)) {
      // Without a fragment the request itself tells more: it has the form.
      if (isWeb && hash === '') return;
      event.preventDefault();
      arrived({ url, form: null });
    } else if (!isWeb && (isMainFrame || !ofFrames.has(protocol))) {
      event.preventDefault();
    }
  };
  contents.on('will-redirect', judge);
  contents.on('will-frame-navigate', judge);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // A page must not keep its window open.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
}

/** What frames inside a page are made of, besides web pages. */
const ofFrames: ReadonlySet<string> = new Set(['about:', 'blob:', 'data:']);

/** Who sees a password typed must be seen before. */
function showPlace(window: BrowserWindow): void {
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('did-navigate', (_event, url) => window.setTitle(`${originOf(url)} · Grantbench`));
}

/** Rejects only where not even the window could be made; what does not load is told by `closed`. */
async function load(window: BrowserWindow, { url }: SignInWindow): Promise<void> {
  const { protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') {
    window.destroy();
    throw new AppError('BROWSER_FAILED', { message: 'The authorization URL is no web page.' });
  }
  // A server that knows the user redirects at once, and what we take out counts as a load that failed.
  await window.loadURL(url).catch(() => undefined);
}

/** A form as it was posted; null for a page that was fetched. */
function formOf(uploadData: OnBeforeRequestListenerDetails['uploadData'] | undefined): string | null {
  const parts = (uploadData ?? []).map(({ bytes }) => bytes).filter((bytes) => bytes !== undefined);
  return parts.length === 0 ? null : Buffer.concat(parts).toString();
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? 'the page';
}
